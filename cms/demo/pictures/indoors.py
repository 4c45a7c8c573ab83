"""Pictures of people moving at home and in the treatment room."""

from cms.demo.pictures import figures, palette
from cms.demo.pictures.canvas import Canvas, Point, arc
from cms.demo.pictures.figures import Looks, draw_person

STRETCHER = Looks(palette.SKIN_DARK, palette.HAIR_DARK, palette.SUN, palette.TEAL_DARK, palette.CREAM, long_hair=True)
PATIENT = Looks(palette.SKIN_DARK, palette.HAIR_GREY, palette.TEAL, palette.DUSK, palette.NAVY, long_trousers=True)
STAIR_WALKER = Looks(palette.SKIN_MEDIUM, "#5a3524", palette.CREAM, palette.NAVY, palette.CORAL)


def stretch_at_home() -> Canvas:
    canvas = Canvas(1600, 900, "#f8ead6", "#f3dcc2")
    canvas.box(920, 110, 1380, 560, "#fffaf0", 12)
    canvas.shaded([(940, 130), (1360, 130), (1360, 540), (940, 540)], "#b5dde0", "#fdf0d8")
    canvas.disc((1240, 260), 54, "#fff6d8")
    canvas.polygon([(940, 470), (1080, 400), (1210, 460), (1360, 410), (1360, 540), (940, 540)], "#86b79c")
    canvas.box(1142, 120, 1158, 550, "#fffaf0")
    canvas.polygon([(0, 700), (1600, 700), (1600, 900), (0, 900)], "#dcb994")
    for step in range(6):
        canvas.line([(step * 330 - 40, 704), (step * 330 - 160, 900)], 4, "#cda77f")
    canvas.box(250, 770, 1180, 810, "#3f8f8d", 18)
    canvas.box(250, 770, 1180, 790, "#57a5a0", 12)
    _potted_plant(canvas, 1450, 730)
    draw_person(canvas, (690, 640), 4.7, figures.LUNGING, STRETCHER)
    return canvas


def _potted_plant(canvas: Canvas, x: float, base: float) -> None:
    for dx, dy in ((-90, -190), (-46, -270), (8, -300), (60, -250), (100, -170)):
        canvas.shape(
            [
                (x, base - 90),
                (x + dx * 0.7 - 22, base + dy * 0.6),
                (x + dx, base + dy),
                (x + dx * 0.7 + 22, base + dy * 0.6),
            ],
            palette.LEAF if dx % 4 else palette.LEAF_DARK,
        )
    canvas.polygon(
        [(x - 66, base - 100), (x + 66, base - 100), (x + 48, base + 60), (x - 48, base + 60)], palette.CORAL
    )
    canvas.box(x - 76, base - 116, x + 76, base - 84, "#f5937b", 8)


def arm_raised_overhead() -> Canvas:
    canvas = Canvas(1600, 900, "#d9ebe8", "#f6f0e2")
    canvas.box(1180, 0, 1600, 790, "#c6dfdb")
    canvas.polygon([(0, 790), (1600, 790), (1600, 900), (0, 900)], "#e5d3b8")
    shoulder: Point = (760, 415)
    for start, end, colour in ((0.08, 0.25, "#b9dbd2"), (-0.08, 0.08, "#f8d9ad"), (-0.2, -0.08, "#f3b79d")):
        canvas.polygon([shoulder, *arc(shoulder, 300, start, end)], colour)
    for turn in (0.25, 0.165, 0.08, 0.0, -0.08, -0.14):
        x, y = arc(shoulder, 322, turn, turn + 0.01)[0]
        canvas.disc((x, y), 8, palette.TEAL)
    canvas.shadow((780, 806), 190, 16, "#b29c7c")
    draw_person(canvas, (760, 570), 4.7, figures.REACHING_UP, PATIENT)
    canvas.glow((760, 424), 60, palette.CORAL, 0.9)
    for step in range(8):
        canvas.box(1240, 200 + step * 56, 1540, 212 + step * 56, "#a9cbc6", 6)
    for left in (1240, 1528):
        canvas.box(left, 160, left + 14, 790, "#8fb8b2", 6)
    return canvas


