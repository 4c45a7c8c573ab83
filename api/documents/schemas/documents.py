"""What each kind of document is in public. This is the authority: the store refuses what does not fit, and the
OpenAPI description is made from it."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from api.documents.schemas.base import (
    Code,
    DocumentReference,
    Line,
    Locale,
    Path,
    Phone,
    PublicModel,
    Slug,
    SourceReference,
    Text,
)
from api.documents.schemas.blocks import (
    AlternativesBlock,
    BenefitsBlock,
    Block,
    CallToActionBlock,
    EscalationBlock,
)
from api.documents.schemas.media import Image
from api.documents.schemas.targets import Target

Summary = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Audience = Literal["adults", "children", "carers", "athletes", "older_adults", "pregnancy"]


class Content(PublicModel):
    """What the editorial half presents. The store adds what `Published` holds."""

    kind: str
    id: UUID
    """The same in all languages."""
    locale: Locale
    slug: Slug
    """By which the API finds it in this language. A former one redirects."""
    path: Path
    """Where a website shows it. What was at a former one is told by `/api/v1/resolve/`."""
    title: Line


class ChangeNote(PublicModel):
    """What a publication changed, for readers."""

    at: datetime
    kind: Literal["editorial", "clinical", "safety"]
    """Whether the wording changed, the medical content, or something that matters for safety."""
    note: Text


class Published(PublicModel):
    """What the store knows of a document."""

    edition: Annotated[int, Field(ge=1)]
    """Counted in this language, from 1."""
    published_at: datetime
    """When this edition was published."""
    first_published_at: datetime
    """When its first edition was published."""
    changes: list[ChangeNote]
    """Newest first."""


class Translation(PublicModel):
    """Another language in which it is published."""

    locale: Locale
    path: Path


class Source(PublicModel):
    """What this language was translated from."""

    locale: Locale
    edition: int | None
    """The source's edition that was translated; null where that was before it was first published."""
    behind: bool
    """Whether the source has been published again since."""


class TopicLink(PublicModel):
    id: UUID
    slug: Slug
    path: Path
    title: Line


class Person(PublicModel):
    """A clinician as an article names them; the whole profile is at /clinicians/{slug}/."""

    id: UUID
    slug: Slug
    path: Path | None
    """Of the profile; null where it is not published any more."""
    name: Line
    credentials: Line
    """Letters after the name, for example MD."""
    role: str
    """What they are at the clinic, or empty."""


class Review(PublicModel):
    """The clinical review of an article, as it stands on the day (UTC) of the answer."""

    status: Literal["current", "changed_since_review", "overdue"]
    """`changed_since_review`: the clinical text isn't what was signed off. `overdue`: `next_review_on` is over."""
    reviewed_on: date
    next_review_on: date
    """The last day on which the review is current."""
    reviewer: Person

    @model_validator(mode="after")
    def _dates_follow_each_other(self) -> "Review":
        if self.next_review_on <= self.reviewed_on:
            raise ValueError("the next review comes after the last one")
        return self


class Reading(PublicModel):
    minutes: Annotated[int, Field(ge=1)]
    """How long it takes to read, about."""
    grade: float | None
    """School grade in English (Flesch-Kincaid); ease from 0 to 100 in Spanish (Fernández Huerta)."""
    measure: Literal["flesch_kincaid_grade", "fernandez_huerta"] | None
    """What `grade` is; null where that is."""


class Seo(PublicModel):
    """What goes into the head of a web page."""

    title: Line
    """For `title` and `og:title`."""
    description: Summary
    """For the descriptions that search engines and social networks show."""
    image: Image | None
    """For `og:image`."""
    json_ld: dict[str, Any]
    """A schema.org MedicalWebPage, to put into the page as it is."""


class Related(DocumentReference):
    summary: str


