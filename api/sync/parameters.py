"""The query parameters of synchronisation."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from api.documents.parameters import LOCALES, SlugOrId
from api.documents.schemas.rich_text import RichTextFormat
from api.http.parameters import Limit, Query, WrittenInFull
from api.sync.cursors import SyncFilters
from api.sync.shapes import KindName


class ChangesQuery(Query):
    after: Annotated[str, StringConstraints(pattern=r"^[-\w.]+$", max_length=1000)] | None = None
    """Where your copy stands, as the last answer told in `after`. Without it, a first synchronisation begins."""
    include: Literal["documents"] | None = None
    """With `documents`, the answer holds the documents themselves."""
    rich_text: RichTextFormat = "html"
    """Rich text in those documents as safe HTML, as a tree of typed nodes, or as plain text."""
    locale: Literal[*LOCALES] | None = None  # type: ignore[valid-type]  # mypy wants the languages written out
    """Only documents in this language. Filters are given once, at the beginning: the cursor keeps them."""
    kind: KindName | None = None
    """Only documents of this kind."""
    topic: SlugOrId | None = None
    """Only articles of the topic with this slug or id."""
    limit: Annotated[int, Field(ge=1, le=500), WrittenInFull] = 100
    """How many documents at most."""

    def filters(self) -> SyncFilters:
        return SyncFilters(locale=self.locale, kind=self.kind, topic=self.topic)


class LibraryQuery(Query):
    rich_text: RichTextFormat = "html"
    """Rich text as safe HTML, as a tree of typed nodes, or as plain text."""


class SafetyNoticeQuery(Query):
    locale: Literal[*LOCALES] | None = None  # type: ignore[valid-type]  # as above
    """Only notices about documents in this language."""
    kind: KindName | None = None
    """Only notices about documents of this kind."""
    limit: Limit = 20
    """How many at most."""
    cursor: Annotated[str, StringConstraints(pattern=r"^[-\w.]+$", max_length=3000)] | None = None
    """A place in the list, as `next` and `previous` hold it."""
