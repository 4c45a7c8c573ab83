"""Pictures of places and things."""

from random import Random

from cms.demo.pictures import palette
from cms.demo.pictures.canvas import Canvas, arc, smooth


def clinic_by_the_bay() -> Canvas:
    canvas = Canvas(1600, 900, "#bfe2e6", "#fff3df")
    canvas.glow((1250, 260), 460, "#fffdf0")
    canvas.ground([(0, 610), (500, 596), (1100, 604), (1600, 594)], palette.SEA, "#3d8f93")
    canvas.ground([(0, 690), (600, 676), (1600, 690)], "#b9d3a0", "#8fb983")
    canvas.box(520, 300, 1240, 720, "#fdf8ee")
    canvas.box(360, 430, 560, 720, "#f0e3cf")
    canvas.box(500, 278, 1260, 312, palette.TEAL_DARK)
    canvas.box(340, 410, 560, 436, palette.TEAL)
    for left in range(570, 1200, 130):
        canvas.box(left, 350, left + 92, 470, "#a9d2d6", 6)
        canvas.polygon([(left, 470), (left, 400), (left + 60, 350), (left + 92, 350)], "#d5ecec90")
    for left in (570, 1090):
        canvas.box(left, 530, left + 92, 650, "#a9d2d6", 6)
    canvas.box(392, 490, 528, 620, "#a9d2d6", 6)
    canvas.box(730, 520, 1030, 720, palette.TEAL_DARK, 4)
    canvas.box(746, 536, 874, 720, "#c5e2e1")
    canvas.box(886, 536, 1014, 720, "#c5e2e1")
    canvas.box(690, 496, 1070, 520, palette.CORAL, 6)
    _spine_sign(canvas, 880, 414)
    canvas.polygon([(730, 720), (1030, 720), (1130, 900), (630, 900)], palette.SAND)
    for x, size in ((200, 1.25), (1390, 1.5), (80, 0.9)):
        _palm(canvas, x, 740, size)
    for x in (450, 610, 1140, 1220):
        canvas.disc((x, 724), 34, palette.LEAF)
        canvas.disc((x + 34, 730), 26, palette.LEAF_DARK)
    return canvas


def _spine_sign(canvas: Canvas, x: float, y: float) -> None:
    canvas.disc((x, y), 66, palette.TEAL)
    for step, shift in enumerate((6, 11, 8, 0, -7)):
        width = 15 + step * 2
        canvas.box(x + shift - width, y - 46 + step * 19, x + shift + width, y - 33 + step * 19, palette.CREAM, 6)


def _palm(canvas: Canvas, x: float, base: float, size: float) -> None:
    top = (x + 34 * size, base - 300 * size)
    trunk = smooth([(x, base), (x + 4 * size, base - 150 * size), top], closed=False)
    canvas.limb([(point, (13 - 6 * step / len(trunk)) * size) for step, point in enumerate(trunk)], "#a37b5c")
    for dx, dy in ((-150, 30), (-110, -60), (-20, -105), (80, -85), (140, -10), (125, 70), (-95, 95)):
        tip = (top[0] + dx * size, top[1] + dy * size)
        middle = (top[0] + dx * 0.55 * size, top[1] + (dy * 0.55 - 38) * size)
        below = (top[0] + dx * 0.5 * size, top[1] + (dy * 0.5 - 4) * size)
        canvas.polygon(
            [*smooth([top, middle, tip], closed=False), *smooth([tip, below, top], closed=False)], palette.LEAF_DARK
        )
    canvas.disc(top, 10 * size, "#7a5a48")


def swimming_lanes() -> Canvas:
    canvas = Canvas(1600, 900, "#5cc0c7", "#1f8794")
    ripples = Random(11)
    for _ in range(46):
        x, y, length = ripples.uniform(-50, 1600), ripples.uniform(20, 880), ripples.uniform(60, 190)
        canvas.line([(x, y), (x + length / 3, y - 9), (x + length * 2 / 3, y + 9), (x + length, y)], 5, "#7fd0d2")
    for y in (180, 720):
        for index in range(44):
            canvas.oval((index * 38 + 8, y + 6), 17, 13, "#1b7682")
            canvas.oval((index * 38 + 8, y), 17, 13, palette.CREAM if index % 6 < 3 else palette.CORAL)
    _swimmer(canvas, 830, 450)
    return canvas


