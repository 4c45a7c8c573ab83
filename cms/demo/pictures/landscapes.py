"""Pictures of people moving out of doors."""

from cms.demo.pictures import figures, palette
from cms.demo.pictures.canvas import Canvas, arc, smooth
from cms.demo.pictures.figures import Looks, draw_person

RUNNER = Looks(palette.SKIN_MEDIUM, palette.HAIR_DARK, palette.CORAL, palette.NAVY, palette.CREAM, long_hair=True)
WALKER = Looks(palette.SKIN_DARK, palette.HAIR_GREY, palette.CREAM, palette.DUSK, palette.NAVY, long_trousers=True)
FRIEND = Looks(palette.SKIN_LIGHT, palette.HAIR_DARK, palette.TEAL, palette.NAVY, palette.CREAM, long_trousers=True)

HOT_RUNNER = Looks(palette.SKIN_DARK, palette.HAIR_DARK, palette.CREAM, palette.TEAL_DARK, palette.WHITE)
CLIMBER = Looks(palette.SKIN_LIGHT, "#7a4a2e", palette.ROSE, palette.NAVY, palette.CREAM, True, True)


def runner_at_sunrise() -> Canvas:
    canvas = Canvas(1600, 900, "#f9b98f", "#fff1d8")
    canvas.glow((1130, 430), 620, "#fff3c9")
    canvas.disc((1130, 430), 118, "#fff8e0")
    canvas.ground(
        [(0, 520), (260, 430), (560, 510), (820, 440), (1180, 520), (1420, 450), (1600, 500)], "#e9a08c", "#f3c2a2"
    )
    canvas.ground([(0, 600), (300, 540), (640, 610), (980, 540), (1300, 600), (1600, 550)], "#a97f86", "#d9a493")
    canvas.ground([(0, 690), (380, 640), (800, 690), (1200, 630), (1600, 680)], palette.TEAL, palette.TEAL_DARK)
    canvas.ground([(0, 800), (400, 752), (860, 775), (1250, 735), (1600, 770)], palette.TEAL_DARK, "#0d343d")
    draw_person(canvas, (690, 590), 4.55, figures.RUNNING, RUNNER)
    return canvas


def walk_in_the_park() -> Canvas:
    canvas = Canvas(1600, 900, "#bfe3df", "#fdf3df")
    canvas.glow((330, 240), 420, "#fffbe8")
    canvas.ground([(0, 560), (400, 500), (900, 550), (1300, 490), (1600, 530)], "#8fc4a4", "#b9d9a9")
    _tree(canvas, 210, 640, 1.25)
    _tree(canvas, 1380, 620, 1.5)
    _tree(canvas, 1130, 560, 0.8)
    canvas.ground([(0, 660), (500, 640), (1100, 650), (1600, 620)], palette.LEAF, "#4a8a6a")
    canvas.ground([(0, 790), (600, 770), (1200, 778), (1600, 755)], palette.SAND, "#e2c6a0")
    draw_person(canvas, (640, 570), 4.6, figures.WALKING, WALKER)
    draw_person(canvas, (850, 580), 4.4, figures.WALKING, FRIEND)
    return canvas


def _tree(canvas: Canvas, x: float, base: float, size: float) -> None:
    canvas.limb([((x, base), 13 * size), ((x, base - 150 * size), 8 * size)], "#7a5a48")
    for dx, dy, radius, colour in (
        (-52, -170, 78, palette.LEAF_DARK),
        (54, -180, 82, palette.LEAF_DARK),
        (0, -235, 92, palette.LEAF),
        (-30, -250, 46, "#74b189"),
    ):
        canvas.disc((x + dx * size, base + dy * size), radius * size, colour)


