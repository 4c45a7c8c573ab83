"""Pictures of what is under the skin, and of what hurts."""

from math import hypot

from cms.demo.pictures import palette
from cms.demo.pictures.canvas import Canvas, Point, arc, smooth


def spine_curve() -> Canvas:
    canvas = Canvas(1600, 900, "#e4f0ec", "#f8efe0")
    canvas.disc((960, 450), 380, "#d6e8e1")
    canvas.disc((960, 450), 280, "#c6dfd7")
    centre = smooth(
        [(800, -110), (850, 60), (905, 220), (925, 380), (890, 540), (880, 690), (940, 840), (1040, 990)], closed=False
    )
    behind = [(x - 92, y + 6) for x, y in centre[::7]]
    canvas.line(behind, 40, "#8fc0b6")
    canvas.line(behind, 16, "#b9dcd4")
    steps = 10
    for step in range(steps):
        index = int((step + 0.5) * len(centre) / steps)
        before, after = centre[max(index - 7, 0)], centre[min(index + 7, len(centre) - 1)]
        length = hypot(after[0] - before[0], after[1] - before[1])
        down = ((after[0] - before[0]) / length, (after[1] - before[1]) / length)
        _vertebra(canvas, centre[index], down, 62 + step * 4)
    return canvas


def _vertebra(canvas: Canvas, centre: Point, down: Point, half: float) -> None:
    """`down` is the direction of the spine here, as a step of length one."""

    def place(across: float, along: float) -> Point:
        return (centre[0] + across * down[1] + along * down[0], centre[1] - across * down[0] + along * down[1])

    def body(half: float, height: float) -> list[Point]:
        corner, waist = 9, half * 0.9
        quarter = [(waist, 0), (half, height - corner), (half - corner, height), (0, height - 5)]
        right = [*reversed([(x, -y) for x, y in quarter[1:]]), *quarter]
        return [place(x, y) for x, y in [*right, *[(-x, y) for x, y in reversed(right[1:-1])]]]

    canvas.limb(
        [(place(-half * 0.8, 0), 20), (place(-half * 1.5, 12), 15), (place(-half * 2.5, 44), 12)], palette.BONE_SHADE
    )
    canvas.limb([(place(-half * 1.5, 8), 12), (place(-half * 2.45, 40), 8)], "#efe2c8")
    canvas.limb([(place(14 - half, 54), 15), (place(half - 14, 54), 15)], palette.CORAL)
    canvas.limb([(place(20 - half, 51), 8), (place(half - 22, 51), 8)], "#f7a58d")
    canvas.shape(body(half, 38), palette.BONE_SHADE)
    canvas.shape([(x + 5, y - 3) for x, y in body(half - 7, 32)], "#fffaf0")


def nerve_to_the_foot() -> Canvas:
    canvas = Canvas(1600, 900, "#223a5e", "#36527a")
    canvas.disc((800, 430), 370, "#2c4870")
    skin, shade = "#5d7ba6", "#4c6a96"
    canvas.limb([((800, 520), 62), ((690, 690), 42), ((655, 860), 28)], shade)
    canvas.limb([((655, 872), 26), ((730, 884), 18)], shade)
    canvas.limb([((796, 250), 62), ((846, 372), 32), ((900, 470), 22)], shade)
    canvas.limb([((790, 228), 70), ((775, 350), 66), ((800, 500), 74)], skin)
    canvas.limb([((806, 160), 27), ((796, 220), 34)], skin)
    canvas.oval((820, 104), 56, 66, skin)
    canvas.limb([((806, 510), 70), ((866, 690), 44), ((866, 850), 28)], skin)
    canvas.limb([((866, 868), 27), ((950, 884), 18)], skin)
    canvas.limb([((782, 240), 38), ((722, 366), 30), ((752, 452), 24), ((760, 462), 25)], "#6b89b4")
    for step in range(9):
        x, y = 748 + (14 if step in (3, 4, 5) else 6), 226 + step * 29
        canvas.box(x - 22, y, x + 22, y + 19, "#d9e3ee", 7)
    path = [(766, 446), (796, 500), (816, 560), (842, 640), (858, 720), (862, 800), (872, 858), (930, 880)]
    canvas.glow((770, 450), 150, "#ffb27a", 0.9)
    for width, colour in ((22, "#c9715d"), (13, "#ff9a6b"), (5, "#ffe0b0")):
        canvas.line(path, width, colour)
    for centre in ((770, 450), (842, 640), (866, 820)):
        canvas.disc(centre, 13, "#ffe8c6")
    return canvas


