"""What messages say: enough to know what to ask the API for, and nothing that may not be known to everybody."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from api.documents.schemas.base import Locale, PublicModel


class Message(PublicModel):
    type: str
    timestamp: datetime
    """When it happened."""


class DocumentData(PublicModel):
    """What has changed."""

    serial: int
    """The version number of the library since then: send it back as `min_serial`."""
    kind: str
    id: UUID
    """The same in all languages."""
    locale: Locale
    path: str
    """On the website: where it is now, or was last."""
    edition: int | None
    """Null where nothing is published any more."""
    tags: list[str]
    """What caches purge by, as in `Cache-Tag`."""


class SafetyNoticeData(DocumentData):
    """What was withdrawn for safety."""

    notice: UUID
    """Of the safety notice, which says what to tell readers."""


class EnquiryData(PublicModel):
    """Nothing of what was written: staff read it at the desk."""

    reference: str


class DocumentMessage(Message):
    """Something was published, moved or withdrawn."""

    type: Literal["document.published", "document.moved", "document.withdrawn"]
    data: DocumentData


class SafetyNoticeMessage(Message):
    """A safety notice was issued."""

    type: Literal["safety_notice.issued"]
    data: SafetyNoticeData


class EnquiryMessage(Message):
    """An enquiry has arrived."""

    type: Literal["enquiry.received"]
    data: EnquiryData
