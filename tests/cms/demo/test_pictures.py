"""The demo pictures are drawn here, large enough for every screen, and the same on every machine."""

from io import BytesIO

import pytest
from PIL import Image

from cms.demo import pictures


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_is_drawn_in_full_size_with_many_colours(name: str) -> None:
    with Image.open(BytesIO(pictures.jpeg(name))) as picture:
        assert picture.format == "JPEG"
        assert picture.size in {(1600, 900), (900, 900)}
        assert len(picture.reduce(10).getcolors(maxcolors=100_000) or ()) > 100


def test_a_picture_is_the_same_every_time() -> None:
    assert pictures.jpeg("swimming_lanes") == pictures.jpeg("swimming_lanes")