def knee_joint() -> Canvas:
    canvas = Canvas(1600, 900, "#fdeedb", "#f6d5bb")
    canvas.disc((800, 450), 390, "#fbe0c6")
    canvas.disc((800, 450), 300, "#f9d2b2")
    canvas.limb(
        [((700, -80), 168), ((770, 330), 176), ((800, 450), 168), ((792, 600), 146), ((772, 990), 112)], "#e9a684"
    )
    canvas.limb(
        [((704, -80), 138), ((772, 330), 150), ((800, 450), 144), ((792, 600), 122), ((772, 990), 88)], "#f2bc9b"
    )
    femur = [
        (660, -60),
        (684, 120),
        (698, 240),
        (650, 330),
        (668, 420),
        (740, 436),
        (790, 408),
        (840, 436),
        (910, 420),
        (930, 330),
        (850, 240),
        (796, 120),
        (750, -60),
    ]
    tibia = [
        (660, 520),
        (730, 496),
        (790, 512),
        (850, 496),
        (926, 520),
        (918, 580),
        (840, 660),
        (822, 780),
        (812, 960),
        (732, 960),
        (726, 780),
        (716, 660),
        (668, 590),
    ]
    canvas.shape(
        [(900, 536), (950, 548), (956, 610), (922, 700), (896, 960), (862, 960), (884, 690), (880, 600)], "#e6d3b4"
    )
    for bone in (femur, tibia):
        canvas.shape(bone, palette.BONE_SHADE)
        canvas.shape([(x * 0.93 + 786 * 0.07 + 4, y) for x, y in bone], "#fffaf0")
    canvas.line([(664, 396), (690, 434), (740, 442), (790, 414), (840, 442), (892, 434), (918, 396)], 20, "#7fc2c4")
    canvas.line([(668, 516), (730, 490), (790, 506), (850, 490), (920, 516)], 20, "#7fc2c4")
    canvas.shape([(668, 470), (720, 456), (742, 468), (700, 484)], palette.TEAL)
    canvas.shape([(914, 470), (862, 456), (840, 468), (882, 484)], palette.TEAL)
    canvas.limb([((644, 370), 10), ((640, 470), 12), ((662, 590), 10)], "#c9826a")
    canvas.limb([((938, 370), 10), ((946, 470), 12), ((930, 600), 10)], "#c9826a")
    return canvas


def hip_joint() -> Canvas:
    canvas = Canvas(1600, 900, "#dcecef", "#f4f0e6")
    for radius, colour in ((420, "#cfe4e6"), (320, "#bcd9db"), (220, "#a8cdd0")):
        canvas.disc((860, 410), radius, colour)
    pelvis = [
        (1000, 60),
        (1250, -20),
        (1460, 60),
        (1500, 260),
        (1380, 330),
        (1290, 480),
        (1180, 690),
        (1040, 700),
        (1020, 590),
        (1040, 480),
        (960, 320),
        (940, 180),
    ]
    canvas.shape(pelvis, palette.BONE_SHADE)
    canvas.shape([(x * 0.95 + 1200 * 0.05, y * 0.95 + 330 * 0.05 - 4) for x, y in pelvis], "#fdf4e3")
    canvas.shape([(1130, 560), (1180, 500), (1230, 540), (1170, 640), (1120, 640)], "#a8cdd0")
    canvas.polygon([*arc((900, 410), 196, 0.66, 1.16), *reversed(arc((900, 410), 150, 0.66, 1.16))], palette.TEAL)
    canvas.limb([((880, 420), 84), ((740, 500), 78), ((640, 540), 96)], palette.BONE_SHADE)
    canvas.limb([((650, 520), 112), ((600, 640), 92), ((610, 1000), 78)], palette.BONE_SHADE)
    canvas.limb([((560, 440), 62), ((600, 500), 80)], palette.BONE_SHADE)
    canvas.limb([((878, 412), 74), ((740, 490), 66), ((650, 530), 88)], "#fffaf0")
    canvas.limb([((660, 520), 94), ((612, 640), 76), ((622, 1000), 62)], "#fffaf0")
    canvas.limb([((568, 440), 46), ((610, 500), 66)], "#fffaf0")
    canvas.disc((900, 410), 140, "#7fc2c4")
    canvas.disc((896, 412), 122, palette.BONE_SHADE)
    canvas.disc((896, 408), 116, "#fffaf0")
    canvas.line(arc((896, 408), 84, 0.58, 0.8), 12, palette.WHITE)
    return canvas


