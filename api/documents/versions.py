"""What an answer was made from, and when it becomes another one by the day alone: a review that was current is overdue
from the midnight (UTC) that ends its day."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

from api.documents.models import Document
from api.documents.reading import Filters, Found, FoundPage, LibraryState
from api.documents.routing import Elsewhere
from api.documents.tags import LIBRARY, tag_of, tag_of_list
from api.http.caching import Version, midnight_after, midnight_before, today


class Reviewed(Protocol):
    """What of a document decides from when it is overdue."""

    @property
    def next_review_on(self) -> date | None: ...

    @property
    def changed_since_review(self) -> bool: ...


def of_document(found: Found, day: date) -> Version:
    """For an answer that shows the whole document."""
    turn = overdue_from(found.document)
    modified_at = found.document.published_at
    if turn and turn <= midnight_before(day):
        return Version(found.serial, max(modified_at, turn), [tag_of(found.document)])
    return Version(found.serial, modified_at, [tag_of(found.document)], turn)


def of_reference(found: Found) -> Version:
    """For an answer that only names the document."""
    modified_at = max(document.published_at for document in (found.document, *found.via))
    return Version(found.serial, modified_at, _tags_of_way(found.moved, found.document, *found.via))


def of_elsewhere(found: Elsewhere) -> Version:
    """For an answer that leads out of the library."""
    modified_at = max(document.published_at for document in found.via)
    return Version(found.serial, modified_at, _tags_of_way(True, *found.via))


def _tags_of_way(moved: bool, *documents: Document) -> list[str]:
    """A document or a redirect that is new at a path takes the place of what led away from there."""
    return [*map(tag_of, documents), *([LIBRARY] if moved else [])]


def of_page(page: FoundPage, filters: Filters, day: date) -> Version:
    """For a page of a list. What was taken out of it leaves no trace in it: it is as new as the library is."""
    version = of_documents(page.cards, page.library, [tag_of_list(filters.kind, filters.locale)], day)
    return replace(version, changes_at=midnight_after(day)) if filters.review_status else version


def of_documents(documents: Iterable[Reviewed], library: LibraryState, tags: Sequence[str], day: date) -> Version:
    """For an answer that shows several documents, and may be another one after any change of the library."""
    begun = midnight_before(day)
    due = [one.next_review_on for one in documents if one.next_review_on and not one.changed_since_review]
    next_due = min((on for on in due if on >= day), default=None)
    changes_at = midnight_after(next_due) if next_due else None
    return Version(library.serial, max(library.changed_at or begun, begun), tags, changes_at)


def of_library(state: LibraryState) -> Version:
    """For an answer that tells how far the library is."""
    return Version(state.serial, state.changed_at or midnight_before(today()), [LIBRARY])


def overdue_from(document: Reviewed) -> datetime | None:
    """From when its review is overdue; None if the day makes no difference to it."""
    if document.next_review_on is None or document.changed_since_review:
        return None
    return midnight_after(document.next_review_on)
