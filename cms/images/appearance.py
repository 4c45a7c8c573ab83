"""What a picture looks like before it has loaded."""

import base64
from typing import IO, NamedTuple

from PIL import Image, ImageOps

from cms.images.thumbhash import LARGEST, thumbhash


class Appearance(NamedTuple):
    thumbhash: str
    """Base64."""
    dominant_color: str
    """As in CSS, #rrggbb."""


def appearance_of(file: IO[bytes]) -> Appearance:
    """Raises OSError if the file is no picture that can be read."""
    with Image.open(file) as picture:
        picture.draft("RGB", (LARGEST * 2, LARGEST * 2))  # a JPEG is read at a fraction of its size
        picture.thumbnail((LARGEST, LARGEST))
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    return Appearance(base64.b64encode(thumbhash(upright)).decode(), _dominant_color(upright))


def _dominant_color(picture: Image.Image) -> str:
    """The largest of eight groups of like colours, as seen on white."""
    on_white = Image.new("RGBA", picture.size, "white")
    on_white.alpha_composite(picture)
    few = on_white.convert("RGB").quantize(colors=8)
    counts = few.histogram()
    index = counts.index(max(counts))
    red, green, blue = (few.getpalette() or [])[3 * index : 3 * index + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"