def bandaged_ankle() -> Canvas:
    canvas = Canvas(1600, 900, "#e8f1ee", "#f7e9d7")
    canvas.box(0, 690, 1600, 900, "#d8e6dd")
    canvas.shadow((850, 730), 470, 36, "#8fae9f")
    canvas.box(420, 560, 1210, 740, palette.TEAL, 70)
    canvas.box(440, 560, 1190, 640, "#2f8d90", 40)
    skin, shade = palette.SKIN_LIGHT, "#dda27d"
    foot = [
        (520, 90),
        (706, 90),
        (716, 300),
        (760, 400),
        (930, 470),
        (1060, 498),
        (1096, 540),
        (1060, 570),
        (760, 576),
        (590, 572),
        (516, 520),
        (530, 400),
        (540, 280),
    ]
    canvas.shape(foot, skin)
    canvas.polygon([(500, -20), (712, -20), (706, 110), (524, 110)], palette.DUSK)
    canvas.box(508, 86, 722, 122, "#4d5d80", 14)
    for step in range(5):
        canvas.line([(1040 + step * 11, 506 + step * 8), (1054 + step * 9, 516 + step * 8)], 3, shade)
    bands = (
        ((538, 300), (620, 322), (716, 286)),
        ((536, 348), (630, 368), (728, 332)),
        ((532, 398), (640, 414), (752, 374)),
        ((520, 452), (640, 452), (786, 412)),
        ((512, 500), (650, 492), (838, 440)),
        ((540, 545), (690, 530), (890, 462)),
        ((640, 562), (770, 548), (930, 482)),
    )
    for index, band in enumerate(bands):
        canvas.line(list(band), 56, "#fdf6e8" if index % 2 else "#f3e4cb")
    canvas.line([(534, 320), (640, 470), (860, 550)], 50, "#fffaf0")
    for x, y in ((712, 400), (742, 420)):
        canvas.limb([((x, y), 6), ((x + 32, y + 18), 6)], palette.CORAL)
    canvas.box(1010, 610, 1330, 730, "#cfe6ee", 34)
    canvas.box(1030, 628, 1310, 668, "#e8f5f8", 18)
    for x, y in ((1090, 694), (1160, 700), (1236, 692)):
        canvas.line([(x - 14, y), (x + 14, y)], 5, palette.SEA)
        canvas.line([(x, y - 14), (x, y + 14)], 5, palette.SEA)
    return canvas


def swollen_knee() -> Canvas:
    canvas = Canvas(1600, 900, "#fbe9dc", "#f5cdb6")
    skin, shade = palette.SKIN_MEDIUM, "#b47552"
    canvas.box(0, 560, 560, 900, "#3f6470", 40)
    canvas.box(0, 540, 590, 640, "#4d7885", 50)
    canvas.limb([((260, 470), 150), ((520, 470), 140), ((760, 480), 118), ((900, 500), 134)], shade)
    canvas.limb(
        [
            ((260, 440), 150),
            ((520, 444), 140),
            ((760, 462), 120),
            ((890, 490), 136),
            ((950, 640), 100),
            ((960, 960), 82),
        ],
        skin,
    )
    canvas.limb([((120, 440), 170), ((470, 448), 154), ((540, 452), 148)], palette.NAVY)
    canvas.line([(546, 310), (566, 450), (548, 596)], 12, "#24456a")
    canvas.glow((920, 500), 330, "#e2483f", 0.85)
    for radius, colour in ((210, "#ffffff26"), (150, "#ffffff30"), (92, "#ffffff3c")):
        canvas.disc((920, 500), radius, colour)
    for start, end in ((0.78, 0.88), (0.92, 1.02), (0.64, 0.74)):
        canvas.line(arc((920, 500), 272, start, end), 14, palette.ROSE)
        canvas.line(arc((920, 500), 322, start + 0.02, end - 0.02), 10, "#e88d7d")
    canvas.box(1250, 250, 1300, 590, palette.WHITE, 25)
    canvas.box(1266, 330, 1284, 600, palette.ROSE, 9)
    canvas.disc((1275, 616), 50, palette.WHITE)
    canvas.disc((1275, 616), 34, palette.ROSE)
    for step in range(6):
        canvas.box(1308, 300 + step * 44, 1308 + (38 if step % 2 else 24), 307 + step * 44, "#c58f7c", 3)
    return canvas
