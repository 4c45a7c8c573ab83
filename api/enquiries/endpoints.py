"""Every address for forms and enquiries, with what the description of the API says of it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.utils import translation
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from pydantic import BaseModel
from rest_framework.views import APIView

from api.documents import examples
from api.documents.parameters import ListQuery, Localized
from api.documents.problems import GONE, NOT_PUBLISHED
from api.documents.rendering import IDENTITY
from api.documents.schemas.forms import FormSummary
from api.documents.views import DocumentListView
from api.enquiries import problems as types
from api.enquiries import shapes
from api.enquiries.views import EnquiriesView, OpenFormView, StatusView, ValidationView
from api.http import problems
from api.http.openapi import PAGE_HEADERS, describe, in_query, page_of, selectable
from api.http.problems import ProblemDetails, ProblemType

View = TypeVar("View", bound=type[APIView])
TAG = "Forms and enquiries"
KEY_HEADER = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 16, "maxLength": 255, "pattern": "^[!-~]+$"},
    OpenApiParameter.HEADER,
    required=True,
    description="Made by the client for each enquiry, a UUID for example, and kept for every retry of it.",
)
LIMITS = [
    OpenApiParameter(name, OpenApiTypes.STR, OpenApiParameter.HEADER, description=description, response=True)
    for name, description in (
        ("RateLimit-Policy", 'How many are taken from one network, as `"name";q=count;w=seconds`.'),
        ("RateLimit", 'How many more are taken now, and when all are again: `"name";r=count;t=seconds`.'),
    )
]
READING = (
    problems.BAD_REQUEST,
    problems.INVALID_PARAMETER,
    problems.CONTENT_TOO_LARGE,
    problems.UNSUPPORTED_MEDIA_TYPE,
)
CHECKING = (
    types.INVALID_ENQUIRY,
    types.FORM_NOT_OPEN,
    types.FORM_VERSION_EXPIRED,
    types.TOKEN_EXPIRED,
    types.LOOKS_MEDICAL,
    problems.TOO_MANY_REQUESTS,
    problems.UNAVAILABLE,
)


def _describe(  # noqa: PLR0913 - one line each of the description
    method: str,
    operation_id: str,
    *,
    summary: str,
    description: str,
    answers: Mapping[int, Any],
    parameters: Iterable[OpenApiParameter] = (),
    problem_types: Iterable[ProblemType] = (),
    request: type[BaseModel] | None = None,
    example: Any = None,
) -> Callable[[View], View]:
    """Describe an operation whose answers are for one person, so that there is nothing to say of caches."""
    by_status: dict[int, list[ProblemType]] = {}
    for problem in (*problem_types, problems.NOT_ACCEPTABLE, problems.INTERNAL_ERROR):
        by_status.setdefault(problem.status.value, []).append(problem)
    operation = extend_schema(
        operation_id=operation_id,
        tags=[TAG],
        summary=summary,
        description=description,
        parameters=list(parameters),
        request=request,
        examples=[OpenApiExample("Example", example, request_only=True)] if example else None,
        responses={
            **answers,
            **{
                (status, problems.CONTENT_TYPE): OpenApiResponse(_shape_of(found), _links_to(found))
                for status, found in sorted(by_status.items())
            },
            ("default", problems.CONTENT_TYPE): OpenApiResponse(ProblemDetails, "Any other [problem](/api/problems/)."),
        },
    )
    decorate: Callable[[View], View] = extend_schema_view(**{method: operation})
    return decorate


def _shape_of(found: list[ProblemType]) -> type[BaseModel]:
    """Of problems that share a status."""
    if types.LOOKS_MEDICAL in found:
        return types.EnquiryRefused
    shapes_found = {problem.shape for problem in found}
    return shapes_found.pop() if len(shapes_found) == 1 else types.EnquiryProblemDetails


def _links_to(found: list[ProblemType]) -> str:
    with translation.override("en"):
        return " ".join(f"[{problem.title}]({problem.uri})." for problem in found)


class FormListQuery(ListQuery):
    shape = FormSummary


@describe(
    "listForms",
    tag=TAG,
    summary="A page of forms",
    answer=page_of("FormList", selectable(FormSummary, IDENTITY)),
    query=FormListQuery,
    headers=PAGE_HEADERS,
    example=examples.page("form"),
)
class ListForms(DocumentListView):
    kind = "form"
    query = FormListQuery


@_describe(
    "get",
    "openForm",
    summary="A form, to be filled in",
    description=(
        "The notice, the fields (`ui`), the JSON Schema that the answers must fit (`schema`), the consent text, and "
        "a `token` for one enquiry. Ask for it when the form is shown: the token ages. Never kept by a cache."
    ),
    parameters=[
        OpenApiParameter(
            "key", OpenApiTypes.STR, OpenApiParameter.PATH, description="Its slug in that language, or its id."
        ),
        *in_query(Localized),
    ],
    answers={
        200: OpenApiResponse(shapes.OpenForm, "The form."),
        308: OpenApiResponse(description="It has another slug now, or in this language."),
    },
    problem_types=(problems.INVALID_PARAMETER, NOT_PUBLISHED, GONE, problems.UNAVAILABLE),
)
class OpenForm(OpenFormView):
    """GET only."""


@_describe(
    "post",
    "sendEnquiry",
    summary="Send an enquiry",
    description=(
        "When this answers 201, the enquiry is stored, once. If no answer came, send the same body with the same key "
        "again: it gives the same answer. `fields` must fit the `schema` of the form, its honeypot included, which "
        "is sent empty. A message that reads as medical is refused once, with `help` and a `send_anyway` to repeat "
        "it with. Show `help` first, before anything else, whenever its `kind` is `crisis`."
    ),
    parameters=[
        KEY_HEADER,
        OpenApiParameter(
            "Location", OpenApiTypes.STR, OpenApiParameter.HEADER, description="Its status.", response=[201]
        ),
        *LIMITS,
    ],
    request=shapes.Submission,
    example=examples.SUBMISSION,
    answers={201: OpenApiResponse(shapes.Received, "It has been received.")},
    problem_types=(
        *READING,
        types.KEY_MISSING,
        types.KEY_MALFORMED,
        types.KEY_REUSED,
        types.STILL_RUNNING,
        types.TOKEN_USED,
        *CHECKING,
    ),
)
class SendEnquiry(EnquiriesView):
    """POST only."""


@_describe(
    "post",
    "checkEnquiry",
    summary="Check an enquiry without sending it",
    description="The same body and the same checks; nothing is stored, and the token stays unused.",
    parameters=LIMITS,
    request=shapes.Submission,
    example=examples.SUBMISSION,
    answers={200: OpenApiResponse(shapes.Checked, "It would be received.")},
    problem_types=(*READING, *CHECKING),
)
class ValidateEnquiry(ValidationView):
    """POST only."""


@_describe(
    "get",
    "getEnquiryStatus",
    summary="How far an enquiry has come",
    description="Found by the receipt that its sender got. It never says what was written.",
    parameters=[
        OpenApiParameter("receipt", OpenApiTypes.STR, OpenApiParameter.PATH, description="As the answer gave it.")
    ],
    answers={200: OpenApiResponse(shapes.EnquiryStatus, "Its status.")},
    problem_types=(problems.INVALID_PARAMETER, problems.NOT_FOUND),
)
class GetEnquiryStatus(StatusView):
    """GET only."""
