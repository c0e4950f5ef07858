"""What hands make: cloth, baskets, shoes, wood, clay, soap."""

import math

from sekoci.operations.pictures.scene import (
    CHILI,
    CLAY,
    COCOA,
    CREAM,
    CRUST,
    FOAM,
    LEAF,
    MIST,
    NAVY,
    ORANGE,
    PAPER,
    PLUM,
    ROSE,
    RUST,
    SAND,
    SCALE,
    SEA,
    STRAW,
    SUN,
    Scene,
    Turn,
    blob,
    curve,
    tint,
)  # fmt: skip


def batik(s: Scene) -> None:
    """A folded cloth with the crossed ovals of kawung."""
    ground, figure = s.chance.choice(((NAVY, STRAW), (COCOA, SAND), (RUST, CREAM), (SEA, FOAM), (PLUM, SAND)))
    s.shadow(500, 835, 350)
    for fold in range(3):
        top = 640 + fold * 62
        s.box(160, top, 840, top + 66, tint(ground, 0.12 - fold * 0.1), 26)
        s.box(160, top + 52, 840, top + 62, tint(ground, -0.3))
    s.shape([(200, 250), (800, 250), (840, 660), (160, 660)], ground)
    for row in range(4):
        for column in range(6):
            x, y = 240 + column * 104, 310 + row * 92
            _kawung(s, x, y, figure, ground)
    s.shape([(200, 250), (800, 250), (804, 280), (196, 280)], tint(ground, -0.25))
    for x in range(205, 800, 26):
        s.stroke([(x, 282), (x, 296)], figure, 5)


def _kawung(s: Scene, x: float, y: float, figure: str, ground: str) -> None:
    for degrees in (45, 135, 225, 315):
        cx, cy = Turn(degrees, (x, y)).of([(x, y - 26)])[0]
        s.shape(Turn(degrees, (cx, cy)).of(blob(cx, cy, 13, 24, [1, 1, 1, 1, 1, 1])), figure)
        s.disc(cx, cy, 4, ground)
    s.disc(x, y, 6, figure)


def kain(s: Scene) -> None:
    """Three rolls of striped cloth."""
    for x, top in ((300, 340), (500, 270), (700, 360)):
        colour, band = s.chance.choice(((CHILI, SUN), (SEA, PAPER), (LEAF, CREAM), (PLUM, ROSE), (ORANGE, NAVY), (NAVY, MIST)))
        s.shadow(x, 838, 130)
        s.box(x - 92, top, x + 92, 825, colour)
        s.oval(x, 825, 92, 28, colour)
        for y in range(top + 60, 800, 92):
            s.box(x - 92, y, x + 92, y + 22, band)
            s.box(x - 92, y + 32, x + 92, y + 40, tint(band, -0.15))
            for step in range(x - 84, x + 80, 28):
                s.shape([(step, y - 14), (step + 14, y - 26), (step + 28, y - 14), (step + 14, y - 2)], tint(colour, 0.3))
        s.oval(x, top, 92, 30, tint(colour, 0.25))
        s.oval(x, top, 56, 17, tint(colour, -0.1))
        s.oval(x, top, 24, 8, SAND)


def tas(s: Scene) -> None:
    """A woven bag."""
    straw, accent = s.pick(STRAW, SAND, CRUST), s.pick(ORANGE, NAVY, LEAF, CHILI)
    s.shadow(500, 835, 320)
    edges = (335 * SCALE, 190 * SCALE, 665 * SCALE, 640 * SCALE)
    s.pen.arc(edges, 180, 360, tint(straw, -0.4), round(30 * SCALE))
    s.shape([(230, 420), (770, 420), (820, 825), (180, 825)], straw)
    for row in range(9):
        y = 432 + row * 43
        wide = 262 + row * 5.4
        for place in range(10):
            x = 500 - wide + place * wide / 5
            mark = accent if row in (3, 4) else tint(straw, -0.16 if (row + place) % 2 else 0.22)
            s.box(x + 4, y, x + wide / 5 - 5, y + 33, mark, 9)
    s.box(218, 396, 782, 438, tint(straw, -0.35), 20)
    s.disc(500, 520, 34, COCOA)
    s.disc(500, 520, 13, SAND)


def sepatu(s: Scene) -> None:
    leather, lace = s.pick(CRUST, COCOA, NAVY, CHILI, LEAF), s.pick(PAPER, SUN, ORANGE)
    for dx, dy, shade in ((70, -90, -0.22), (0, 0, 0.0)):
        colour = tint(leather, shade) if shade else leather
        s.shadow(500 + dx, 838 + dy, 340)
        upper = [
            (190 + dx, 790 + dy),
            (200 + dx, 440 + dy),
            *curve((200 + dx, 440 + dy), (300 + dx, 480 + dy), (400 + dx, 430 + dy)),
        ]
        upper += curve((400 + dx, 430 + dy), (520 + dx, 610 + dy), (680 + dx, 640 + dy))
        upper += curve((680 + dx, 640 + dy), (850 + dx, 660 + dy), (850 + dx, 790 + dy))
        s.shape(upper, colour)
        s.box(175 + dx, 778 + dy, 862 + dx, 832 + dy, CREAM, 22)
        s.box(175 + dx, 812 + dy, 862 + dx, 836 + dy, tint(COCOA, -0.2), 12)
        s.shape(
            [
                (700 + dx, 648 + dy),
                *curve((700 + dx, 648 + dy), (850 + dx, 670 + dy), (848 + dx, 778 + dy)),
                (690 + dx, 778 + dy),
            ],
            tint(colour, -0.18),
        )
        for place in range(4):
            x, y = 418 + dx + place * 52, 490 + dy + place * 36
            s.stroke([(x, y), (x - 62, y + 52)], lace, 15)
            s.disc(x - 62, y + 52, 11, tint(colour, -0.4))
        s.bow((205 + dx, 470 + dy), (290 + dx, 520 + dy), (395 + dx, 462 + dy), tint(colour, 0.3), 13)


