"""The OpenAPI 3.1 document. Each endpoint says what it is with `describe`; parameters and shapes tell of themselves."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, reduce
from operator import or_
from typing import Any, TypeVar, cast

from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from pydantic import BaseModel, ConfigDict, RootModel
from rest_framework.views import APIView

from api.http import problems
from api.http.paging import Page
from api.http.parameters import Query
from api.http.problems import LazyText, ProblemDetails, ProblemType

View = TypeVar("View", bound=type[APIView])
ALWAYS = (problems.INVALID_PARAMETER, problems.NOT_ACCEPTABLE, problems.INTERNAL_ERROR, problems.UNAVAILABLE)
HEADERS = {
    "ETag": "The digest of the answer. Send it back as `If-None-Match`, and 304 says that it is still the same.",
    "Last-Modified": "When the answer last became what it is.",
    "Cache-Control": "How long the answer may be kept, and how long after that while the service is asked or fails.",
    "Library-Serial": "The version number of the library of published documents: it grows by one with each change.",
    "Cache-Tag": "What a shared cache purges the answer by, separated by commas.",
    "Surrogate-Key": "The same, separated by spaces.",
    "X-Request-ID": "The UUID of the request: the one that was sent, or a new one.",
}
PAGE_HEADERS = {"Link": 'The pages beside this one, as `rel="next"` and `rel="prev"` (RFC 8288).'}


def describe(  # noqa: PLR0913 - one line each of the description
    operation_id: str,
    *,
    tag: str,
    summary: str,
    description: str = "",
    answer: type[BaseModel] | OpenApiTypes,
    media_type: str = "application/json",
    query: type[Query] = Query,
    path: Mapping[str, str] | None = None,
    path_examples: Mapping[str, Sequence[str]] | None = None,
    headers: Mapping[str, str] | None = None,
    problem_types: Iterable[ProblemType] = (),
    redirects: str = "",
    example: Any = None,
    kept: bool = True,
) -> Callable[[View], View]:
    """Describe the GET of a view. `path` describes the parameters in its path, `redirects` when it answers 308.

    Without `kept`, the answer is for one person, and there is nothing to say of caches.
    """
    responses: dict[Any, OpenApiResponse] = {
        (200, media_type): OpenApiResponse(
            answer, summary, [OpenApiExample("Example", example, response_only=True)] if example is not None else None
        ),
        **({304: OpenApiResponse(description="The client has this answer already.")} if kept else {}),
        **({308: OpenApiResponse(description=redirects)} if redirects else {}),
        **_problem_responses({*ALWAYS, *problem_types}),
    }
    decorate: Callable[[View], View] = extend_schema_view(
        get=extend_schema(
            operation_id=operation_id,
            tags=[tag],
            summary=summary,
            description=description,
            parameters=[
                *_in_path(path or {}, path_examples or {}),
                *in_query(query),
                *_headers({**(HEADERS if kept else {}), **(headers or {})}, redirects),
            ],
            responses=responses,
        )
    )
    return decorate


def _problem_responses(problem_types: Iterable[ProblemType]) -> dict[tuple[int | str, str], OpenApiResponse]:
    by_status: dict[int, list[ProblemType]] = {}
    for problem in sorted(problem_types, key=lambda problem: (problem.status, problem.slug)):
        by_status.setdefault(problem.status.value, []).append(problem)
    return {
        **{
            (status, problems.CONTENT_TYPE): OpenApiResponse(
                _any_of(tuple(dict.fromkeys(problem.shape for problem in found))),
                " ".join(f"[{_english(problem.title)}]({problem.uri})." for problem in found),
            )
            for status, found in by_status.items()
        },
        ("default", problems.CONTENT_TYPE): OpenApiResponse(ProblemDetails, "Any other [problem](/api/problems/)."),
    }


@cache
def _any_of(shapes: tuple[type[BaseModel], ...]) -> type[BaseModel]:
    """The shapes of problems that share a status."""
    if len(shapes) == 1:
        return shapes[0]
    name = "Or".join(shape.__name__ for shape in shapes)
    return type(
        name, (cast("Any", RootModel)[reduce(or_, shapes)],), {"__doc__": "One of these.", "__module__": __name__}
    )


def _english(text: LazyText) -> str:
    with translation.override("en"):
        return str(text)


def _in_path(path: Mapping[str, str], examples: Mapping[str, Sequence[str]]) -> Iterable[OpenApiParameter]:
    for name, description in path.items():
        yield OpenApiParameter(
            name,
            OpenApiTypes.STR,
            OpenApiParameter.PATH,
            description=description,
            examples=[OpenApiExample(value, value) for value in examples.get(name, ())],
        )


def in_query(query: type[Query]) -> Iterable[OpenApiParameter]:
    """The parameters of `query`, as an operation lists them."""
    required = query.model_json_schema().get("required", ())
    for name, described in query.describe().items():
        schema = {key: value for key, value in described.items() if key != "description"}
        comma_separated = schema.get("type") == "array"
        yield OpenApiParameter(
            name,
            schema,
            OpenApiParameter.QUERY,
            required=name in required,
            description=described.get("description", ""),
            style="form" if comma_separated else None,
            explode=False if comma_separated else None,
        )


def _headers(headers: Mapping[str, str], redirects: str) -> Iterable[OpenApiParameter]:
    for name, description in headers.items():
        yield OpenApiParameter(name, OpenApiTypes.STR, OpenApiParameter.HEADER, description=description, response=[200])
    if redirects:
        yield OpenApiParameter(
            "Location", OpenApiTypes.STR, OpenApiParameter.HEADER, description="Where it is now.", response=[308]
        )


@cache
def selectable(shape: type[BaseModel], always: tuple[str, ...]) -> type[BaseModel]:
    """`shape`, or what `fields=` makes of it: there nothing is certain but `always`."""

    def only_these_are_required(schema: dict[str, Any]) -> None:
        schema.pop("additionalProperties", None)
        schema["required"] = list(always)

    name, root = shape.__name__, cast("Any", RootModel)
    selection = type(
        f"{name}Selection",
        (shape,),
        {
            "__doc__": f"The fields of {name} that `fields` asked for.",
            "__module__": shape.__module__,
            # The descriptions are inherited; looking for docstrings in the source of what has none takes long.
            "model_config": ConfigDict(json_schema_extra=only_these_are_required, use_attribute_docstrings=False),
        },
    )
    described = {"__doc__": f"{name}, whole or only the fields that were asked for.", "__module__": shape.__module__}
    return type(f"Selectable{name}", (root[shape | selection],), described)


def page_of(name: str, item: type[BaseModel]) -> type[BaseModel]:
    """A page of a list, as the component `name`."""
    return type(name, (cast("Any", Page)[item],), {"__doc__": "A page of a list.", "__module__": item.__module__})


def only_our_own(endpoints: list[tuple[str, str, str, Any]], **_rest: Any) -> list[tuple[str, str, str, Any]]:
    """A preprocessing hook: the admin has REST views too, which are nobody else's business."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/")]


def without_noise(result: dict[str, Any], generator: SchemaGenerator, **_rest: Any) -> dict[str, Any]:
    """A postprocessing hook: pydantic gives each property its own name again as a title, and says that nothing is the
    default of what may be left out.
    """
    result["components"] = generator.registry.build({})  # again, as those of webhooks came after they were built
    for component in result["components"]["schemas"].values():
        component.pop("title", None)
        for schema in component.get("properties", {}).values():
            schema.pop("title", None)
            if schema.get("default", ...) is None:
                del schema["default"]
    return result


def description() -> dict[str, Any]:
    """The whole OpenAPI document, in English whoever asks first."""
    with translation.override("en"):
        generator = SchemaGenerator()  # type: ignore[no-untyped-call]
        generated: dict[str, Any] = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return generated