def stairs_at_home() -> Canvas:
    canvas = Canvas(1600, 900, "#efe3d3", "#f8efe1")
    for left, top in ((180, 150), (360, 110)):
        canvas.box(left, top, left + 130, top + 170, "#fffaf0", 6)
        canvas.box(left + 16, top + 16, left + 114, top + 154, "#b5d6d2" if left < 300 else "#f6c7a6", 4)
        canvas.disc((left + 65, top + 92), 28, palette.TEAL if left < 300 else palette.CREAM)
    canvas.polygon([(0, 850), (1600, 850), (1600, 900), (0, 900)], "#d0ab84")
    for step in range(7):
        left, top = 520 + step * 160, 782 - step * 92
        canvas.box(left, top, 1700, 852, ("#b98d68", "#c39873")[step % 2])
        canvas.box(left - 14, top, 1700, top + 20, "#e0bd97", 6)
    for step in range(6):
        x = 600 + step * 160
        canvas.box(x, 500 - step * 92, x + 12, 782 - step * 92, "#fffaf0", 5)
    canvas.line([(560, 520), (1060, 234), (1660, -112)], 26, "#8c5f45")
    draw_person(canvas, (800, 444), 4.5, figures.CLIMBING, STAIR_WALKER)
    knee = (800 + 21 * 4.5, 444 + 9 * 4.5)
    canvas.glow(knee, 80, palette.ROSE, 0.9)
    canvas.line(arc(knee, 74, -0.14, 0.14), 8, palette.ROSE)
    canvas.line(arc(knee, 98, -0.1, 0.1), 6, "#e99a8c")
    return canvas


def laced_for_the_first_run() -> Canvas:
    canvas = Canvas(1600, 900, "#fbd9b4", "#fdf1dc")
    canvas.glow((1160, 330), 500, "#fff6da")
    canvas.disc((1160, 330), 110, "#fffaf0")
    canvas.ground([(0, 560), (400, 500), (820, 560), (1240, 480), (1600, 540)], "#9cc7a8", "#c8dcae")
    canvas.polygon([(0, 640), (1600, 600), (1600, 900), (0, 900)], "#5b6b83")
    canvas.polygon([(0, 628), (1600, 588), (1600, 606), (0, 648)], "#f3ead8")
    _shoe(canvas, 900, 640, "#5f99a0", "#497f88")
    _shoe(canvas, 560, 720, palette.CORAL, "#d6634b")
    return canvas


def _shoe(canvas: Canvas, x: float, y: float, colour: str, shade: str) -> None:
    """From the side, heel at the left, `y` where the sole begins."""
    canvas.shadow((x + 60, y + 84), 360, 26, "#3c4a61")
    canvas.polygon([(x - 170, y - 210), (x - 60, y - 210), (x - 40, y - 90), (x - 170, y - 90)], palette.CREAM)
    for step in range(3):
        canvas.box(x - 170, y - 200 + step * 26, x - 56, y - 190 + step * 26, colour)
    upper = [
        (x - 230, y + 10),
        (x - 246, y - 90),
        (x - 214, y - 158),
        (x - 168, y - 138),
        (x - 110, y - 112),
        (x - 40, y - 150),
        (x - 6, y - 150),
        (x + 70, y - 86),
        (x + 190, y - 52),
        (x + 306, y - 30),
        (x + 348, y + 16),
        (x + 300, y + 40),
        (x - 200, y + 40),
    ]
    canvas.shape(upper, colour)
    canvas.shape([(x + 196, y - 48), (x + 300, y - 28), (x + 346, y + 18), (x + 300, y + 38), (x + 220, y + 36)], shade)
    canvas.shape([(x - 232, y + 20), (x - 240, y - 70), (x - 190, y - 70), (x - 150, y + 20)], shade)
    canvas.line([(x - 120, y + 20), (x - 40, y - 40), (x + 80, y - 20), (x + 170, y + 24)], 20, palette.CREAM)
    for step in range(4):
        canvas.line(
            [(x - 20 + step * 34, y - 134 + step * 20), (x - 58 + step * 36, y - 86 + step * 18)], 10, palette.WHITE
        )
    canvas.limb([((x - 214, y + 46), 30), ((x + 60, y + 50), 24), ((x + 322, y + 36), 22)], palette.WHITE)
    canvas.limb([((x - 214, y + 68), 10), ((x + 60, y + 68), 9), ((x + 320, y + 52), 8)], palette.NAVY)
