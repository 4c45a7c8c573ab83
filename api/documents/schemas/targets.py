"""Where a link, an action or a call to action leads. Every target has an `href`, so that a plain link always works."""

from typing import Annotated, Literal

from pydantic import EmailStr, Field
from typing_extensions import TypeAliasType

from api.documents.schemas.base import DocumentReference, Phone, PublicModel, Uri


class DocumentTarget(PublicModel):
    """Something published here."""

    type: Literal["document"] = "document"
    href: Uri
    document: DocumentReference


class UrlTarget(PublicModel):
    """Any other page of the web."""

    type: Literal["url"] = "url"
    href: Uri


class PhoneTarget(PublicModel):
    """A telephone number."""

    type: Literal["phone"] = "phone"
    href: Annotated[str, Field(pattern=r"^tel:\+?[0-9]+$")]
    phone: Annotated[
        str, Field(pattern=r"^\+?[0-9]{2,15}$", description="E.164, or a short emergency number such as 911.")
    ]
    display: str
    """The number as it is written for readers."""


class EmailTarget(PublicModel):
    """An e-mail address."""

    type: Literal["email"] = "email"
    href: Annotated[str, Field(pattern=r"^mailto:")]
    email: EmailStr


Target = TypeAliasType(
    "Target", Annotated[DocumentTarget | UrlTarget | PhoneTarget | EmailTarget, Field(discriminator="type")]
)
__all__ = ["DocumentTarget", "EmailTarget", "Phone", "PhoneTarget", "Target", "UrlTarget"]
