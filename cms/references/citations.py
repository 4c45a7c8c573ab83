"""Which addresses of other websites an article leads its readers to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, urldefrag, urlsplit
from uuid import UUID

from django.utils.encoding import iri_to_uri

from api.documents.schemas import blocks as shapes
from api.documents.schemas.base import SourceReference
from api.documents.schemas.targets import UrlTarget
from api.previews.shapes import ArticleDraft
from cms.articles.parts import parts_of

LONGEST = 2000


class Citation(NamedTuple):
    address: str
    reference: int | None = None
    """The number in the list of references."""
    block: UUID | None = None
    """Or the block that the link stands in."""


def citations_in(article: ArticleDraft) -> Iterator[Citation]:
    """In the list of references and in the text, in this order. Addresses of this website itself are left out."""
    for source in article.references:
        if address := _address_of(source):
            yield Citation(address, reference=source.number)
    for block in article.body:
        for written in _written_in(block):
            if address := normal(written):
                yield Citation(address, block=block.id)


def normal(written: str) -> str | None:
    """The address as it is asked, without the place in the page; None where there is nothing to ask."""
    try:
        address: str = iri_to_uri(urldefrag(written.strip()).url)
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or len(address) > LONGEST:
        return None
    return address


def _address_of(source: SourceReference) -> str | None:
    """A DOI leads to wherever the publisher keeps the text by now."""
    if source.url:
        return normal(source.url)
    return normal(f"https://doi.org/{quote(source.doi)}") if source.doi else None


def _written_in(block: shapes.Block) -> Iterator[str]:
    for part in parts_of(block):
        if isinstance(part, UrlTarget):
            yield part.href
        elif isinstance(part, shapes.VideoBlock):
            yield part.url
