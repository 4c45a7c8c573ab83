"""The query parameters of what reads documents."""

from dataclasses import replace
from typing import Annotated, ClassVar, Literal, TypeAlias

from django.conf import settings
from pydantic import BaseModel, Field, GetJsonSchemaHandler, StringConstraints, field_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from api.documents.reading import Filters
from api.documents.schemas import documents as shapes
from api.documents.schemas.documents import Audience
from api.documents.schemas.rich_text import RichTextFormat
from api.http.parameters import CommaSeparated, Identifier, Limit, Moment, Query
from api.http.validation import nearest

LOCALES = tuple(code for code, _name in settings.LANGUAGES)
Order: TypeAlias = Literal["-first_published", "first_published", "-updated", "updated", "title", "-title"]
ReviewStatus: TypeAlias = Literal["current", "changed_since_review", "overdue"]
Level: TypeAlias = Literal["emergency", "urgent", "non_urgent", "self_care"]
SlugOrId = Annotated[str, StringConstraints(pattern=r"^[-\w]+$", max_length=255)]


class Localized(Query):
    locale: Literal[*LOCALES] = settings.LANGUAGE_CODE  # type: ignore[valid-type]  # mypy wants the languages written out
    """The language of the content, and of the texts of problems."""


class Selective(Query):
    """For endpoints that answer with documents of the shape `shape`."""

    shape: ClassVar[type[BaseModel]]

    fields: Annotated[tuple[str, ...] | None, CommaSeparated] = None
    """Only these fields of each document, separated by commas; `kind`, `id` and `locale` are always there."""

    @field_validator("fields")
    @classmethod
    def _known(cls, names: tuple[str, ...] | None) -> tuple[str, ...] | None:
        for name in names or ():
            if name not in cls.shape.model_fields:
                raise PydanticCustomError(
                    "unknown_field", "{sentence}", {"sentence": nearest(name, cls.shape.model_fields)}
                )
        return names

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core_schema)
        properties = handler.resolve_ref_schema(schema)["properties"]
        properties["fields"] = {
            "description": properties["fields"]["description"],
            "type": "array",
            "items": {"type": "string", "enum": sorted(cls.shape.model_fields)},
            "minItems": 1,
        }
        return schema


class DetailQuery(Selective, Localized):
    rich_text: RichTextFormat = "html"
    """Rich text as safe HTML, as a tree of typed nodes, or as plain text."""
    locale_fallback: Annotated[
        Annotated[tuple[Literal[*LOCALES], ...], Field(min_length=1)] | None, CommaSeparated  # type: ignore[valid-type]
    ] = None
    """Languages to answer in, separated by commas, where it isn't published in `locale`. `Content-Language` and the
    document's own `locale` say which it was. What was withdrawn for safety has no substitute."""
    at: Moment | None = None
    """As it was published at this moment (RFC 3339), if it was public then and still may be shown."""


class ArticleQuery(DetailQuery):
    shape = shapes.Article


class TopicQuery(DetailQuery):
    shape = shapes.Topic


class ClinicianQuery(DetailQuery):
    shape = shapes.Clinician


class ClinicQuery(DetailQuery):
    shape = shapes.Clinic


class ListQuery(Selective, Localized):
    order: Order = "-first_published"
    """By first publication, last publication or title; with a minus, descending."""
    ids: Annotated[
        tuple[Identifier, ...] | None, Field(max_length=100, json_schema_extra={"minItems": 1}), CommaSeparated
    ] = None
    """Only the documents with these ids, separated by commas."""
    updated_since: Moment | None = None
    """Only what was published at this moment or later (RFC 3339)."""
    limit: Limit = 20
    """How many at most."""
    cursor: Annotated[str, StringConstraints(pattern=r"^[-\w.]+$", max_length=3000)] | None = None
    """A place in the list, as `next` and `previous` hold it. It is good only for the same filters and order."""

    def filters(self, kind: str) -> Filters:
        """What the list holds, apart from the page."""
        return Filters(kind=kind, locale=self.locale, ids=self.ids, updated_since=self.updated_since)


class ArticleListQuery(ListQuery):
    shape = shapes.ArticleSummary

    topic: SlugOrId | None = None
    """Only articles of the topic with this slug or id."""
    audience: Audience | None = None
    """Only articles written for these people."""
    level: Level | None = None
    """Only articles whose first escalation block has this level."""
    review_status: ReviewStatus | None = None
    """Only articles whose clinical review is in this state today (UTC)."""

    def filters(self, kind: str) -> Filters:
        facets = [("topic", self.topic), ("audience", self.audience)]
        return replace(
            super().filters(kind),
            facets=tuple((name, value) for name, value in facets if value),
            level=self.level,
            review_status=self.review_status,
        )


class TopicListQuery(ListQuery):
    shape = shapes.Topic


class ClinicianListQuery(ListQuery):
    shape = shapes.Clinician


class ResolveQuery(Query):
    path: Annotated[
        str,
        StringConstraints(pattern=r"^[^?#\x00-\x1f\x7f]*$", min_length=1, max_length=1000),
        Field(examples=["/en/ankle/sprained-ankle/"]),
    ]
    """The path of a web address, such as `/es/espalda/`; percent-encoded or not, with or without its last slash."""
    locale: Literal[*LOCALES] = settings.LANGUAGE_CODE  # type: ignore[valid-type]  # as above
    """The language of the texts of problems. The document's own language is part of its path."""


class EditionQuery(Selective, Localized):
    shape = shapes.Article

    rich_text: RichTextFormat = "html"
    """Rich text as safe HTML, as a tree of typed nodes, or as plain text."""


class EditionListQuery(Localized):
    limit: Limit = 20
    """How many at most."""
    cursor: Annotated[str, StringConstraints(pattern=r"^[-\w.]+$", max_length=3000)] | None = None
    """A place in the list, as `next` and `previous` hold it."""
