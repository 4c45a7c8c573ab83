"""The published form that an enquiry answers, in the version that its sender saw."""

from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import gettext as _

from api.documents.models import Document, Edition
from api.documents.schemas.forms import Form
from api.enquiries.problems import FORM_NOT_OPEN, FORM_VERSION_EXPIRED
from api.http.problems import Problem, ProblemError


def definition(name: str, *, locale: str, version: int, at: datetime) -> Form:
    """The form of this slug or id as it was published in `version`, for as long as that version is accepted.

    Raises the problem `form-not-open` or `form-version-expired`.
    """
    document = _document(name, locale)
    if document is None or document.current is None:
        raise Problem(
            FORM_NOT_OPEN,
            errors=[
                ProblemError(pointer="/form", code="not-open", detail=_("There is no such form in this language."))
            ],
        )
    if document.current.number == version:
        return _load(document.current)
    editions = Edition.objects.filter(document=document, number__in=[version, version + 1]).order_by("number")
    asked, successor = [*editions, None, None][:2]
    if asked is None or successor is None or at > successor.at + timedelta(days=settings.ENQUIRY_VERSION_DAYS):
        raise Problem(
            FORM_VERSION_EXPIRED,
            errors=[
                ProblemError(
                    pointer="/form_version",
                    code="expired",
                    detail=_("The form is now in version %(version)s.") % {"version": document.current.number},
                )
            ],
        )
    return _load(asked)


def current_form(document: Document) -> Form:
    """The form of a document that is published."""
    return _load(Edition.objects.get(document=document, document__current=F("pk")))


def recorded(form_id: UUID, *, locale: str, version: int) -> Form:
    """The form that a stored enquiry answers, however old its version."""
    return _load(
        Edition.objects.get(document__kind="form", document__public_id=form_id, document__locale=locale, number=version)
    )


def _document(name: str, locale: str) -> Document | None:
    """By id or slug; a form that is published goes before one that was, a slug of today before one of the past."""
    try:
        named = Q(public_id=UUID(name))
    except ValueError:
        named = Q(slug=name) | Q(former_paths__slug=name)
    found = Document.objects.filter(named, kind="form", locale=locale).select_related("current")
    return min(found, key=lambda document: (document.current is None, document.slug != name), default=None)


def _load(edition: Edition) -> Form:
    return _parse(bytes(edition.body))


@lru_cache(maxsize=64)
def _parse(body: bytes) -> Form:
    return Form.model_validate_json(body)
