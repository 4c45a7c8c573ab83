"""What was published of a document, and when."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from api.documents.schemas.base import PublicModel, Uri
from api.documents.schemas.documents import ChangeNote


class EditionEntry(PublicModel):
    """A time in which an edition was public. One that came back after a withdrawal is a new edition."""

    edition: Annotated[int, Field(ge=1)]
    published_at: datetime
    until: datetime | None
    """When it stopped being public; null for what is public now."""
    ended_by: Literal["publish", "move", "withdraw"] | None
    """What took its place; after `withdraw` nothing was public for a while."""
    note: ChangeNote | None
    """What it changed, as readers were told."""
    digest: str
    """SHA-256 of what was published, in hexadecimal: the clinic's own record proves itself by it."""
    url: Uri | None
    """Where to read it; null where it may not be shown any more, for safety."""
