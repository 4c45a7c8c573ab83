"""What is at a path of the website."""

from typing import Annotated, Literal

from pydantic import Field, RootModel

from api.documents.schemas.base import DocumentReference, Path, PublicModel, Uri


class ResolvedDocument(PublicModel):
    """This document is there. Its `path` is the canonical one."""

    type: Literal["document"] = "document"
    document: DocumentReference


class ResolvedRedirect(PublicModel):
    """It was there, or the editors lead from there to it; it is at `path`, where no further redirect waits."""

    type: Literal["redirect"] = "redirect"
    path: Path
    permanent: bool
    document: DocumentReference


class ResolvedElsewhere(PublicModel):
    """The editors lead from there to something that isn't in this library."""

    type: Literal["elsewhere"] = "elsewhere"
    url: Uri
    """An address on another website, or a path of this one that only the website itself knows."""
    permanent: bool


class Resolution(
    RootModel[Annotated[ResolvedDocument | ResolvedRedirect | ResolvedElsewhere, Field(discriminator="type")]]
):
    """What is at a path of the website."""
