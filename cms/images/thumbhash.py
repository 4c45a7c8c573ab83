"""ThumbHash: a picture in about 25 bytes, to paint while the real one loads (https://evanw.github.io/thumbhash/)."""

from collections.abc import Sequence
from math import cos, floor, pi
from typing import NamedTuple

from PIL import Image

LARGEST = 100
"""Pixels on the longer side; the specification allows no more, and more would not show."""

Channel = list[list[float]]
"""Rows of values from 0 to 1, or from -1 to 1 for a colour difference."""


class Terms(NamedTuple):
    """A channel as cosine terms: the constant, the others brought to 0…1, and what they were divided by."""

    constant: float
    varying: list[float]
    scale: float


def thumbhash(picture: Image.Image) -> bytes:
    """The ThumbHash of a picture of any size and mode."""
    small = picture.convert("RGBA")
    small.thumbnail((LARGEST, LARGEST))
    lightness, yellow_blue, red_green, opacity = _channels(small)
    width, height = small.size
    has_alpha = any(value < 1 for row in opacity for value in row)
    most = 5 if has_alpha else 7
    across = max(1, _round(most * width / max(width, height)))
    down = max(1, _round(most * height / max(width, height)))
    light = _terms(lightness, max(3, across), max(3, down))
    yellow = _terms(yellow_blue, 3, 3)
    red = _terms(red_green, 3, 3)
    alpha = _terms(opacity, 5, 5) if has_alpha else None

    landscape = width > height
    first = (
        _round(63 * light.constant)
        | _round(31.5 + 31.5 * yellow.constant) << 6
        | _round(31.5 + 31.5 * red.constant) << 12
        | _round(31 * light.scale) << 18
        | int(has_alpha) << 23
    )
    second = (
        (down if landscape else across)
        | _round(63 * yellow.scale) << 3
        | _round(63 * red.scale) << 9
        | int(landscape) << 15
    )
    head = first.to_bytes(3, "little") + second.to_bytes(2, "little")
    if alpha:
        head += bytes([_round(15 * alpha.constant) | _round(15 * alpha.scale) << 4])
    channels = [light, yellow, red, *([alpha] if alpha else [])]
    return head + _nibbles([_round(15 * value) for channel in channels for value in channel.varying])


def _channels(picture: Image.Image) -> tuple[Channel, Channel, Channel, Channel]:
    """Lightness, yellow minus blue, red minus green, and opacity, laid over the average colour."""
    width, height = picture.size
    data = picture.tobytes()
    pixels = [tuple(value / 255 for value in data[start : start + 4]) for start in range(0, len(data), 4)]
    weight = sum(alpha for *_colour, alpha in pixels)
    average = [sum(pixel[n] * pixel[3] for pixel in pixels) / weight if weight else 0.0 for n in range(3)]
    lightness, yellow_blue, red_green, opacity = [], [], [], []
    for pixel in pixels:
        alpha = pixel[3]
        red, green, blue = (average[n] * (1 - alpha) + pixel[n] * alpha for n in range(3))
        lightness.append((red + green + blue) / 3)
        yellow_blue.append((red + green) / 2 - blue)
        red_green.append(red - green)
        opacity.append(alpha)

    def rows(values: list[float]) -> Channel:
        return [values[width * y : width * (y + 1)] for y in range(height)]

    return rows(lightness), rows(yellow_blue), rows(red_green), rows(opacity)


def _terms(channel: Channel, across: int, down: int) -> Terms:
    """The low frequencies of a channel: a triangle of at most `across` by `down` terms."""
    width, height = len(channel[0]), len(channel)
    waves = [[cos(pi / width * cx * (x + 0.5)) for x in range(width)] for cx in range(across)]
    by_row = [[_dot(row, wave) for wave in waves] for row in channel]
    found = []
    for cy in range(down):
        wave = [cos(pi / height * cy * (y + 0.5)) for y in range(height)]
        for cx in range(across):
            if cx * down >= across * (down - cy):
                break
            found.append(_dot([row[cx] for row in by_row], wave) / (width * height))
    constant, *varying = found
    scale = max((abs(value) for value in varying), default=0.0)
    if scale:
        varying = [0.5 + 0.5 / scale * value for value in varying]
    return Terms(constant, varying, scale)


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(left, right, strict=True))


def _round(value: float) -> int:
    """Halves go up, as in the reference; Python's own would take the even neighbour."""
    return floor(value + 0.5)


def _nibbles(values: list[int]) -> bytes:
    padded = [*values, 0] if len(values) % 2 else values
    return bytes(low | high << 4 for low, high in zip(padded[::2], padded[1::2], strict=True))
