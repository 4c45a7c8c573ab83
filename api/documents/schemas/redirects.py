"""What leads from a path of the website to somewhere else. It is published like a document, so that the log tells of it
and the record keeps it, but it is none: no list holds it, and only `resolve` answers with it."""

from typing import Literal, Self
from uuid import UUID

from pydantic import model_validator

from api.documents.schemas.base import Locale, PublicModel, Uri
from api.documents.schemas.documents import Content, Published

REDIRECT = "redirect"


class RedirectEnd(PublicModel):
    """The document that it leads to, wherever that is by then."""

    kind: Literal["article", "topic"]
    id: UUID
    locale: Locale


class RedirectContent(Content):
    """Its identity is its path."""

    kind: Literal["redirect"] = "redirect"
    permanent: bool
    to: RedirectEnd | None
    url: Uri | None
    """A path of the website, or an address elsewhere."""

    @model_validator(mode="after")
    def _has_one_end(self) -> Self:
        if (self.to is None) == (self.url is None):
            raise ValueError("either `to` or `url`")
        return self


class Redirect(RedirectContent, Published):
    """A redirect as it is stored."""