class ArticleContent(Content):
    kind: Literal["article"] = "article"
    summary: Summary
    also_known_as: list[Line]
    """Other names of what it is about."""
    topics: list[TopicLink]
    """Asked for when an article is published; empty only where every topic has been withdrawn since."""
    audience: list[Audience]
    """For whom it is written."""
    hero: Image | None
    """The picture at its top."""
    body: Annotated[list[Block], Field(min_length=1)]
    """All its blocks, in their order. Show a block of a type that you don't know by its `fallback_text`."""
    benefits: BenefitsBlock | None
    """The first such block of `body`; so are the next three."""
    alternatives: AlternativesBlock | None
    escalation: EscalationBlock
    call_to_action: CallToActionBlock
    review: Review
    authors: list[Person]
    references: Annotated[list[SourceReference], Field(min_length=1)]
    """The sources that it rests on, by their numbers."""
    disclosure: str
    """Who pays for it, or empty."""
    disclaimer: str
    """What it can't replace, or empty."""
    translations: list[Translation]
    translation: Source | None
    """What it was translated from; null where it was written in this language."""
    reading: Reading
    related: list[Related]
    """Other articles to read next."""
    seo: Seo


class Article(ArticleContent, Published):
    """A health article, whole."""

    clinically_changed_at: datetime
    """When a publication last said that it changed the clinical content."""


class ArticleSummary(PublicModel):
    """An article as a list shows it."""

    kind: Literal["article"] = "article"
    id: UUID
    locale: Locale
    slug: Slug
    path: Path
    title: Line
    summary: Summary
    topics: list[TopicLink]
    audience: list[Audience]
    hero: Image | None
    level: Literal["emergency", "urgent", "non_urgent", "self_care"]
    """Of its first escalation block."""
    review: Review
    translations: list[Translation]
    reading: Reading
    edition: int
    published_at: datetime
    first_published_at: datetime


class TopicContent(Content):
    kind: Literal["topic"] = "topic"
    summary: str
    image: Image | None
    codes: list[Code]
    translations: list[Translation]


class Topic(TopicContent, Published):
    """A subject that articles belong to."""


class ClinicianContent(Content):
    """`title` is the name as it is shown."""

    kind: Literal["clinician"] = "clinician"
    credentials: Line
    role: str
    """What they are at the clinic, or empty."""
    bio: str
    """Plain text, or empty."""
    photo: Image | None
    languages: list[Locale]
    """In which they speak with patients."""
    licence: str
    """State and number, or empty."""
    npi: Annotated[str, Field(pattern=r"^([0-9]{10})?$", description="US National Provider Identifier, or empty.")]
    translations: list[Translation]


class Clinician(ClinicianContent, Published):
    """Somebody who writes or reviews articles."""


class Hours(PublicModel):
    """Opening hours of a day of the week, local time."""

    day: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    opens: Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    closes: Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class Address(PublicModel):
    street: Line
    city: Line
    region: str
    postal_code: str
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2.")]


class Geo(PublicModel):
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]


class Location(PublicModel):
    id: UUID
    name: Line
    address: Address
    geo: Geo | None
    phone: Phone | None
    hours: list[Hours]
    time_zone: Line
    """IANA name, for example America/New_York."""


class DefaultCallToAction(PublicModel):
    heading: Line
    text: Text | None
    kind: Literal["call", "book", "enquire", "read"]
    label: Line
    target: Target


class ClinicContent(Content):
    """`title` is the clinic's name."""

    kind: Literal["clinic"] = "clinic"
    emergency_text: Text
    """What to do in an emergency; to be seen on every screen."""
    phone: Phone
    phone_display: Line
    """The number as it is written for readers."""
    hours: list[Hours]
    """When the telephone is answered, in local time. Each location has its own."""
    call_to_action: DefaultCallToAction
    """For pages that have none of their own."""
    disclosure: str
    disclaimer: str
    locations: list[Location]
    translations: list[Translation]


class Clinic(ClinicContent, Published):
    """The clinic itself: what every screen shows."""
