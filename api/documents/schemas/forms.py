"""What a published form is: the notice, the fields, what is agreed to, and the JSON Schema that its answers must fit.

`ui` is the definition that editors make; `schema` follows from it, so that the two can't disagree.
"""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints, model_validator
from typing_extensions import TypeAliasType

from api.documents.schemas.base import Line, Locale, Path, PublicModel, Slug, Text
from api.documents.schemas.documents import Content, Published, Translation

FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
ConsentVersion = Annotated[str, StringConstraints(pattern=r"^[-.\w]{1,40}$")]
JsonSchema = dict[str, Any]
MAX_TOTAL_LENGTH = 20_000
"""Characters that all text fields of a form may hold together: what is sent is then always small enough to be taken."""
CONTROL_CHARACTERS = r"[\u0000-\u001F\u007F]"
CONTROL_CHARACTERS_BUT_LINES = r"[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]"


class FormFieldBase(PublicModel):
    name: FieldName
    """The key of its value in `fields`."""
    label: Line
    help: Annotated[str, StringConstraints(max_length=500)]
    """To show beside the label, or empty."""
    required: bool
    """A value that isn't required may be left out or be an empty string."""

    def value_schema(self) -> JsonSchema:
        """What a value that is not left empty must fit."""
        raise NotImplementedError

    def answer_schema(self) -> JsonSchema:
        """What is accepted: where the field is optional, also the empty string that a browser's form sends."""
        value = self.value_schema()
        annotations = {"title": self.label} | ({"description": self.help} if self.help else {})
        return annotations | (value if self.required else {"anyOf": [{"const": ""}, value]})


class TextField(FormFieldBase):
    """One line."""

    type: Literal["text"] = "text"
    max_length: Annotated[int, Field(ge=1, le=500)]
    autocomplete: Literal["", "name", "given-name", "family-name", "organization", "postal-code"]
    """The token of HTML's autofill, or empty."""

    def value_schema(self) -> JsonSchema:
        return _text_schema(self.max_length, CONTROL_CHARACTERS)


class LongTextField(FormFieldBase):
    """Several lines."""

    type: Literal["long_text"] = "long_text"
    max_length: Annotated[int, Field(ge=1, le=5000)]

    def value_schema(self) -> JsonSchema:
        return _text_schema(self.max_length, CONTROL_CHARACTERS_BUT_LINES)


class EmailField(FormFieldBase):
    type: Literal["email"] = "email"
    max_length: ClassVar[int] = 254

    def value_schema(self) -> JsonSchema:
        return {"type": "string", "format": "email", "maxLength": self.max_length}


class PhoneField(FormFieldBase):
    type: Literal["phone"] = "phone"
    region: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    """ISO 3166-1 alpha-2: where a number without a country code belongs."""
    max_length: ClassVar[int] = 40

    def value_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": r"^[-+0-9 ().\/x#]+$", "minLength": 5, "maxLength": self.max_length}


class Option(PublicModel):
    value: Annotated[str, StringConstraints(pattern=r"^[-\w]{1,60}$")]
    """What is sent."""
    label: Line
    """What people read."""


class ChoiceField(FormFieldBase):
    """One of several options."""

    type: Literal["choice"] = "choice"
    options: Annotated[list[Option], Field(min_length=2, max_length=50)]

    def value_schema(self) -> JsonSchema:
        return {"type": "string", "enum": [option.value for option in self.options]}


class DateField(FormFieldBase):
    """A day, as YYYY-MM-DD."""

    type: Literal["date"] = "date"
    earliest: date | None
    """The first day that is taken; null for any."""
    latest: date | None
    """The last day that is taken; null for any."""

    def value_schema(self) -> JsonSchema:
        return {"type": "string", "format": "date"}


class CheckboxField(FormFieldBase):
    """Where it is required, it must be ticked."""

    type: Literal["checkbox"] = "checkbox"

    def value_schema(self) -> JsonSchema:
        return {"const": True} if self.required else {"type": "boolean"}

    def answer_schema(self) -> JsonSchema:
        annotations = {"title": self.label} | ({"description": self.help} if self.help else {})
        return annotations | self.value_schema()


FormField = TypeAliasType(
    "FormField",
    Annotated[
        TextField | LongTextField | EmailField | PhoneField | ChoiceField | DateField | CheckboxField,
        Field(discriminator="type"),
    ],
)


class Consent(PublicModel):
    """What the sender agrees to. The version is recorded with what is sent."""

    version: ConsentVersion
    """To be sent back in `consent`."""
    text: Text


class Confirmation(PublicModel):
    """Shown when the enquiry has been received."""

    message: Text
    next_steps: Annotated[list[Line], Field(max_length=10)]


class Honeypot(PublicModel):
    """A field that people don't see and programs fill in. Send it empty; hide it from eyes and from screen readers."""

    name: FieldName
    label: Line


class FormContent(Content):
    model_config = ConfigDict(serialize_by_alias=True, validate_by_alias=True, validate_by_name=True)

    kind: Literal["form"] = "form"
    notice: Text
    """What the form is for and what it is not for; stands above the fields."""
    ui: Annotated[list[FormField], Field(min_length=1, max_length=40)]
    """The fields in their order, each with what a client needs to draw it."""
    honeypot: Honeypot
    json_schema: JsonSchema = Field(
        alias="schema", default_factory=lambda data: json_schema(data["ui"], data["honeypot"])
    )
    """JSON Schema 2020-12 of `fields` in an enquiry. It follows from `ui` and `honeypot`."""
    consent: Consent
    submit_label: Line
    """On the button that sends it."""
    confirmation: Confirmation
    retention_days: Annotated[int, Field(ge=1, le=3650)]
    """Days after which what was sent is deleted."""
    translations: list[Translation]

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        names = [field.name for field in self.ui] + [self.honeypot.name]
        if len(set(names)) < len(names):
            raise ValueError("every field, the honeypot too, has a name of its own")
        if sum(getattr(field, "max_length", 0) for field in self.ui) > MAX_TOTAL_LENGTH:
            raise ValueError(f"the fields together hold at most {MAX_TOTAL_LENGTH} characters")
        for field in self.ui:
            if field.type == "choice" and len({option.value for option in field.options}) < len(field.options):
                raise ValueError(f"{field.name}: every option has a value of its own")
        if self.json_schema != json_schema(self.ui, self.honeypot):
            raise ValueError("schema doesn't follow from ui; leave it out and it is made")
        return self


class Form(FormContent, Published):
    """A form for enquiries. `edition` is the version that an enquiry names."""


class FormSummary(PublicModel):
    """A form as a list shows it."""

    kind: Literal["form"] = "form"
    id: UUID
    locale: Locale
    slug: Slug
    path: Path
    title: Line
    translations: list[Translation]
    edition: int
    published_at: datetime
    first_published_at: datetime


def json_schema(ui: list[FormField], honeypot: Honeypot) -> JsonSchema:
    """The JSON Schema of `fields` in an enquiry to a form of these fields."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {
            **{field.name: field.answer_schema() for field in ui},
            honeypot.name: {"title": honeypot.label, "const": ""},
        },
        "required": [*(field.name for field in ui if field.required), honeypot.name],
        "additionalProperties": False,
    }


def _text_schema(max_length: int, refused: str) -> JsonSchema:
    return {"type": "string", "maxLength": max_length, "pattern": r"\S", "not": {"pattern": refused}}
