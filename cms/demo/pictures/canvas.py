"""A canvas with the few strokes that the pictures are made of: gradients, smooth shapes, rounded limbs, soft light.

Everything is drawn at twice the size and halved at the end, which is what makes the edges smooth.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, pi, sin

from PIL import Image, ImageColor, ImageDraw, ImageFilter

Point = tuple[float, float]
Colour = str

OVERSAMPLING = 2


def smooth(points: Sequence[Point], *, closed: bool, steps: int = 14) -> list[Point]:
    """The Catmull-Rom curve through the points."""
    count = len(points)
    if count < 3:
        return list(points)

    def at(index: int) -> Point:
        return points[index % count] if closed else points[min(max(index, 0), count - 1)]

    curve: list[Point] = []
    for index in range(count if closed else count - 1):
        before, start, end, after = (at(index + offset) for offset in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            curve.append(
                (
                    _catmull_rom(before[0], start[0], end[0], after[0], t),
                    _catmull_rom(before[1], start[1], end[1], after[1], t),
                )
            )
    if not closed:
        curve.append(points[-1])
    return curve


def _catmull_rom(before: float, start: float, end: float, after: float, t: float) -> float:
    return 0.5 * (
        2 * start
        + (end - before) * t
        + (2 * before - 5 * start + 4 * end - after) * t**2
        + (3 * start - before - 3 * end + after) * t**3
    )


def arc(centre: Point, radius: float, start: float, end: float, *, steps: int = 40) -> list[Point]:
    """Points on a circle; the angles in turns, clockwise from three o'clock."""
    angles = [2 * pi * (start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(centre[0] + radius * cos(angle), centre[1] + radius * sin(angle)) for angle in angles]


class Canvas:
    """Coordinates are those of the finished picture; colours are `#rrggbb` or, translucent, `#rrggbbaa`."""

    def __init__(self, width: int, height: int, top: Colour, bottom: Colour) -> None:
        self.width, self.height = width, height
        self._size = (width * OVERSAMPLING, height * OVERSAMPLING)
        self._image = _gradient(top, bottom, self._size)
        self._draw = ImageDraw.Draw(self._image, "RGBA")

    def finished(self) -> Image.Image:
        return self._image.reduce(OVERSAMPLING)

    def polygon(self, points: Sequence[Point], colour: Colour) -> None:
        self._draw.polygon([(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points], fill=colour)

    def shape(self, points: Sequence[Point], colour: Colour) -> None:
        """A closed shape with no corners."""
        self.polygon(smooth(points, closed=True), colour)

    def disc(self, centre: Point, radius: float, colour: Colour) -> None:
        self.oval(centre, radius, radius, colour)

    def oval(self, centre: Point, horizontal: float, vertical: float, colour: Colour) -> None:
        x, y = centre
        box = (x - horizontal, y - vertical, x + horizontal, y + vertical)
        self._draw.ellipse([side * OVERSAMPLING for side in box], fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour, radius: float = 0) -> None:
        sides = [side * OVERSAMPLING for side in (left, top, right, bottom)]
        self._draw.rounded_rectangle(sides, radius=radius * OVERSAMPLING, fill=colour)

    def line(self, points: Sequence[Point], width: float, colour: Colour) -> None:
        """A smooth line with round ends. Its parts overlap: give it an opaque colour."""
        self.limb([(point, width / 2) for point in smooth(points, closed=False)], colour)

    def limb(self, joints: Sequence[tuple[Point, float]], colour: Colour) -> None:
        """A chain of tapered, rounded parts; each joint with its radius."""
        for ((x1, y1), r1), ((x2, y2), r2) in pairwise(joints):
            length = hypot(x2 - x1, y2 - y1) or 1
            nx, ny = (y1 - y2) / length, (x2 - x1) / length
            self.polygon(
                [
                    (x1 + nx * r1, y1 + ny * r1),
                    (x2 + nx * r2, y2 + ny * r2),
                    (x2 - nx * r2, y2 - ny * r2),
                    (x1 - nx * r1, y1 - ny * r1),
                ],
                colour,
            )
        for centre, radius in joints:
            self.disc(centre, radius, colour)

    def ground(self, ridge: Sequence[Point], top: Colour, bottom: Colour | None = None) -> None:
        """Everything below a smooth line, shaded downwards from `top` to `bottom`."""
        curve = smooth(ridge, closed=False)
        outline = [*curve, (curve[-1][0], self.height), (curve[0][0], self.height)]
        if bottom is None:
            self.polygon(outline, top)
            return
        self.shaded(outline, top, bottom)

    def shaded(self, outline: Sequence[Point], top: Colour, bottom: Colour) -> None:
        """A polygon filled with a gradient from its highest to its lowest point."""
        highest = int(min(y for _, y in outline) * OVERSAMPLING)
        lowest = int(max(y for _, y in outline) * OVERSAMPLING) + 1
        left = int(min(x for x, _ in outline) * OVERSAMPLING)
        right = int(max(x for x, _ in outline) * OVERSAMPLING) + 1
        size = (max(right - left, 1), max(lowest - highest, 1))
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon(
            [(x * OVERSAMPLING - left, y * OVERSAMPLING - highest) for x, y in outline], fill=255
        )
        self._image.paste(_gradient(top, bottom, size), (left, highest), mask)

    def glow(self, centre: Point, radius: float, colour: Colour, strength: float = 1) -> None:
        """Light that fades outwards."""
        side = int(2 * radius * OVERSAMPLING)
        fading = Image.radial_gradient("L").point(lambda value: int(max(0, 1 - value / 180) ** 2 * 255 * strength))
        mask = fading.resize((side, side), Image.Resampling.BILINEAR)
        corner = (int((centre[0] - radius) * OVERSAMPLING), int((centre[1] - radius) * OVERSAMPLING))
        self._image.paste(Image.new("RGB", (side, side), colour), corner, mask)

    def shadow(self, centre: Point, horizontal: float, vertical: float, colour: Colour) -> None:
        """A soft patch, as below a body that stands on the ground."""
        margin = int(vertical * 2)
        width, height = int(2 * horizontal) + 2 * margin, int(2 * vertical) + 2 * margin
        mask = Image.new("L", (width, height))
        ImageDraw.Draw(mask).ellipse((margin, margin, width - margin, height - margin), fill=110)
        mask = mask.filter(ImageFilter.GaussianBlur(vertical * 0.6)).resize(
            (width * OVERSAMPLING, height * OVERSAMPLING)
        )
        corner = (int((centre[0] - width / 2) * OVERSAMPLING), int((centre[1] - height / 2) * OVERSAMPLING))
        self._image.paste(Image.new("RGB", mask.size, colour), corner, mask)


def _gradient(top: Colour, bottom: Colour, size: tuple[int, int]) -> Image.Image:
    ramp = Image.linear_gradient("L").resize((1, size[1]), Image.Resampling.BILINEAR).resize(size)
    return Image.composite(
        Image.new("RGB", size, ImageColor.getrgb(bottom)), Image.new("RGB", size, ImageColor.getrgb(top)), ramp
    )
