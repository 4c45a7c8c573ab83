"""Portraits of the clinicians, who are invented."""

from cms.demo.pictures import palette
from cms.demo.pictures.canvas import Canvas, arc

SIDE = 900
X = SIDE / 2


def physiotherapist() -> Canvas:
    canvas = _backdrop("#f9dcc0", "#fdefdd", "#f6c9a2")
    hair = "#3a2420"
    canvas.shape(
        [
            (250, 330),
            (300, 190),
            (450, 140),
            (600, 190),
            (650, 330),
            (680, 520),
            (640, 640),
            (560, 600),
            (340, 600),
            (260, 640),
            (220, 520),
        ],
        hair,
    )
    _bust(canvas, palette.TEAL, "#185f66", palette.SKIN_MEDIUM, "#b37552")
    canvas.polygon([(450, 770), (384, 690), (450, 716), (516, 690)], "#b37552")
    _face(canvas, palette.SKIN_MEDIUM, "#b37552", hair, "#8e3f36")
    canvas.shape(
        [
            (292, 400),
            (286, 260),
            (360, 180),
            (470, 162),
            (590, 200),
            (622, 300),
            (608, 400),
            (574, 310),
            (470, 262),
            (380, 300),
            (330, 330),
        ],
        hair,
    )
    return canvas


def spine_doctor() -> Canvas:
    canvas = _backdrop("#cfe2e6", "#e9f3f1", "#aecfd4")
    _bust(canvas, "#fbfaf5", "#dfe5e4", palette.SKIN_DARK, "#643b29")
    canvas.polygon([(384, 700), (516, 700), (484, 900), (416, 900)], "#9cc3d8")
    canvas.polygon([(430, 716), (470, 716), (486, 900), (414, 900)], palette.NAVY)
    canvas.polygon([(350, 690), (400, 684), (424, 900), (300, 900)], "#fbfaf5")
    canvas.polygon([(550, 690), (500, 684), (476, 900), (600, 900)], "#fbfaf5")
    canvas.line([(352, 694), (420, 898)], 5, "#cfd8d7")
    canvas.line([(548, 694), (480, 898)], 5, "#cfd8d7")
    grey = "#8f8b89"
    canvas.shape(
        [(292, 380), (290, 250), (350, 172), (450, 146), (550, 172), (610, 250), (608, 380), (590, 440), (310, 440)],
        grey,
    )
    _face(canvas, palette.SKIN_DARK, "#643b29", "#5f5a58", "#4f2520")
    canvas.shape(
        [
            (306, 352),
            (300, 262),
            (360, 196),
            (450, 172),
            (540, 196),
            (600, 262),
            (594, 352),
            (566, 286),
            (450, 246),
            (334, 286),
        ],
        grey,
    )
    canvas.shape(
        [
            (318, 470),
            (352, 524),
            (400, 516),
            (450, 528),
            (500, 516),
            (548, 524),
            (582, 470),
            (566, 574),
            (504, 636),
            (450, 646),
            (396, 636),
            (334, 574),
        ],
        grey,
    )
    canvas.shape([(404, 548), (450, 556), (496, 548), (478, 578), (450, 584), (422, 578)], "#f6ece4")
    for side in (-1, 1):
        canvas.line(arc((X + side * 66, 400), 47, 0, 1), 7, palette.NAVY)
    canvas.line([(430, 396), (450, 388), (470, 396)], 7, palette.NAVY)
    return canvas


def sports_doctor() -> Canvas:
    canvas = _backdrop("#d8e3cf", "#f1f4e6", "#bcd2b0")
    hair = "#b5683c"
    canvas.disc((560, 150), 82, hair)
    _bust(canvas, palette.NAVY, "#0f2338", palette.SKIN_LIGHT, "#d79b76")
    canvas.polygon([(372, 690), (450, 800), (528, 690), (490, 676), (410, 676)], palette.CREAM)
    canvas.polygon([(400, 682), (450, 750), (500, 682)], "#d79b76")
    canvas.shape(
        [(294, 400), (286, 270), (350, 180), (450, 152), (550, 180), (614, 270), (606, 400), (580, 440), (320, 440)],
        hair,
    )
    _face(canvas, palette.SKIN_LIGHT, "#d79b76", "#8a4c2a", "#b4493f")
    canvas.shape(
        [
            (304, 376),
            (296, 270),
            (360, 190),
            (450, 164),
            (548, 188),
            (606, 270),
            (598, 376),
            (580, 300),
            (520, 232),
            (420, 300),
            (340, 316),
        ],
        hair,
    )
    return canvas


def _backdrop(top: str, bottom: str, ring: str) -> Canvas:
    canvas = Canvas(SIDE, SIDE, top, bottom)
    canvas.disc((X, 430), 380, ring)
    canvas.disc((X, 430), 300, bottom)
    return canvas


def _bust(canvas: Canvas, clothes: str, fold: str, skin: str, shade: str) -> None:
    canvas.limb([((X, 560), 82), ((X, 700), 84)], shade)
    canvas.shape(
        [(60, 990), (96, 820), (220, 734), (370, 690), (450, 740), (530, 690), (680, 734), (804, 820), (840, 990)],
        clothes,
    )
    canvas.shape([(372, 690), (384, 660), (516, 660), (528, 690), (450, 770)], skin)
    canvas.line([(214, 990), (226, 890), (214, 850)], 7, fold)
    canvas.line([(686, 990), (674, 890), (686, 850)], 7, fold)


def _face(canvas: Canvas, skin: str, shade: str, brow: str, lips: str) -> None:
    for side in (-1, 1):
        canvas.oval((X + side * 148, 420), 28, 42, shade)
    canvas.shape(
        [
            (308, 400),
            (318, 270),
            (450, 206),
            (582, 270),
            (592, 400),
            (570, 520),
            (506, 600),
            (450, 618),
            (394, 600),
            (330, 520),
        ],
        skin,
    )
    for side in (-1, 1):
        eye = (X + side * 66, 402)
        canvas.oval(eye, 21, 15, palette.WHITE)
        canvas.disc(eye, 12.5, palette.HAIR_DARK)
        canvas.disc((eye[0] + 4, eye[1] - 4), 3.6, palette.WHITE)
        canvas.line([(eye[0] - 40, 366), (eye[0] - side * 4, 350), (eye[0] + 40, 366)], 11, brow)
        canvas.oval((X + side * 100, 478), 32, 20, f"{palette.CORAL}38")
    canvas.line([(456, 410), (472, 470), (440, 478)], 8, shade)
    canvas.shape([(398, 528), (450, 540), (502, 528), (486, 560), (450, 570), (414, 560)], lips)
    canvas.shape([(412, 534), (450, 541), (488, 534), (474, 547), (450, 551), (426, 547)], "#fff4ec")