def _swimmer(canvas: Canvas, x: float, y: float) -> None:
    canvas.shape(
        [
            (x - 520, y),
            (x - 300, y - 66),
            (x, y - 92),
            (x + 240, y - 30),
            (x + 240, y + 40),
            (x, y + 92),
            (x - 300, y + 66),
        ],
        "#8fdadb",
    )
    canvas.limb(
        [((x - 150, y + 10), 38), ((x - 290, y + 30), 27), ((x - 420, y + 16), 17), ((x - 468, y + 22), 13)],
        palette.SKIN_MEDIUM,
    )
    canvas.limb(
        [((x - 150, y - 14), 38), ((x - 290, y - 30), 27), ((x - 420, y - 34), 17), ((x - 468, y - 44), 13)],
        palette.SKIN_MEDIUM,
    )
    canvas.limb([((x + 60, y + 40), 24), ((x + 40, y + 132), 18), ((x - 60, y + 176), 14)], palette.SKIN_MEDIUM)
    canvas.limb([((x + 70, y - 38), 26), ((x + 190, y - 90), 19), ((x + 330, y - 60), 14)], palette.SKIN_MEDIUM)
    canvas.limb([((x + 60, y), 62), ((x - 60, y), 54), ((x - 150, y - 2), 50)], palette.NAVY)
    canvas.line([(x + 96, y - 40), (x + 40, y - 22), (x - 20, y)], 20, palette.SKIN_MEDIUM)
    canvas.line([(x + 96, y + 40), (x + 40, y + 22), (x - 20, y)], 20, palette.SKIN_MEDIUM)
    canvas.limb([((x + 108, y), 26), ((x + 150, y), 24)], palette.SKIN_MEDIUM)
    canvas.oval((x + 178, y), 48, 42, palette.CORAL)
    canvas.line([(x + 150, y - 36), (x + 174, y), (x + 150, y + 36)], 5, "#ffb3a0")
    for dx, dy, radius in (
        (350, -70, 22),
        (378, -44, 14),
        (392, -84, 10),
        (-500, 0, 26),
        (-540, -30, 16),
        (-530, 34, 18),
        (-570, 6, 11),
    ):
        canvas.disc((x + dx, y + dy), radius, "#e6f7f5")


def still_lake() -> Canvas:
    canvas = Canvas(1600, 900, "#3f5a86", "#fbd2b0")
    canvas.glow((800, 470), 560, "#ffe9c4")
    canvas.disc((800, 452), 62, "#fff4d8")
    canvas.ground([(0, 420), (180, 330), (380, 430), (560, 370), (760, 480), (1600, 480)], "#6d7aa0", "#c0a0a6")
    canvas.ground([(700, 490), (930, 410), (1120, 460), (1340, 330), (1600, 440)], "#55658d", "#b798a2")
    canvas.shaded([(0, 480), (1600, 480), (1600, 900), (0, 900)], "#f3c3a8", "#34507c")
    canvas.polygon([(0, 478), (1600, 478), (1600, 486), (0, 486)], "#4b5c83")
    for step in range(14):
        y = 500 + step * 24 + step * step * 0.5
        reach = 64 + (step * 37 % 5) * 16 - step * 2
        canvas.box(800 - reach, y, 800 + reach, y + 5 + step * 0.4, "#fff0cf", 4)
    for radius in (190, 130, 74):
        canvas.oval((520, 745), radius * 1.5, radius * 0.34, "#ffffff22")
    canvas.shape([(452, 742), (480, 712), (540, 706), (590, 730), (582, 748), (500, 752)], "#2c3b5c")
    for x, lean, height in (
        (1290, 26, 330),
        (1345, 44, 260),
        (1400, 12, 380),
        (1455, 52, 290),
        (1515, -8, 340),
        (1560, 20, 240),
    ):
        canvas.line([(x, 920), (x + lean * 0.4, 920 - height / 2), (x + lean, 920 - height)], 9, "#22324f")
        canvas.limb([((x + lean, 920 - height), 12), ((x + lean * 1.15, 920 - height - 58), 10)], "#6b4a4a")
    return canvas


