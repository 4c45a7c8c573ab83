"""The read door for readers: one document, a list of them, what is at a path. Only what is published comes out."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from urllib.parse import unquote
from uuid import UUID

from django.db.models import Q, QuerySet, Subquery

from api.documents import statements
from api.documents.models import Change, Document, FormerPath, Library, SafetyNotice
from api.documents.schemas.redirects import REDIRECT
from api.documents.statements import Card, Condition
from api.http.paging import Cursor, Neighbours, cut

SERIAL = Subquery(Library.objects.filter(pk=1).values("serial"))
"""The library's version number, in the same query as what it is the number of."""
ORDERS = {
    "-first_published": ("first_published_at", "descending"),
    "first_published": ("first_published_at", "ascending"),
    "-updated": ("published_at", "descending"),
    "updated": ("published_at", "ascending"),
    "title": ("title", "ascending"),
    "-title": ("title", "descending"),
}


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What a list holds."""

    kind: str
    locale: str
    facets: tuple[tuple[str, str], ...] = ()
    level: str | None = None
    review_status: str | None = None
    updated_since: datetime | None = None
    ids: tuple[UUID, ...] | None = None


class Found(NamedTuple):
    """A current document, with the library's version number in which it was found."""

    document: Document
    serial: int
    moved: bool = False
    """Whether it was found where it was before, or by redirects."""
    body: bytes = b""
    """The JSON of its current edition, where that was asked for."""
    via: tuple[Document, ...] = ()
    """The editors' redirects that led to it."""
    permanent: bool = True
    """Whether it stays where it is, as far as those say."""


class LibraryState(NamedTuple):
    """The library as a whole."""

    serial: int
    changed_at: datetime | None
    """When it last changed; None if it never did."""


class FoundPage(NamedTuple):
    """A page of a list."""

    cards: list[Card]
    neighbours: Neighbours
    library: LibraryState


class Withdrawal(NamedTuple):
    """Why a document is gone, and what to read instead."""

    document: Document
    reason: Change.Reason
    replacement: Document | None
    notice: SafetyNotice | None


def library_state() -> LibraryState:
    """The serial, and when it was drawn."""
    library: Any = Library.objects.annotate(changed_at=_last_change()).get(pk=1)
    return LibraryState(library.serial, library.changed_at)


def find(kind: str, locale: str, key: str | None) -> Found | None:
    """The current document whose slug or id is `key`, with its edition.

    Without `key`: the only document of that kind, such as the clinic.
    """
    found = statements.current_document(kind, locale, statements.named(key))
    if found is None:
        return None
    document, body, serial = found
    return Found(document, serial, body=body)


def find_successor(kind: str, locale: str, slug: str) -> Found | None:
    """The current document that had this slug before."""
    former = FormerPath.objects.filter(slug=slug, document__kind=kind, document__locale=locale)
    return first_moved(former.order_by("-pk"))


def find_translations(kind: str, key: str | None) -> list[Document]:
    """The current documents, in any language, that say the same as the one whose slug or id is, or was, `key`."""
    same = Document.objects.filter(_ever_named(key), kind=kind).values("public_id")
    return list(Document.objects.filter(kind=kind, public_id__in=same, current__isnull=False).order_by("locale"))


def find_withdrawal(kind: str, locale: str, key: str | None) -> Withdrawal | None:
    """Why the document whose slug or id is, or was, `key` is not there any more."""
    return _withdrawal(Document.objects.filter(_ever_named(key), kind=kind, locale=locale))


def find_withdrawal_at(path: str) -> Withdrawal | None:
    """Why there is nothing at `path` any more."""
    paths = spellings(path)
    documents = Document.objects.filter(Q(path__in=paths) | Q(former_paths__path__in=paths))
    return _withdrawal(documents.exclude(kind=REDIRECT))


def find_page(filters: Filters, *, order: str, limit: int, cursor: Cursor | None, day: date) -> FoundPage:
    """One page of the documents that `filters` let through."""
    column, direction = ORDERS[order]
    backwards = cursor is not None and cursor.backwards
    descending = (direction == "descending") != backwards
    conditions = _conditions(filters, day)
    if cursor:
        value, pk = cursor.place
        place = (value if column == "title" else datetime.fromisoformat(value), pk)
        conditions.append(statements.beyond(column, place, descending=descending))
    found = statements.current_cards(
        filters.kind, filters.locale, conditions, column=column, descending=descending, limit=limit + 1
    )
    shown, neighbours = cut([(card.place, card.pk) for card in found], limit=limit, cursor=cursor)
    page = found[shown - 1 :: -1] if backwards and shown else found[:shown]
    library = LibraryState(page[0].library_serial, page[0].library_changed_at) if page else library_state()
    return FoundPage(page, neighbours, library)


def _conditions(filters: Filters, day: date) -> list[Condition]:
    conditions = [statements.with_facet(name, value) for name, value in filters.facets]
    if filters.level:
        conditions.append(statements.where("level", "=", filters.level))
    if filters.updated_since:
        conditions.append(statements.where("published_at", ">=", filters.updated_since))
    if filters.ids is not None:
        conditions.append(statements.among("public_id", filters.ids))
    if filters.review_status:
        changed = filters.review_status == "changed_since_review"
        conditions.append(statements.where("changed_since_review", "=", changed))
        if not changed:
            operator = "<" if filters.review_status == "overdue" else ">="
            conditions.append(statements.where("next_review_on", operator, day))
    return conditions


def _last_change() -> Subquery:
    return Subquery(Change.objects.order_by("-serial").values("at")[:1])


def _named(key: str | None) -> Q:
    if key is None:
        return Q()
    try:
        return Q(public_id=UUID(key)) if len(key) == 36 else Q(slug=key)
    except ValueError:
        return Q(slug=key)


def _ever_named(key: str | None) -> Q:
    return _named(key) | Q(former_paths__slug=key) if key else Q()


def first_found(documents: QuerySet[Document]) -> Found | None:
    found: Any = documents.annotate(serial=SERIAL).first()
    return Found(found, found.serial) if found else None


def first_moved(former: QuerySet[FormerPath]) -> Found | None:
    found: Any = (
        former.filter(document__current__isnull=False).select_related("document").annotate(serial=SERIAL).first()
    )
    return Found(found.document, found.serial, moved=True) if found else None


def _withdrawal(documents: QuerySet[Document]) -> Withdrawal | None:
    last = (
        Change.objects.filter(document__in=documents.filter(current__isnull=True), action=Change.Action.WITHDRAW)
        .select_related("document", "replacement", "safety_notice")
        .order_by("-serial")
        .first()
    )
    if last is None:
        return None
    replacement = last.replacement if last.replacement and last.replacement.current_id else None
    return Withdrawal(last.document, Change.Reason(last.reason), replacement, getattr(last, "safety_notice", None))


def spellings(path: str) -> set[str]:
    """What websites take for the same path: percent-encoded or not, with a slash at its end or not."""
    bare = "/" + path.strip("/")
    return {spelling for text in (bare, unquote(bare)) for spelling in (text, text.rstrip("/") + "/")}