def running_path() -> Canvas:
    canvas = Canvas(1600, 900, "#a9dbe0", "#fff2dc")
    canvas.glow((420, 300), 420, "#fffdf0")
    canvas.disc((420, 300), 66, "#fffbe6")
    for x, y, size in ((980, 150, 1.0), (1290, 230, 0.7), (140, 150, 0.6)):
        _cloud(canvas, x, y, size)
    canvas.ground([(0, 470), (280, 380), (560, 460), (880, 360), (1240, 470), (1600, 390)], "#8ebfb9", "#c5dfc9")
    canvas.ground([(0, 560), (360, 500), (760, 545), (1160, 470), (1600, 540)], "#76b08c", "#a9cf9c")
    canvas.ground([(0, 640), (500, 570), (1000, 590), (1600, 560)], palette.LEAF, palette.LEAF_DARK)
    left = smooth([(905, 578), (960, 612), (800, 664), (700, 730), (800, 810), (520, 960)], closed=False)
    right = smooth([(920, 578), (1010, 614), (890, 672), (850, 730), (1080, 800), (1180, 960)], closed=False)
    canvas.polygon([*left, *reversed(right)], palette.SAND)
    canvas.line([((a[0] + b[0]) / 2, a[1]) for a, b in zip(left[12::6], right[12::6], strict=True)], 5, "#fffaf0")
    for x, base, size in ((250, 640, 0.9), (400, 610, 0.6), (1330, 640, 1.0), (1480, 620, 0.7), (1180, 592, 0.42)):
        _pine(canvas, x, base, size)
    canvas.shadow((788, 742), 60, 7, "#a58b66")
    draw_person(canvas, (780, 672), 1.75, figures.RUNNING, RUNNER)
    return canvas


