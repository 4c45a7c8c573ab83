"""Forms and enquiries over HTTP. Nothing here may be kept by a cache: each answer is for one person."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, ClassVar

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from pydantic import BaseModel
from rest_framework.request import Request

from api.documents import reading
from api.documents.parameters import LOCALES, Localized
from api.documents.views import DocumentView
from api.enquiries import limits, receive, tokens
from api.enquiries.definitions import current_form
from api.enquiries.models import Enquiry
from api.enquiries.network import network
from api.enquiries.shapes import EnquiryStatus, OpenForm, Submission
from api.enquiries.submissions import read_key, read_submission
from api.http.parameters import Query
from api.http.problems import NOT_FOUND, UNAVAILABLE, Problem
from api.http.views import PublicView

PRIVATE = {"Cache-Control": "no-store"}
TOLD: dict[str, str] = {
    Enquiry.Status.NEW: "received",
    Enquiry.Status.OPEN: "in_progress",
    Enquiry.Status.ANSWERED: "answered",
    Enquiry.Status.CLOSED: "closed",
}


class OpenFormView(DocumentView):
    """A form with a token for one enquiry."""

    kind = "form"

    def get(self, request: Request, key: str | None = None) -> HttpResponse:
        query, at = Localized.read(request), timezone.now()
        found = reading.find("form", query.locale, key)
        if found is None:
            return self._point_elsewhere(request, query.locale, key)
        form = current_form(found.document)
        opened = OpenForm(**dict(form), token=tokens.issue(form.id, at=at), token_expires_at=tokens.expires_at(at))
        return _answer(opened)


class SendView(PublicView):
    """POST of an enquiry. Its answers say how many more will be taken (draft-ietf-httpapi-ratelimit-headers-10)."""

    http_method_names = ["post", "options"]
    policy: ClassVar[str]
    counted_under: ClassVar[Callable[[str], str]]
    """The key of the limit, by network."""

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:  # any will do
        final: HttpResponse = super().finalize_response(request, response, *args, **kwargs)
        if request.method == "POST" and final.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
            limit, at = limits.Limit.parse(settings.ENQUIRY_NETWORK_LIMIT), timezone.now()
            key = type(self).counted_under(network(request._request, at=at))
            left = limits.standing(key, limit, at=at)
            final["RateLimit-Policy"] = f'"{self.policy}";q={limit.count};w={limit.seconds}'
            final["RateLimit"] = f'"{self.policy}";r={left.remaining};t={left.seconds}'
        return final

    def handle_exception(self, exc: Exception) -> HttpResponse:  # type: ignore[override]  # any response will do
        if isinstance(exc, OperationalError | InterfaceError):  # the database is down, or busy for too long
            exc = Problem(UNAVAILABLE, _("Send it again, unchanged, with the same key."), headers={"Retry-After": "2"})
        response: HttpResponse = super().handle_exception(exc)
        return response

    def read(self, request: Request) -> Submission:
        """What was sent, and from here on its language."""
        Query.read(request)
        submission = read_submission(request._request)
        if submission.locale in LOCALES:
            translation.activate(submission.locale)  # until the middleware that called us takes it back
        return submission


class EnquiriesView(SendView):
    policy = "enquiries"
    counted_under = receive.enquiries_of

    def post(self, request: Request) -> HttpResponse:
        key, at = read_key(request._request), timezone.now()
        submission = self.read(request)
        received = receive.receive(submission, key=key, network=network(request._request, at=at), at=at)
        location = settings.PUBLIC_URL + reverse("enquiry-status", args=[received.receipt])
        return _answer(received, status=201, headers={"Location": location})


class ValidationView(SendView):
    policy = "checks"
    counted_under = receive.checks_of

    def post(self, request: Request) -> HttpResponse:
        at = timezone.now()
        return _answer(receive.check(self.read(request), network=network(request._request, at=at), at=at))


class StatusView(PublicView):
    def get(self, request: Request, receipt: str) -> HttpResponse:
        Query.read(request)
        digest = receive.receipt_digest(receipt)
        enquiry = Enquiry.objects.only("reference", "status", "received_at").filter(receipt_digest=digest).first()
        if enquiry is None:
            detail = _("No enquiry has this receipt. Send it whole; enquiries are deleted after a while.")
            raise Problem(NOT_FOUND, detail)
        status = EnquiryStatus.model_validate(
            {
                "reference": enquiry.reference,
                "status": TOLD[enquiry.status],
                "received_at": enquiry.received_at,
            }
        )
        return _answer(status)


def _answer(shape: BaseModel, *, status: int = 200, headers: dict[str, str] | None = None) -> HttpResponse:
    return HttpResponse(
        shape.model_dump_json(),
        status=status,
        content_type="application/json",
        headers={**PRIVATE, "Content-Language": translation.get_language() or "", **(headers or {})},
    )
