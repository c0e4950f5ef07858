"""Things to nibble, and what comes in packs, jars and bottles."""

from sekoci.operations.pictures.scene import (
    CHILI,
    CLAY,
    COCOA,
    CREAM,
    CRUST,
    FOAM,
    LEAF,
    LIME,
    MIST,
    MOSS,
    NAVY,
    ORANGE,
    PAPER,
    PLUM,
    ROSE,
    RUST,
    SAND,
    SEA,
    STRAW,
    SUN,
    Scene,
    Turn,
    blob,
    curve,
    tint,
)  # fmt: skip


def keripik(s: Scene) -> None:
    pack = s.pick(ORANGE, NAVY, LEAF, CHILI, SEA)
    s.shadow(500, 820, 300)
    left, right, top, bottom = 300, 700, 200, 815
    s.shape([(left, top), (right, top), *curve((right, top), (right + 40, 500), (right + 8, bottom)), (left - 8, bottom),
             *curve((left - 8, bottom), (left - 40, 500), (left, top))], pack)  # fmt: skip
    for edge in (top, bottom - 34):
        s.box(left - 6, edge, right + 6, edge + 34, tint(pack, -0.22))
        for x in range(left, right, 22):
            s.stroke([(x, edge + 4), (x, edge + 30)], tint(pack, 0.12), 3, rounded=False)
    s.oval(500, 500, 168, 190, CREAM)
    for x, y in ((450, 545), (552, 470), (445, 425), (545, 590)):
        _chip(s, x, y, 82)
    s.box(345, 690, 655, 742, tint(pack, -0.3), 14)
    s.box(385, 706, 615, 726, CREAM, 10)
    s.shape([(345, 250), (385, 250), (355, 680), (330, 680)], tint(pack, 0.22))
    for x in (190, 250, 770, 840):
        _chip(s, x, 835 + s.some(-14, 14), 66)


def _chip(s: Scene, x: float, y: float, size: float) -> None:
    colour = s.pick(STRAW, SUN, "#efb95c")
    outline = Turn(s.some(0, 180), (x, y)).of(blob(x, y, size, size * 0.7, [s.some(0.88, 1.1) for _ in range(7)]))
    s.shape([(px + 5, py + 7) for px, py in outline], tint(colour, -0.3))
    s.shape(outline, colour)
    s.grains(x, y, size * 0.55, size * 0.4, 7, 6, tint(colour, -0.28), tint(colour, 0.4))


def kopi(s: Scene) -> None:
    cup = s.pick(PAPER, NAVY, ORANGE, FOAM)
    s.shadow(500, 822, 330)
    s.oval(500, 805, 310, 42, tint(cup, -0.14))
    s.oval(500, 796, 310, 40, cup)
    s.ring(708, 600, 92, 34, tint(cup, -0.08))
    s.box(290, 480, 710, 570, cup)
    s.half(500, 570, 210, 225, cup)
    s.shape([(640, 500), (690, 500), (676, 640), (630, 740)], tint(cup, -0.1))
    s.oval(500, 482, 210, 52, tint(cup, -0.18))
    s.oval(500, 486, 190, 43, COCOA)
    s.oval(480, 482, 120, 22, tint(COCOA, 0.22))
    for x in (420, 500, 580):
        s.bow((x, 400), (x - 60, 330), (x, 265), PAPER, 15)
        s.bow((x, 265), (x + 52, 205), (x + 6, 150), PAPER, 15)
    for x, y in ((170, 838), (235, 872), (800, 866), (866, 832), (745, 905)):
        _bean(s, x, y, s.some(-50, 50))


def _bean(s: Scene, x: float, y: float, degrees: float) -> None:
    turn = Turn(degrees, (x, y))
    s.shape(turn.of(blob(x, y, 44, 31, [1, 1, 1, 1, 1, 1])), COCOA)
    s.stroke(turn.of(curve((x - 38, y), (x, y + 18), (x + 38, y))), tint(COCOA, 0.35), 6)