def bedroom_at_night() -> Canvas:
    canvas = Canvas(1600, 900, "#26355c", "#3a4674")
    canvas.box(880, 90, 1400, 520, "#5b6796", 10)
    canvas.shaded([(900, 110), (1380, 110), (1380, 500), (900, 500)], "#182448", "#54639a")
    canvas.glow((1220, 220), 210, "#d9def0", 0.7)
    canvas.polygon([*arc((1220, 220), 56, 0.13, 0.87), *reversed(arc((1252, 220), 46, 0.2, 0.8))], "#fdf4d6")
    stars = Random(3)
    for _ in range(26):
        canvas.disc((stars.uniform(915, 1365), stars.uniform(120, 420)), stars.uniform(1.6, 3.6), "#f3edd6")
    canvas.polygon(
        [
            *smooth([(900, 470), (1000, 430), (1120, 462), (1260, 420), (1380, 456)], closed=False),
            (1380, 500),
            (900, 500),
        ],
        "#1d2a50",
    )
    canvas.box(1134, 100, 1146, 510, "#5b6796")
    canvas.box(860, 512, 1420, 536, "#6d79a8", 6)
    canvas.polygon([(0, 740), (1600, 740), (1600, 900), (0, 900)], "#202c50")
    canvas.box(110, 420, 180, 830, "#7b5a52", 14)
    canvas.box(150, 640, 1120, 790, "#8f6a5c", 16)
    canvas.box(166, 560, 1110, 690, "#eee3d6", 40)
    canvas.shape([(190, 560), (200, 500), (300, 470), (420, 490), (430, 560), (330, 590)], "#fdf7ec")
    canvas.oval((372, 500), 62, 56, palette.HAIR_DARK)
    canvas.oval((392, 512), 48, 47, palette.SKIN_MEDIUM)
    canvas.line([(402, 512), (412, 518), (422, 513)], 4, "#8a5940")
    blanket = [(420, 580), (470, 500), (600, 462), (760, 505), (900, 480), (1040, 530), (1116, 590)]
    canvas.shaded([*smooth(blanket, closed=False), (1120, 730), (420, 730)], "#6fa3ad", "#3f7585")
    canvas.line([(560, 540), (700, 572), (900, 556)], 6, "#5a93a0")
    canvas.line([(640, 640), (820, 612), (1020, 640)], 6, "#4c8493")
    canvas.box(180, 780, 214, 840, "#6d4f47")
    canvas.box(1060, 780, 1094, 840, "#6d4f47")
    return canvas


def scans_on_a_light_box() -> Canvas:
    canvas = Canvas(1600, 900, "#20374a", "#152736")
    canvas.box(210, 110, 1390, 790, "#3c5569", 26)
    canvas.shaded([(250, 150), (1350, 150), (1350, 750), (250, 750)], "#eaf6f7", "#cfe5ea")
    for left in (300, 660, 1020):
        canvas.box(left, 190, left + 280, 710, "#22394a", 10)
        canvas.glow((left + 140, 450), 138, "#4d7488", 0.8)
    _film_from_behind(canvas, 440)
    _film_from_the_side(canvas, 800)
    _film_of_discs(canvas, 1160)
    for x in (1320, 1290):
        canvas.disc((x, 770), 7, "#8fb0bf")
    return canvas


def _film_from_behind(canvas: Canvas, x: float) -> None:
    for step in range(8):
        y, half = 230 + step * 50, 28 + step * 3
        canvas.box(x - half, y, x + half, y + 36, "#cfe2e6", 9)
        canvas.limb([((x - half, y + 16), 6), ((x - half - 30, y + 8), 3)], "#9fbac2")
        canvas.limb([((x + half, y + 16), 6), ((x + half + 30, y + 8), 3)], "#9fbac2")
        canvas.oval((x, y + 20), 6, 11, "#8eabb5")
    for side in (-1, 1):
        canvas.shape(
            [
                (x + side * 30, 640),
                (x + side * 70, 600),
                (x + side * 116, 610),
                (x + side * 112, 680),
                (x + side * 50, 690),
            ],
            "#a9c3cb",
        )


def _film_from_the_side(canvas: Canvas, x: float) -> None:
    for step, shift in enumerate((-14, -4, 8, 20, 26, 22, 8, -16)):
        y, half = 226 + step * 52, 30 + step * 2
        canvas.box(x + shift - half, y, x + shift + half, y + 38, "#cfe2e6", 8)
        canvas.limb([((x + shift - half, y + 18), 7), ((x + shift - half - 38, y + 36), 4)], "#9fbac2")


def _film_of_discs(canvas: Canvas, x: float) -> None:
    canvas.line([(x - 62, 215), (x - 42, 330), (x - 26, 450), (x - 44, 590), (x - 84, 690)], 20, "#7fa3b2")
    for step, shift in enumerate((-4, 6, 18, 28, 30, 20, 0)):
        y, half = 226 + step * 60, 34 + step * 2
        canvas.box(x + shift - half, y, x + shift + half, y + 40, "#7e9aa6", 7)
        canvas.box(x + shift - half + 3, y + 43, x + shift + half - 3, y + 57, "#e4f1f3", 7)
