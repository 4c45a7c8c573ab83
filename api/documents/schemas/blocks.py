"""The blocks of an article's body: one discriminated union over `type`.

A later version may add a type. Every block carries `fallback_text`, so that a client which does not know the type still
shows what it says.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, model_validator
from typing_extensions import TypeAliasType

from api.documents.schemas.base import Line, PublicModel, Slug, Text, Uri
from api.documents.schemas.media import Image
from api.documents.schemas.rich_text import RichText
from api.documents.schemas.targets import Target

ReferenceNumber = Annotated[int, Field(ge=1, description="The `number` of one of the article's references.")]


class BlockBase(PublicModel):
    id: UUID
    anchor: Slug
    """Unique in the article, stable while the heading is; the fragment of a link to this block."""
    fallback_text: str
    """Everything that the block says, as plain text."""


class TextBlock(BlockBase):
    type: Literal["text"] = "text"
    heading: Line | None
    content: RichText


class Point(PublicModel):
    text: Text
    detail: Text | None
    reference: ReferenceNumber | None


class BenefitsBlock(BlockBase):
    type: Literal["benefits"] = "benefits"
    heading: Line
    intro: Text | None
    items: Annotated[list[Point], Field(min_length=1)]


class RisksBlock(BlockBase):
    type: Literal["risks"] = "risks"
    heading: Line
    intro: Text | None
    items: Annotated[list[Point], Field(min_length=1)]


class Alternative(PublicModel):
    name: Line
    description: Text | None
    caution: Text | None
    """For whom it is not, or what to mind."""
    image: Image | None
    target: Target | None


class AlternativesBlock(BlockBase):
    type: Literal["alternatives"] = "alternatives"
    heading: Line
    intro: Text | None
    items: Annotated[list[Alternative], Field(min_length=1)]
    closing: Text | None


class Timeframe(PublicModel):
    """How long, for example 2 weeks."""

    count: Annotated[int, Field(ge=1, le=365)]
    unit: Literal["hours", "days", "weeks", "months"]


class Action(PublicModel):
    label: Line
    target: Target


class EscalationBlock(BlockBase):
    """When to see a doctor."""

    type: Literal["escalation"] = "escalation"
    heading: Line
    level: Literal["emergency", "urgent", "non_urgent", "self_care"]
    lead: Line
    """Introduces the criteria; ends in a colon."""
    criteria: Annotated[list[Text], Field(min_length=1)]
    timeframe: Timeframe | None
    actions: list[Action]

    @model_validator(mode="after")
    def _emergency_has_no_onward_reading(self) -> "EscalationBlock":
        if self.level == "emergency" and any(action.target.type != "phone" for action in self.actions):
            raise ValueError("an emergency offers only telephone numbers, no onward reading")
        return self


class CallToActionBlock(BlockBase):
    type: Literal["call_to_action"] = "call_to_action"
    heading: Line
    text: Text | None
    kind: Literal["call", "book", "enquire", "read"]
    label: Line
    target: Target


class Step(PublicModel):
    title: Line
    detail: RichText


class StepsBlock(BlockBase):
    type: Literal["steps"] = "steps"
    heading: Line
    intro: Text | None
    items: Annotated[list[Step], Field(min_length=1)]


class Question(PublicModel):
    question: Line
    answer: RichText


class QuestionsBlock(BlockBase):
    type: Literal["questions"] = "questions"
    heading: Line
    items: Annotated[list[Question], Field(min_length=1)]


class CalloutBlock(BlockBase):
    type: Literal["callout"] = "callout"
    tone: Literal["information", "tip", "caution"]
    heading: Line | None
    content: RichText


class QuoteBlock(BlockBase):
    type: Literal["quote"] = "quote"
    text: Text
    attribution: Line
    role: Line | None


class ImageBlock(BlockBase):
    type: Literal["image"] = "image"
    image: Image


class VideoBlock(BlockBase):
    type: Literal["video"] = "video"
    title: Line
    url: Uri
    captions_url: Uri
    transcript: Text
    poster: Image | None


class TableBlock(BlockBase):
    type: Literal["table"] = "table"
    caption: Line
    columns: Annotated[list[str], Field(min_length=1)]
    rows: Annotated[list[list[str]], Field(min_length=1)]
    row_headings: bool
    """Whether the first cell of a row is its heading."""

    @model_validator(mode="after")
    def _rows_are_as_wide_as_the_header(self) -> "TableBlock":
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row has a cell for every column")
        return self


Block = TypeAliasType(
    "Block",
    Annotated[
        TextBlock
        | BenefitsBlock
        | RisksBlock
        | AlternativesBlock
        | EscalationBlock
        | CallToActionBlock
        | StepsBlock
        | QuestionsBlock
        | CalloutBlock
        | QuoteBlock
        | ImageBlock
        | VideoBlock
        | TableBlock,
        Field(discriminator="type"),
    ],
)
