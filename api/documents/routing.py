"""What a path of the website leads to: a document, one that was there before, or wherever the editors lead."""

from typing import NamedTuple, cast

from api.documents.models import Change, Document, Edition, FormerPath
from api.documents.reading import (
    Found,
    Withdrawal,
    find,
    find_withdrawal,
    find_withdrawal_at,
    first_found,
    first_moved,
    spellings,
)
from api.documents.schemas import REDIRECT
from api.documents.schemas.redirects import Redirect

MOST_STEPS = 10
"""Redirects in a row. The editorial half refuses loops; what came about otherwise leads nowhere."""


class Elsewhere(NamedTuple):
    """An end outside of the library."""

    url: str
    permanent: bool
    via: tuple[Document, ...]
    serial: int


def find_at(path: str) -> Found | Elsewhere | Withdrawal | None:
    """Where `path` leads in the end. One query, but for redirects.

    What was withdrawn there for safety has no substitute: whoever comes for it must learn why it is gone.
    """
    found = _at(path)
    if found is None or found.document.kind != REDIRECT:
        return found
    warning = find_withdrawal_at(path)
    if warning and warning.reason == Change.Reason.SAFETY:
        return with_replacement(warning)
    return _follow(found)


def with_replacement(withdrawal: Withdrawal) -> Withdrawal:
    """Also what the editors lead to from where the document was."""
    if withdrawal.replacement:
        return withdrawal
    found = _at(withdrawal.document.path)
    end = _follow(found) if found and found.document.kind == REDIRECT else None
    return withdrawal._replace(replacement=end.document) if isinstance(end, Found) else withdrawal


def _at(path: str) -> Found | None:
    paths = spellings(path)
    return first_found(Document.objects.filter(path__in=paths, current__isnull=False)) or first_moved(
        FormerPath.objects.filter(path__in=paths)
    )


def _body_of(document: Document) -> bytes:
    return bytes(cast("Edition", document.current).body)


def _follow(found: Found) -> Found | Elsewhere | Withdrawal | None:
    via: tuple[Document, ...] = ()
    permanent = True
    while len(via) < MOST_STEPS:
        via = (*via, found.document)
        redirect = Redirect.model_validate_json(_body_of(found.document))
        permanent = permanent and redirect.permanent
        if redirect.to:
            kind, locale, key = redirect.to.kind, redirect.to.locale, str(redirect.to.id)
            end = find(kind, locale, key)
            if end is None:
                return find_withdrawal(kind, locale, key)
            return end._replace(moved=True, via=via, permanent=permanent)
        url = redirect.url or ""
        further = _at(url) if url.startswith("/") else None
        if further is None:
            return Elsewhere(url, permanent, via, found.serial)
        if further.document.kind != REDIRECT:
            return further._replace(moved=True, via=via, permanent=permanent)
        found = further
    return None
