"""What of a document was public, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from api.documents.models import Change, Document, Edition, SafetyNotice


@dataclass(frozen=True)
class Period:
    """An edition, from when it was public and until when; `until` is None for what is public now."""

    edition: Edition
    begins: Change
    ends: Change | None

    @property
    def until(self) -> datetime | None:
        return self.ends.at if self.ends else None


def periods(document: Document) -> list[Period]:
    """Every period in which something of the document was public, the newest first. Between two there may be a gap."""
    changes = document.changes.select_related("edition").defer("edition__body", "edition__summary").order_by("serial")
    return list(_periods(list(changes)))[::-1]


def _periods(changes: list[Change]) -> Iterator[Period]:
    for change, following in zip(changes, [*changes[1:], None], strict=True):
        if change.edition:
            yield Period(change.edition, change, following)


def edition_at(document: Document, moment: datetime) -> Edition | None:
    """What of the document was public at `moment`; None if nothing was."""
    change = document.changes.filter(at__lte=moment).select_related("edition").order_by("-serial").first()
    return change.edition if change else None


def last_unsafe_edition(document: Document) -> int:
    """Neither the edition of this number nor any before it may be shown again; 0 if none was withdrawn for safety."""
    notices = SafetyNotice.objects.filter(change__document=document).order_by("-last_edition")
    return notices.values_list("last_edition", flat=True).first() or 0
