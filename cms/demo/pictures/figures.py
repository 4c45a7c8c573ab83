"""People, drawn as rounded limbs between joints.

A pose gives each joint in figure units, from the hip and downwards; a standing figure is about 100 units tall.
"""

from dataclasses import dataclass

from cms.demo.pictures import palette
from cms.demo.pictures.canvas import Canvas, Colour, Point


@dataclass(frozen=True)
class Looks:
    skin: Colour
    hair: Colour
    top: Colour
    bottom: Colour
    shoes: Colour = palette.CREAM
    long_hair: bool = False
    long_trousers: bool = False


@dataclass(frozen=True)
class Pose:
    """The near limbs are drawn last. An arm is elbow and hand; a leg is knee, ankle and toe."""

    head: Point
    shoulder: Point
    near_arm: tuple[Point, Point]
    far_arm: tuple[Point, Point]
    near_leg: tuple[Point, Point, Point]
    far_leg: tuple[Point, Point, Point]


RUNNING = Pose(
    head=(15, -43),
    shoulder=(8, -28),
    near_arm=((-8, -19), (4, -8)),
    far_arm=((20, -17), (30, -28)),
    near_leg=((-7, 23), (-30, 26), (-35, 34)),
    far_leg=((22, 12), (20, 36), (29, 39)),
)
WALKING = Pose(
    head=(4, -46),
    shoulder=(1, -31),
    near_arm=((-8, -16), (-6, -1)),
    far_arm=((11, -17), (18, -4)),
    near_leg=((9, 23), (15, 46), (25, 46)),
    far_leg=((-3, 24), (-17, 42), (-10, 48)),
)
REACHING_UP = Pose(
    head=(1, -46),
    shoulder=(0, -31),
    near_arm=((17, -39), (31, -53)),
    far_arm=((-8, -17), (-8, -1)),
    near_leg=((3, 24), (4, 48), (13, 49)),
    far_leg=((-4, 24), (-5, 47), (3, 49)),
)
CLIMBING = Pose(
    head=(12, -44),
    shoulder=(6, -29),
    near_arm=((-5, -16), (4, -3)),
    far_arm=((18, -18), (25, -29)),
    near_leg=((21, 9), (19, 32), (29, 33)),
    far_leg=((-3, 24), (-13, 46), (-3, 50)),
)
LUNGING = Pose(
    head=(2, -46),
    shoulder=(1, -31),
    near_arm=((14, -20), (24, -6)),
    far_arm=((12, -21), (22, -4)),
    near_leg=((26, 4), (27, 29), (37, 30)),
    far_leg=((-14, 22), (-38, 28), (-42, 22)),
)


def draw_person(canvas: Canvas, hip: Point, scale: float, pose: Pose, looks: Looks, *, facing: int = 1) -> None:
    """`scale` is pixels per figure unit; `facing` is 1 to the right, -1 to the left."""

    def place(point: Point) -> Point:
        return (hip[0] + point[0] * scale * facing, hip[1] + point[1] * scale)

    def limb(points: tuple[Point, ...], radii: tuple[float, ...], colour: Colour) -> None:
        canvas.limb([(place(point), radius * scale) for point, radius in zip(points, radii, strict=True)], colour)

    def leg(joints: tuple[Point, Point, Point]) -> None:
        knee, ankle, toe = joints
        limb(((0, 0), knee, ankle), (6.4, 4.3, 2.7), looks.bottom if looks.long_trousers else looks.skin)
        if not looks.long_trousers:
            limb(((0, 0), _between((0, 0), knee, 0.62)), (6.9, 6.1), looks.bottom)
        limb((ankle, toe), (3.0, 2.1), looks.shoes)

    def arm(joints: tuple[Point, Point]) -> None:
        elbow, hand = joints
        limb((pose.shoulder, elbow, hand), (3.9, 3.0, 2.3), looks.skin)
        limb((hand, hand), (2.9, 2.9), looks.skin)
        limb((pose.shoulder, _between(pose.shoulder, elbow, 0.6)), (4.5, 4.0), looks.top)

    arm(pose.far_arm)
    leg(pose.far_leg)
    leg(pose.near_leg)
    limb((pose.shoulder, (0, 0)), (7.4, 6.6), looks.top)
    limb(((-0.6, 1.5), (0.6, 1.5)), (6.9, 6.9), looks.bottom)
    limb((pose.shoulder, _between(pose.shoulder, pose.head, 0.6)), (3.4, 2.8), looks.skin)
    _draw_head(canvas, place(pose.head), scale, facing, looks)
    arm(pose.near_arm)


def _draw_head(canvas: Canvas, centre: Point, scale: float, facing: int, looks: Looks) -> None:
    x, y = centre
    back = -facing * scale
    if looks.long_hair:
        canvas.limb(
            [((x + 5.5 * back, y - 2 * scale), 3.2 * scale), ((x + 12 * back, y + 5 * scale), 1.6 * scale)], looks.hair
        )
    canvas.oval((x + 0.8 * back, y - 1.2 * scale), 7.3 * scale, 7.4 * scale, looks.hair)
    canvas.oval((x - 1.4 * back, y + 1.0 * scale), 5.6 * scale, 6.2 * scale, looks.skin)


def _between(start: Point, end: Point, share: float) -> Point:
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
