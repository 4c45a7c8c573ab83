"""What every public shape has in common."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Slug = Annotated[str, StringConstraints(pattern=r"^[-\w]+$", max_length=255)]
Path = Annotated[str, StringConstraints(pattern=r"^/", max_length=1000)]
Locale = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", max_length=20)]
Uri = Annotated[str, Field(min_length=1, max_length=2000, json_schema_extra={"format": "uri-reference"})]
Phone = Annotated[str, Field(pattern=r"^\+[1-9][0-9]{3,14}$", description="E.164, for example +13055550142.")]


def _leave_open(schema: dict[str, Any]) -> None:
    """Writers may add no field that is not here; readers must expect that a later version does."""
    schema.pop("additionalProperties", None)


class PublicModel(BaseModel):
    """A JSON object of the public API: strict when it is written, immutable, every key always there."""

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        json_schema_extra=_leave_open,
        use_attribute_docstrings=True,
        json_schema_serialization_defaults_required=True,
        regex_engine="python-re",
    )


class DocumentReference(PublicModel):
    """A published document as others name it: enough to link to it without a second request."""

    kind: Literal["article", "topic", "clinician", "clinic", "form"]
    id: UUID
    """The same in all languages."""
    slug: Slug
    """By which the API finds it in this language."""
    locale: Locale
    path: Path
    """Where a website shows it."""
    title: Line


class Code(PublicModel):
    """A medical code of the subject."""

    system: Literal["ICD-10-CM", "SNOMED CT"]
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9.]+$", max_length=18)]


class SourceReference(PublicModel):
    """A source that the text rests on."""

    number: Annotated[int, Field(ge=1)]
    """Its place in the list, from 1; `reference` of a benefit or a risk is this number."""
    title: Line
    publisher: Line | None
    year: Annotated[int, Field(ge=1800, le=2200)] | None
    url: Uri | None
    doi: Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$", max_length=200)] | None
    accessed_on: date | None
