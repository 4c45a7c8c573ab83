"""Pictures."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from api.documents.schemas.base import PublicModel, Uri

Share = Annotated[float, Field(ge=0, le=1)]
Pixels = Annotated[int, Field(ge=1)]


class FocalPoint(PublicModel):
    """The point that must stay visible when the picture is cropped, as a share of its width and height."""

    x: Share
    y: Share


class ImageSource(PublicModel):
    """One rendition, for a `srcset`."""

    type: Literal["image/avif", "image/webp", "image/jpeg", "image/png"]
    width: Pixels
    height: Pixels
    url: Uri


class Image(PublicModel):
    """A picture with what it says to someone who cannot see it, and every rendition that is ready."""

    alt: str
    """Empty exactly when the picture is decorative."""
    decorative: bool
    """Whether it says nothing that the text doesn't: leave it out for those who can't see it."""
    caption: str
    """To show below it, or empty."""
    credit: str
    """Whose picture it is, or empty."""
    width: Pixels
    """Of the original; `sources` have the same proportions."""
    height: Pixels
    focal_point: FocalPoint | None
    """Null where nobody chose one."""
    thumbhash: str | None
    """Base64 of the ThumbHash (https://evanw.github.io/thumbhash/), to paint while the picture loads."""
    dominant_color: Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")] | None
    """To paint before even that."""
    sources: list[ImageSource]
    """AVIF first, then WebP, then JPEG; each by growing width."""

    @model_validator(mode="after")
    def _described_or_decorative(self) -> "Image":
        if bool(self.alt.strip()) == self.decorative:
            raise ValueError("a picture has an alternative text, or is decorative and has none")
        return self