def sambal(s: Scene) -> None:
    lid = s.pick(NAVY, RUST, LEAF, SUN)
    s.shadow(500, 825, 260)
    s.box(300, 370, 700, 820, tint(CHILI, 0.1), 54)
    s.grains(500, 600, 170, 190, 46, 15, tint(CHILI, -0.3), SUN, ORANGE, tint(CHILI, 0.3))
    s.box(318, 480, 682, 730, CREAM, 16)
    s.box(318, 480, 682, 520, lid, 16)
    _chili(s, 500, 625, 118, 62)
    s.box(322, 280, 678, 382, lid, 22)
    for x in range(345, 670, 30):
        s.stroke([(x, 296), (x, 366)], tint(lid, 0.18), 6)
    s.box(328, 400, 352, 780, tint(CHILI, 0.42), 12)
    _chili(s, 190, 835, 105, 80)
    _chili(s, 830, 842, 105, 105)


def _chili(s: Scene, x: float, y: float, length: float, degrees: float) -> None:
    turn = Turn(degrees, (x, y))
    body = curve((x - 26, y - length * 0.7), (x - 42, y + length * 0.3), (x + 22, y + length))
    body += curve((x + 22, y + length), (x + 44, y), (x + 26, y - length * 0.7))
    s.shape(turn.of(body), CHILI)
    s.stroke(turn.of(curve((x - 8, y - length * 0.5), (x - 18, y), (x, y + length * 0.5))), tint(CHILI, 0.4), 7)
    s.shape(turn.of(blob(x, y - length * 0.72, 32, 18, [1, 1.1, 1, 0.9, 1, 1.1])), MOSS)
    s.stroke(turn.of([(x, y - length * 0.75), (x + 12, y - length * 1.1)]), MOSS, 11)


def jamu(s: Scene) -> None:
    for x, colour, cork in ((345, s.pick(SUN, "#e9a93c"), CRUST), (655, s.pick(LEAF, PLUM, CLAY), COCOA)):
        s.shadow(x, 823, 150)
        s.box(x - 48, 255, x + 48, 440, tint(colour, 0.35))
        s.box(x - 125, 400, x + 125, 820, tint(colour, 0.35), 70)
        s.box(x - 112, 470, x + 112, 808, colour, 60)
        s.box(x - 56, 205, x + 56, 285, cork, 14)
        s.box(x - 108, 540, x + 108, 720, CREAM)
        s.leaf(x - 14, 700, 125, -32, LEAF)
        s.leaf(x + 14, 700, 125, 32, MOSS)
        s.box(x - 104, 440, x - 86, 530, PAPER, 9)
    for x in (180, 500, 830):
        root = [s.some(0.7, 1.15) for _ in range(7)]
        s.shape(blob(x, 852, 72, 40, root), CRUST)
        s.oval(x + 44, 852, 20, 25, SUN)


def madu(s: Scene) -> None:
    gold = s.pick(SUN, "#f3a72e", "#e58a1c")
    s.shadow(500, 825, 270)
    s.shape(blob(500, 600, 262, 232, [1.0, 1.0, 0.98, 0.95, 0.98, 1.0, 1.02, 1.02]), gold)
    s.shape([(330, 420), (670, 420), (720, 500), (280, 500)], gold)
    s.box(335, 350, 665, 420, tint(gold, 0.45))
    s.box(318, 285, 682, 362, CRUST, 20)
    s.box(318, 318, 682, 330, tint(CRUST, -0.25))
    s.shape(_hexagon(500, 610, 142), CREAM)
    for x, y in ((500, 610), (437, 574), (563, 574), (437, 646), (563, 646), (500, 538), (500, 682)):
        s.shape(_hexagon(x, y, 34), tint(gold, 0.1))
    s.bow((290, 520), (262, 620), (300, 720), tint(gold, 0.55), 20)
    s.stroke([(760, 300), (842, 740)], CRUST, 22)
    for step in range(4):
        s.oval(846 + step * 6, 740 + step * 27, 58 - abs(step - 1.5) * 9, 14, COCOA)
    s.oval(868, 858, 92, 22, gold)