def _cloud(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.limb([((x - 110 * size, y), 26 * size), ((x + 120 * size, y), 26 * size)], "#ffffff")
    for dx, dy, radius in ((-50, -24, 46), (20, -42, 60), (80, -14, 38)):
        canvas.disc((x + dx * size, y + dy * size), radius * size, "#ffffff")


def _pine(canvas: Canvas, x: float, base: float, size: float) -> None:
    canvas.box(x - 9 * size, base - 40 * size, x + 9 * size, base + 12 * size, "#7a5a48")
    for step, colour in enumerate((palette.LEAF_DARK, "#357a62", "#3f8a6e")):
        half, low = (84 - step * 20) * size, base - (24 + step * 66) * size
        canvas.polygon([(x - half, low), (x, low - 128 * size), (x + half, low)], colour)


def cycling_by_the_sea() -> Canvas:
    canvas = Canvas(1600, 900, "#f6c9a4", "#fff0d9")
    canvas.glow((360, 400), 420, "#fff6d6")
    canvas.disc((360, 420), 92, "#fff8e2")
    canvas.ground([(0, 500), (1600, 500)], palette.SEA, "#2d8489")
    for x, y, width in (
        (250, 530, 240),
        (310, 560, 140),
        (600, 600, 180),
        (1150, 550, 260),
        (1330, 610, 170),
        (90, 610, 120),
    ):
        canvas.box(x, y, x + width, y + 6, "#bfe2dc", 3)
    canvas.polygon([(1180, 500), (1230, 410), (1300, 500)], palette.CREAM)
    canvas.polygon([(1222, 500), (1222, 380), (1160, 500)], palette.CORAL)
    canvas.box(1140, 500, 1320, 514, palette.NAVY, 7)
    canvas.ground([(0, 700), (500, 680), (1100, 690), (1600, 670)], "#f3dfc6", "#dcc09a")
    canvas.ground([(0, 790), (700, 770), (1600, 780)], "#5b6b83", "#42506a")
    _cyclist(canvas, 780, 690)
    return canvas


def _cyclist(canvas: Canvas, x: float, y: float) -> None:
    """Between two wheels, `x` at the pedals and `y` at the axles."""
    back, front, saddle, bars = (x - 150, y), (x + 190, y), (x - 66, y - 168), (x + 132, y - 190)
    for axle in (back, front):
        for turn in range(8):
            canvas.line([axle, arc(axle, 108, turn / 8 + 0.03, turn / 8 + 0.04)[0]], 3, "#e9e2d4")
        canvas.line(arc(axle, 110, 0, 1), 13, palette.NAVY)
        canvas.disc(axle, 12, palette.CREAM)
    hip, knee_far, knee = (x - 60, y - 205), (x + 70, y - 150), (x + 64, y - 110)
    canvas.limb([(hip, 32), (knee_far, 24), ((x + 4, y - 42), 16)], "#a56d4c")
    canvas.limb([((x + 2, y - 34), 14), ((x + 38, y - 30), 11)], "#d9d2c4")
    for start, end in (
        (back, (x, y)),
        ((x, y), saddle),
        (saddle, back),
        ((x, y), (x + 142, y - 140)),
        (saddle, (x + 142, y - 140)),
    ):
        canvas.line([start, end], 13, palette.TEAL)
    canvas.line([front, (x + 142, y - 140), bars, (x + 172, y - 204)], 13, palette.TEAL_DARK)
    canvas.limb([((saddle[0] - 34, saddle[1]), 11), ((saddle[0] + 34, saddle[1] + 2), 8)], palette.HAIR_DARK)
    canvas.limb([(hip, 36), (knee, 26), ((x + 8, y + 36), 16)], palette.SKIN_MEDIUM)
    canvas.limb([(hip, 39), ((x + 24, y - 143), 33)], palette.NAVY)
    canvas.limb([((x + 4, y + 48), 16), ((x + 46, y + 52), 12)], palette.CREAM)
    canvas.limb([(hip, 38), ((x + 22, y - 338), 40)], palette.CORAL)
    canvas.limb([((x + 26, y - 350), 20), ((x + 50, y - 392), 17)], palette.SKIN_MEDIUM)
    canvas.oval((x + 66, y - 424), 37, 40, palette.SKIN_MEDIUM)
    canvas.polygon([*arc((x + 62, y - 432), 48, 0.48, 1.0), (x + 110, y - 424), (x + 16, y - 424)], palette.TEAL_DARK)
    canvas.limb([((x + 22, y - 336), 23), ((x + 98, y - 270), 18), ((x + 160, y - 206), 14)], palette.SKIN_MEDIUM)
    canvas.limb([((x + 22, y - 336), 27), ((x + 72, y - 293), 23)], "#f29480")


def runner_in_the_heat() -> Canvas:
    canvas = Canvas(1600, 900, "#f7a65b", "#ffe0a3")
    canvas.glow((1180, 260), 640, "#fff2b8")
    canvas.disc((1180, 260), 170, "#fff3c4")
    for left, top, right in (
        (0, 420, 130),
        (120, 330, 230),
        (250, 460, 350),
        (380, 380, 470),
        (980, 470, 1080),
        (1100, 400, 1200),
        (1230, 490, 1330),
        (1370, 350, 1470),
        (1490, 430, 1600),
    ):
        canvas.box(left, top, right, 700, "#e8935a")
        for row in range(top + 26, 640, 46):
            for column in range(left + 18, right - 24, 34):
                canvas.box(column, row, column + 16, row + 22, "#f3ac70")
    canvas.ground([(0, 640), (500, 626), (1600, 640)], "#c76f4a", "#9f5040")
    canvas.ground([(0, 730), (1600, 715)], "#6d4a52", "#4c3542")
    for step in range(5):
        canvas.box(60 + step * 340, 800, 230 + step * 340, 814, "#e9c48f", 7)
    for y in (560, 596, 632):
        canvas.line(
            [
                (0, y),
                (200, y - 12),
                (400, y + 12),
                (600, y - 12),
                (800, y + 12),
                (1000, y - 12),
                (1200, y + 12),
                (1400, y - 12),
                (1600, y),
            ],
            4,
            "#fbd49a",
        )
    draw_person(canvas, (640, 560), 4.7, figures.RUNNING, HOT_RUNNER)
    for dx, dy in ((96, -236), (116, -176), (34, -270)):
        x, y = 640 + dx, 560 + dy
        canvas.disc((x, y), 9, "#d6f0f2")
        canvas.polygon([(x - 8, y - 4), (x, y - 24), (x + 8, y - 4)], "#d6f0f2")
    _bottle(canvas, 1090, 640)
    return canvas


def _bottle(canvas: Canvas, x: float, y: float) -> None:
    canvas.shadow((x + 60, y + 196), 84, 14, "#3a2733")
    canvas.box(x, y, x + 120, y + 200, "#d8f0f0", 26)
    canvas.box(x, y + 70, x + 120, y + 200, "#7cc7cf", 26)
    canvas.box(x, y + 70, x + 120, y + 110, "#7cc7cf")
    canvas.box(x + 16, y + 24, x + 30, y + 176, "#f3fbfa", 7)
    canvas.box(x + 30, y - 34, x + 90, y + 6, palette.TEAL_DARK, 8)
    canvas.box(x + 46, y - 60, x + 74, y - 30, palette.CORAL, 8)


def climb_to_the_view() -> Canvas:
    canvas = Canvas(1600, 900, "#8fb6d9", "#fbe6cf")
    canvas.glow((1240, 250), 480, "#fff6e0")
    canvas.disc((1240, 250), 78, "#fffaf0")
    canvas.polygon([(560, 640), (900, 300), (1010, 400), (1150, 270), (1600, 640)], "#8aa3c4")
    canvas.polygon([(900, 300), (830, 370), (880, 386), (910, 360), (950, 400), (972, 366)], palette.CREAM)
    canvas.polygon([(1150, 270), (1086, 330), (1130, 360), (1160, 330), (1210, 372), (1226, 333)], palette.CREAM)
    canvas.ground([(0, 640), (400, 560), (800, 600), (1200, 520), (1600, 560)], "#7fae9f", "#b6d0b0")
    for step in range(9):
        left = 90 + step * 170
        canvas.box(left, 850 - step * 56, 1700, 960, ("#dcc6a6", "#e6d3b6")[step % 2])
        canvas.box(left, 850 - step * 56, 1700, 862 - step * 56, "#f6ead4")
    canvas.ground([(0, 800), (180, 840), (380, 930)], palette.LEAF, palette.LEAF_DARK)
    draw_person(canvas, (690, 458), 4.6, figures.CLIMBING, CLIMBER)
    return canvas


def track_from_above() -> Canvas:
    canvas = Canvas(1600, 900, "#7cb187", "#5d9e78")
    centre = (260, 1040)
    canvas.disc(centre, 1150, "#cf6a52")
    for step in range(7):
        canvas.disc(centre, 1150 - step * 92, "#fbe9d6")
        canvas.disc(centre, 1145 - step * 92, ("#d9745a", "#d26c53")[step % 2])
    canvas.disc(centre, 590, "#fbe9d6")
    canvas.disc(centre, 582, "#6aa87f")
    for radius, colour in ((440, "#70ae85"), (300, "#6aa87f"), (160, "#70ae85")):
        canvas.disc(centre, radius, colour)
    for lane, turn in ((0.5, 0.842), (2.5, 0.875), (3.5, 0.905), (5.5, 0.83)):
        stride = arc(centre, 1145 - lane * 92, turn, turn + 0.03, steps=6)
        for index, (x, y) in enumerate(stride):
            side = 9 if index % 2 else -9
            canvas.oval((x + side, y + side), 13, 9, "#a84c3a")
    canvas.limb([((1180, 200), 30), ((1240, 236), 24), ((1286, 270), 21)], "#7b2f25")
    canvas.limb([((1176, 190), 30), ((1236, 226), 24), ((1282, 260), 21)], palette.NAVY)
    canvas.limb([((1180, 190), 20), ((1236, 224), 15)], palette.TEAL)
    for step in range(3):
        canvas.line([(1200 + step * 18, 196 + step * 12), (1190 + step * 18, 214 + step * 12)], 5, palette.CREAM)
    return canvas
