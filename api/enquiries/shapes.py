"""The JSON of an enquiry: what is sent, and what is answered."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema

from api.documents.schemas.base import DocumentReference, Line, Locale, PublicModel, Slug, Text
from api.documents.schemas.blocks import Action
from api.documents.schemas.forms import ConsentVersion, Form

FILLED_IN = {
    "type": "object",
    "maxProperties": 60,
    "additionalProperties": {"anyOf": [{"type": "string"}, {"type": "boolean"}]},
}
"""Each value is told by its field what is wrong with it, whatever it is."""


class Given(BaseModel):
    """What a stranger sends: exactly this and nothing else. An error never repeats what was sent."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, use_attribute_docstrings=True, hide_input_in_errors=True
    )


class ConsentGiven(Given):
    version: ConsentVersion
    """Of the consent text that the sender saw."""
    agreed: bool


class Submission(Given):
    form: Slug
    """Slug or id of the form."""
    form_version: Annotated[int, Field(ge=1, le=2**31 - 1)]
    """The `edition` of the form that the sender saw."""
    locale: Locale
    token: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    """As the form gave it."""
    fields: Annotated[dict[str, Any], Field(max_length=60), WithJsonSchema(FILLED_IN)]
    """What was filled in, by field name; it must fit the form's `schema`."""
    consent: ConsentGiven
    article: Slug | None = None
    """Slug or id of the article from which the form was opened."""
    send_anyway: Annotated[str, StringConstraints(min_length=1, max_length=500)] | None = None
    """From the problem `looks-like-medical`, when its reader wants to send the same message all the same."""


class Guidance(PublicModel):
    """What the article says about when to see a doctor."""

    article: DocumentReference
    heading: Line
    lead: Line
    criteria: list[Text]


class Help(PublicModel):
    """What to do instead of writing, or before anything else. Show it first, and whole."""

    kind: Literal["crisis", "medical", "general"]
    """`general` is there with every answer: no word list notices every cry for help."""
    heading: Line
    text: Text
    actions: list[Action]
    guidance: Guidance | None


class Received(PublicModel):
    """An enquiry has been stored."""

    help: Help
    """Show it before everything else where its `kind` is `crisis`, below it where that is `general`."""
    reference: Line
    """To name the enquiry in a conversation."""
    receipt: Line
    """A code that can't be guessed; `/enquiries/{receipt}/` tells the status."""
    received_at: datetime
    message: Text
    next_steps: list[Line]


class Checked(PublicModel):
    """The enquiry would be received as it is. Nothing was stored."""

    valid: Literal[True] = True
    help: Help


class EnquiryStatus(PublicModel):
    """How far an enquiry has come; never what it says."""

    reference: Line
    status: Literal["received", "in_progress", "answered", "closed"]
    received_at: datetime


class OpenForm(Form):
    """A form, ready to be filled in once."""

    token: Line
    """To be sent with the enquiry. It is for this form and for one enquiry."""
    token_expires_at: datetime