def _hexagon(x: float, y: float, r: float) -> list[tuple[float, float]]:
    """Standing on a corner."""
    return [Turn(60 * corner + 30, (x, y)).of([(x + r, y)])[0] for corner in range(6)]


def kue(s: Scene) -> None:
    s.shadow(500, 835, 370)
    s.oval(500, 812, 355, 50, MIST)
    s.oval(500, 802, 355, 46, PAPER)
    for x, y in ((330, 740), (500, 760), (670, 740), (415, 640), (585, 640), (500, 540)):
        _layered(s, x, y, s.pick(LEAF, ROSE, SUN, PLUM, COCOA))


def _layered(s: Scene, x: float, y: float, colour: str) -> None:
    for step in range(4):
        top = y - 62 + step * 27
        s.box(x - 84, top, x + 84, top + 29, colour if step % 2 == 0 else CREAM)
    s.shape([(x - 84, y - 62), (x - 48, y - 92), (x + 118, y - 92), (x + 84, y - 62)], tint(colour, 0.28))
    s.shape([(x + 84, y - 62), (x + 118, y - 92), (x + 118, y + 16), (x + 84, y + 46)], tint(colour, -0.22))


def roti(s: Scene) -> None:
    crust = s.pick(CRUST, "#d9974f", "#b9733a")
    s.shadow(500, 822, 380)
    s.box(165, 560, 835, 815, crust, 90)
    for x in (250, 375, 500, 625, 750):
        s.half(x, 610, 112, 190, crust, upper=True)
    for x in (250, 375, 500, 625, 750):
        s.bow((x - 62, 520), (x - 10, 440), (x + 52, 492), tint(crust, 0.38), 22)
        s.stroke([(x + 62, 560), (x + 62, 770)], tint(crust, -0.2), 8)
    s.grains(500, 520, 300, 60, 40, 8, CREAM, PAPER)
    s.box(165, 770, 835, 815, tint(crust, -0.16), 40)
    s.box(120, 812, 880, 846, SAND, 16)


def tempe(s: Scene) -> None:
    s.shadow(500, 828, 360)
    s.shape([(150, 650), (500, 560), (870, 650), (520, 760)], LEAF)
    s.shape([(150, 650), (520, 760), (520, 850), (150, 745)], MOSS)
    s.shape([(520, 760), (870, 650), (870, 745), (520, 850)], tint(MOSS, -0.15))
    for lift in (0, 130):
        top, left, right = 560 - lift, 210 + lift * 0.2, 800 - lift * 0.2
        s.shape([(left, top), (500, top - 90), (right, top), (510, top + 110)], CREAM)
        s.shape([(left, top), (510, top + 110), (510, top + 210), (left, top + 100)], tint(SAND, -0.05))
        s.shape([(510, top + 110), (right, top), (right, top + 100), (510, top + 210)], tint(SAND, -0.18))
        s.grains(505, top + 10, 200, 52, 46, 13, STRAW, tint(STRAW, -0.12), PAPER)
    s.leaf(850, 840, 190, 62, LIME)


def mainan(s: Scene) -> None:
    body, trim = s.pick(CHILI, SEA, LEAF, ORANGE), s.pick(SUN, PAPER, NAVY)
    s.shadow(500, 830, 360)
    s.box(190, 520, 820, 740, body, 34)
    s.shape([(330, 530), (400, 340), (640, 340), (730, 530)], tint(body, 0.2))
    for left, right in (((392, 500), (500, 500)), ((530, 500), (655, 500))):
        inset = 24 if left[0] < 500 else 0
        s.shape([left, (left[0] + 40 - inset // 2, 380), (right[0] - 10, 380), right], FOAM)
    s.box(190, 615, 820, 650, trim)
    for x in (325, 685):
        s.disc(x, 745, 92, NAVY)
        s.disc(x, 745, 54, trim)
        s.disc(x, 745, 20, NAVY)
    s.disc(800, 585, 26, SUN)
    s.bow((190, 690), (90, 700), (70, 850), COCOA, 12)
    s.disc(70, 852, 26, trim)
