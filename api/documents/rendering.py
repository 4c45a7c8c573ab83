"""The stored JSON as it is answered: rich text in the form asked for, pictures with their addresses, today's review
status, and only the fields asked for."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import orjson
from django.conf import settings

from api.documents.rich_text import convert
from api.documents.schemas.rich_text import RichTextFormat

IDENTITY = ("kind", "id", "locale")
"""Always answered, whatever `fields` says."""


def render_document(
    stored: bytes,
    *,
    today: date,
    rich_text: RichTextFormat = "nodes",
    fields: Collection[str] | None = None,
    media_url: str | None = None,
) -> bytes:
    """`stored` is an edition's body or summary. Without `media_url`, pictures are where this installation has them."""
    rendered = convert(_with_media_urls(stored, media_url or settings.MEDIA_URL), rich_text)
    if fields is None and _is_not_due(stored, today):
        return rendered
    document = orjson.loads(rendered)
    if fields is not None:
        document = {name: value for name, value in document.items() if name in fields or name in IDENTITY}
    if review := document.get("review"):
        review["status"] = _review_status(review, today)
    return orjson.dumps(document)


def render_page(results: Iterable[bytes], *, next_url: str | None, previous_url: str | None) -> bytes:
    """A page of a list of rendered documents."""
    urls = orjson.dumps(next_url), orjson.dumps(previous_url)
    return b'{"results":[%b],"next":%b,"previous":%b}' % (b",".join(results), *urls)


def _review_status(review: dict[str, Any], today: date) -> str:
    """The status of that day: what has changed since its review stays so, else it is overdue once its day is over."""
    if review["status"] == "changed_since_review":
        return "changed_since_review"
    return "overdue" if date.fromisoformat(review["next_review_on"]) < today else "current"


def _is_not_due(stored: bytes, today: date) -> bool:
    """Whether the status that is stored is the day's, told without decoding: a third of what a list costs.

    No text can be mistaken for a key: inside a JSON string the quotation marks would be escaped.
    """
    before, key, after = stored.partition(b'"next_review_on":"')
    return not key or (after[:10] >= today.isoformat().encode() and b'"status":"overdue"' not in before)


def _with_media_urls(stored: bytes, media_url: str) -> bytes:
    """Editions name a file `media:<name in the storage>`; here it gets the address that readers load it from.

    No text can be mistaken for it: inside a JSON string the quotation marks would be escaped.
    """
    return stored.replace(b'url":"media:', b'url":"' + media_url.encode())
