"""Against what the reference implementation in JavaScript makes of the same pixels."""

import base64

import pytest
from PIL import Image

from cms.images.thumbhash import thumbhash

OPAQUE = [
    ((40, 23), "HwgGDIJRdWU0V1ZwWWRvh77/xw=="),
    ((17, 48), "3wcGEgJTUQZnSIAmNp7/+qw="),
    ((32, 32), "HggGDwJEVVYzZ2djVgV5Z3RzZaxv/a4H"),
    ((100, 9), "3gcGEYYRNKZBgBVV94h19+g="),
]
TRANSLUCENT = [
    ((40, 23), "HwiCC4AHkoVVWqCPeG6vlkiQd3eUAaU="),
    ((17, 48), "3weCCgIHI4QGyQV3ns/5T6SIC3RDyBA="),
    ((32, 32), "HwiCDQAHVTVjapIIfaX75q85VnmmUFdFTA=="),
    ((100, 9), "3weCCYQIQHdTkkP6pWPW+IeHcHBoeHc="),
]


def picture(size, *, opaque):
    """No two parts of it alike: where a picture is even, the last digit of a sum would decide."""
    width, height = size
    image = Image.new("RGBA", size)
    for y in range(height):
        for x in range(width):
            alpha = 255 if opaque else (x * 9 + y * 17) % 256
            colour = ((x * x * 7 + y * 13) % 256, (x * y * 5 + 31) % 256, (y * y * 11 + x * 3) % 256)
            image.putpixel((x, y), (*colour, alpha))
    return image


@pytest.mark.parametrize(("size", "expected"), OPAQUE)
def test_an_opaque_picture_has_the_hash_of_the_reference(size, expected):
    assert base64.b64encode(thumbhash(picture(size, opaque=True))).decode() == expected


@pytest.mark.parametrize(("size", "expected"), TRANSLUCENT)
def test_a_translucent_picture_has_the_hash_of_the_reference(size, expected):
    assert base64.b64encode(thumbhash(picture(size, opaque=False))).decode() == expected


def test_a_large_picture_is_made_small_first():
    large = picture((40, 23), opaque=True).resize((800, 460))
    assert len(thumbhash(large)) == len(thumbhash(picture((40, 23), opaque=True)))