def kayu(s: Scene) -> None:
    """A turned bowl, a spoon and a carved bird."""
    wood = s.pick(CRUST, "#b9733a", "#a8652f")
    s.shadow(500, 838, 370)
    s.half(420, 600, 270, 235, wood)
    s.oval(420, 600, 270, 66, tint(wood, 0.28))
    s.oval(420, 604, 236, 48, tint(wood, -0.28))
    for depth in (60, 105, 150):
        wide = 270 * math.sqrt(1 - (depth / 235) ** 2)
        s.bow((420 - wide, 600 + depth), (420, 640 + depth), (420 + wide, 600 + depth), tint(wood, -0.16), 8)
    s.stroke([(470, 560), (640, 210)], tint(wood, 0.18), 30)
    s.shape(Turn(26, (655, 180)).of(blob(655, 180, 62, 92, [1, 1, 1, 1, 1, 1])), tint(wood, 0.18))
    s.shape(Turn(26, (655, 180)).of(blob(655, 184, 40, 66, [1, 1, 1, 1, 1, 1])), tint(wood, -0.12))
    body = tint(wood, -0.12)
    s.shape(curve((690, 760), (700, 560), (800, 560)) + curve((800, 560), (900, 620), (940, 760)), body)
    s.disc(765, 590, 62, body)
    s.shape([(706, 590), (650, 612), (712, 622)], ORANGE)
    s.disc(750, 576, 12, NAVY)
    s.bow((780, 720), (840, 640), (905, 740), tint(body, 0.35), 12)
    s.box(690, 755, 945, 835, tint(wood, 0.2), 18)


def gerabah(s: Scene) -> None:
    for x, size, colour in ((340, 1.0, s.pick(CLAY, RUST, "#c9744a")), (690, 0.72, s.pick(CRUST, CLAY, SEA))):
        wide, tall = 220 * size, 330 * size
        base = 832
        s.shadow(x, base + 4, wide * 0.9)
        s.shape(blob(x, base - tall * 0.52, wide, tall * 0.53, [1, 0.99, 0.98, 0.95, 1, 1.04, 1.04, 1.0]), colour)
        s.shape(
            [
                (x - wide * 0.45, base - tall),
                (x + wide * 0.45, base - tall),
                (x + wide * 0.34, base - tall * 1.28),
                (x - wide * 0.34, base - tall * 1.28),
            ],
            colour,
        )
        s.oval(x, base - tall * 1.28, wide * 0.5, 30 * size, tint(colour, 0.2))
        s.oval(x, base - tall * 1.28, wide * 0.38, 20 * size, tint(colour, -0.4))
        for line, mark in ((0.72, CREAM), (0.60, NAVY), (0.36, CREAM)):
            y = base - tall * line
            half = wide * math.sqrt(max(0.05, 1 - ((line - 0.5) / 0.56) ** 2)) * 0.97
            s.bow((x - half, y), (x, y + 34 * size), (x + half, y), mark, 15 * size)
        for step in range(-3, 4):
            cx = x + step * wide * 0.25
            y = base - tall * 0.46 + 15 * size - abs(step) * 3
            s.shape([(cx - 22 * size, y), (cx, y - 30 * size), (cx + 22 * size, y), (cx, y + 30 * size)], tint(colour, 0.35))
        s.bow(
            (x - wide * 0.72, base - tall * 0.68),
            (x - wide * 0.86, base - tall * 0.45),
            (x - wide * 0.66, base - tall * 0.2),
            tint(colour, 0.4),
            15,
        )


def sabun(s: Scene) -> None:
    s.shadow(500, 838, 340)
    for lift, colour in ((0, s.pick(LEAF, "#8fd0c2", MIST)), (150, s.pick(ROSE, SUN, PLUM)), (300, s.pick(CREAM, ORANGE, SAND))):
        top, inset = 690 - lift, lift * 0.12
        s.box(215 + inset, top, 785 - inset, top + 145, tint(colour, -0.14), 42)
        s.box(215 + inset, top - 14, 785 - inset, top + 118, colour, 42)
        s.grains(500, top + 50, 200, 34, 14, 9, tint(colour, -0.25), tint(colour, 0.5))
        s.box(430, top - 14, 570, top + 145, CREAM)
        s.box(430, top + 40, 570, top + 78, NAVY)
    for x, y, r in ((210, 330, 62), (290, 230, 38), (770, 280, 74), (690, 180, 34), (840, 420, 30), (160, 460, 26)):
        s.disc(x, y, r, tint(MIST, 0.45))
        s.ring(x, y, r, 6, PAPER)
        s.bow((x - r * 0.5, y - r * 0.1), (x - r * 0.4, y - r * 0.5), (x, y - r * 0.55), PAPER, 9)
    s.leaf(520, 372, 120, 40, LEAF)
    s.leaf(490, 372, 100, -30, tint(LEAF, 0.2))
    s.disc(505, 372, 16, CHILI)
