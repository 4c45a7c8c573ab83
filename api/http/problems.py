"""Every answer that is not a success, as `application/problem+json` (RFC 9457), in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, TypeAlias

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema
from rest_framework.exceptions import APIException

CONTENT_TYPE = "application/problem+json"
LazyText: TypeAlias = str | Promise


class ProblemError(BaseModel):
    """One thing that is wrong with the request."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)

    parameter: str | SkipJsonSchema[None] = None
    """The query parameter that is meant."""
    pointer: str | SkipJsonSchema[None] = None
    """The place in the request's body that is meant, as a JSON Pointer (RFC 6901)."""
    code: str
    """Stable, to be compared by programs."""
    detail: str
    """For people, in their language."""


class ProblemDetails(BaseModel):
    """Why there is no success (RFC 9457). Titles and details are in the language asked for."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    type: str
    """Which problem it is, to be compared by programs; also the address of a page that explains it."""
    title: str
    status: int
    detail: str
    instance: str
    """The URN of the request, which finds it in the logs; `X-Request-ID` holds the same UUID."""
    errors: list[ProblemError] = Field(default_factory=list)
    """Everything that is wrong with the request, each with where it is. Left out where there is nothing to point at."""


@dataclass(frozen=True)
class ProblemType:
    """One kind of failure. `explanation` says on the page of the type what it means and what to do."""

    slug: str
    status: HTTPStatus
    title: LazyText
    explanation: LazyText
    shape: type[ProblemDetails] = ProblemDetails

    @property
    def uri(self) -> str:
        """The same on every installation, so that a client can compare it; it leads to the page of the type."""
        return f"/api/problems/{self.slug}/"


BAD_REQUEST = ProblemType(
    "bad-request",
    HTTPStatus.BAD_REQUEST,
    _("The request can't be read"),
    _("The request is malformed, or was sent to a host name that this service doesn't answer for."),
)
INVALID_PARAMETER = ProblemType(
    "invalid-parameter",
    HTTPStatus.BAD_REQUEST,
    _("A parameter isn't valid"),
    _(
        "A query parameter is unknown, is there more than once, or has a value that isn't allowed. "
        "`errors` names each one and says what is allowed."
    ),
)
FORBIDDEN = ProblemType(
    "forbidden", HTTPStatus.FORBIDDEN, _("This isn't allowed"), _("The service understood the request and refuses it.")
)
NOT_FOUND = ProblemType(
    "not-found",
    HTTPStatus.NOT_FOUND,
    _("There is nothing here"),
    _("The API has no such address. `/api/v1/` leads to all that there are, `/api/v1/openapi.json` describes them."),
)
METHOD_NOT_ALLOWED = ProblemType(
    "method-not-allowed",
    HTTPStatus.METHOD_NOT_ALLOWED,
    _("This method isn't allowed here"),
    _("The `Allow` header lists the methods that are."),
)
NOT_ACCEPTABLE = ProblemType(
    "not-acceptable",
    HTTPStatus.NOT_ACCEPTABLE,
    _("The answer isn't available in that form"),
    _("The API answers with JSON. Ask for `application/json` in `Accept`, or leave the header out."),
)
PRECONDITION_FAILED = ProblemType(
    "precondition-failed",
    HTTPStatus.PRECONDITION_FAILED,
    _("It isn't the version you asked for"),
    _("`If-Match` or `If-Unmodified-Since` names a version that isn't the current one."),
)
CONTENT_TOO_LARGE = ProblemType(
    "content-too-large",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    _("The request is too large"),
    _("Send less at once."),
)
URI_TOO_LONG = ProblemType(
    "uri-too-long",
    HTTPStatus.REQUEST_URI_TOO_LONG,
    _("The address is too long"),
    _("Shorten the query, for example by asking for fewer `ids` at once."),
)
UNSUPPORTED_MEDIA_TYPE = ProblemType(
    "unsupported-media-type",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    _("The body is in a form that isn't understood"),
    _("Send JSON, with the header `Content-Type: application/json`."),
)
EXPECTATION_FAILED = ProblemType(
    "expectation-failed",
    HTTPStatus.EXPECTATION_FAILED,
    _("The expectation can't be met"),
    _("Leave the `Expect` header out."),
)
TOO_MANY_REQUESTS = ProblemType(
    "too-many-requests",
    HTTPStatus.TOO_MANY_REQUESTS,
    _("Too many requests"),
    _("Wait for as long as `Retry-After` says."),
)
HEADERS_TOO_LARGE = ProblemType(
    "header-fields-too-large",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    _("The request's headers are too large"),
    _("Send fewer or shorter headers. Cookies are never needed here."),
)
INTERNAL_ERROR = ProblemType(
    "internal-error",
    HTTPStatus.INTERNAL_SERVER_ERROR,
    _("Something went wrong on our side"),
    _("Try again in a moment. If it goes on, tell us the `instance` of the problem: it finds the request in our logs."),
)
NOT_IMPLEMENTED = ProblemType(
    "not-implemented",
    HTTPStatus.NOT_IMPLEMENTED,
    _("The server doesn't know how to do this"),
    _("The request uses a feature of HTTP that this server doesn't have."),
)
UNAVAILABLE = ProblemType(
    "unavailable",
    HTTPStatus.SERVICE_UNAVAILABLE,
    _("The service isn't available now"),
    _("Try again later; `Retry-After`, where it is given, says when."),
)
GENERAL = (
    BAD_REQUEST,
    INVALID_PARAMETER,
    FORBIDDEN,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    PRECONDITION_FAILED,
    CONTENT_TOO_LARGE,
    URI_TOO_LONG,
    UNSUPPORTED_MEDIA_TYPE,
    EXPECTATION_FAILED,
    TOO_MANY_REQUESTS,
    HEADERS_TOO_LARGE,
    INTERNAL_ERROR,
    NOT_IMPLEMENTED,
    UNAVAILABLE,
)
"""What HTTP itself brings. A capability adds its own types in its own `problems.py`; `api.urls` gives each its page."""
BY_STATUS = {problem.status.value: problem for problem in GENERAL if problem is not INVALID_PARAMETER}


@dataclass
class Problem(Exception):  # noqa: N818 - RFC 9457 calls it a problem
    """Raise it anywhere in a view. `members` are further members of the JSON object."""

    type: ProblemType
    detail: LazyText = ""
    errors: Iterable[ProblemError] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.type.slug}: {self.detail or self.type.title}"


def render(problem: Problem, *, instance: str) -> bytes:
    """The problem as JSON. `instance` is the URN of the request."""
    document: dict[str, Any] = {
        "type": problem.type.uri,
        "title": str(problem.type.title),
        "status": problem.type.status.value,
        "detail": str(problem.detail or problem.type.explanation),
        "instance": instance,
    }
    if errors := [error.model_dump(exclude_none=True) for error in problem.errors]:
        document["errors"] = errors
    return orjson.dumps({**document, **problem.members})


def respond(problem: Problem, request: HttpRequest) -> HttpResponse:
    """The problem as a response. Nobody may keep it: what is not there now can be there in a second."""
    return HttpResponse(
        render(problem, instance=instance_of(request)),
        status=problem.type.status,
        content_type=CONTENT_TYPE,
        headers={"Cache-Control": "no-store", **problem.headers},
    )


def instance_of(request: HttpRequest) -> str:
    """The request's identity as a URN; `api.http.middleware` gives it."""
    return f"urn:uuid:{request.META['vertebra.request_id']}"


def handle(exception: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """REST framework's `EXCEPTION_HANDLER`: what went wrong in a view, as a problem; None where it is a defect."""
    request = context["request"]._request
    match exception:
        case Problem():
            return respond(exception, request)
        case Http404():
            return respond(Problem(NOT_FOUND), request)
        case APIException():
            return respond(Problem(of_status(exception.status_code)), request)
    return None


def of_status(status: int) -> ProblemType:
    """The general type for a status that something below the views has chosen."""
    return BY_STATUS.get(status) or (INTERNAL_ERROR if status >= 500 else BAD_REQUEST)
