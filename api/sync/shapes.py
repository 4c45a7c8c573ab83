"""What synchronisation answers with."""

from datetime import datetime
from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from pydantic import Field
from typing_extensions import TypeAliasType

from api.documents.models import Change
from api.documents.schemas import KINDS
from api.documents.schemas import documents as shapes
from api.documents.schemas.base import DocumentReference, Locale, Path, PublicModel, Text
from api.documents.schemas.forms import Form

AnyDocument = TypeAliasType(
    "AnyDocument",
    Annotated[shapes.Article | shapes.Topic | shapes.Clinician | shapes.Clinic | Form, Field(discriminator="kind")],
)
KindName: TypeAlias = Literal[*KINDS]  # type: ignore[valid-type]  # mypy wants the names written out
FILTERED = "filtered"
REASONS = (*(reason.value for reason in Change.Reason if reason), FILTERED)
Reason: TypeAlias = Literal[*REASONS]  # type: ignore[valid-type]  # as above


class ChangeEntry(PublicModel):
    """What became of one document. The newest change stands for all that came before it."""

    serial: Annotated[int, Field(ge=1)]
    """The version number of the library since this change."""
    action: Literal["publish", "move", "withdraw"]
    """After `publish` and `move` show the document as it is now. After `withdraw` show no copy of it any more."""
    kind: KindName
    id: UUID
    locale: Locale
    path: Path
    """Where it is, or was last."""
    edition: int | None
    """The number of its current edition; null where it is withdrawn."""
    reason: Reason | None
    """Why it is withdrawn. `filtered`: it is still published, but your filters don't let it through any more."""
    replacement: DocumentReference | None
    """What to show instead of what was withdrawn."""
    tags: list[str]
    """What shared caches purge by, the same as in `Cache-Tag`."""
    document: AnyDocument | None
    """The whole document, if `include=documents` asked for it and it isn't withdrawn."""


class ChangePage(PublicModel):
    """What changed, oldest first. Every document is there once at most."""

    results: list[ChangeEntry]
    after: str
    """Where the next page, or the next synchronisation, goes on. Keep it together with what you have stored."""
    more: bool
    """Whether there is more already."""


class EditionRange(PublicModel):
    first: Annotated[int, Field(ge=1)]
    last: Annotated[int, Field(ge=1)]


class SafetyNoticeEntry(PublicModel):
    """Editions that must not be shown any more, wherever they are stored, and what to say instead."""

    id: UUID
    serial: Annotated[int, Field(ge=1)]
    issued_at: datetime
    kind: KindName
    document_id: UUID
    locale: Locale
    path: Path
    title: str
    """What its readers know it by."""
    editions: EditionRange
    reason: Text
    messages: dict[Locale, Text]
    """What to tell readers, by language."""
    replacement: DocumentReference | None
    """What to show instead, while that is published."""


class SnapshotHead(PublicModel):
    """The first line of a library file."""

    type: Literal["library"] = "library"
    locale: Locale
    serial: int
    after: str
    """Where synchronisation goes on from this file: `/api/v1/changes/?after=…`"""
