"""What is cooked and what grows: plates, bowls, fruit and vegetables."""

import math

from sekoci.operations.pictures.scene import (
    CHILI,
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


def _plate(s: Scene, colour: str = PAPER) -> None:
    s.shadow(500, 838, 390, 34)
    s.oval(500, 780, 385, 92, tint(colour, -0.16))
    s.oval(500, 764, 385, 92, colour)
    s.oval(500, 758, 300, 64, tint(colour, -0.07))


def _bowl(s: Scene, colour: str, inside: str) -> None:
    s.shadow(500, 845, 250)
    s.box(400, 800, 600, 845, tint(colour, -0.25), 16)
    s.half(500, 540, 345, 285, colour)
    s.oval(500, 540, 345, 84, tint(colour, 0.25))
    s.oval(500, 544, 312, 66, inside)


def sate(s: Scene) -> None:
    _plate(s, s.pick(PAPER, FOAM, CREAM))
    s.shape(blob(500, 752, 330, 62, [1, 1.05, 0.95, 1, 1.05, 0.96]), LEAF)
    for place in range(4):
        y = 560 + place * 56
        s.stroke([(130, y + 60), (890, y - 34)], STRAW, 12)
        for x in (340, 450, 560, 670):
            meat = s.pick(COCOA, "#8a4a22", "#7a3f1c")
            s.shape(blob(x, y + 60 - (x - 130) * 0.124, 56, 36, [s.some(0.9, 1.1) for _ in range(7)]), meat)
            s.bow((x - 34, y + 40 - (x - 130) * 0.124), (x, y + 26 - (x - 130) * 0.124), (x + 30, y + 40 - (x - 130) * 0.124),
                  tint(meat, 0.35), 7)  # fmt: skip
    for x in (330, 420, 520, 610):
        s.disc(x, 822 - abs(x - 480) * 0.1, 17, SUN)


def nasi(s: Scene) -> None:
    rice = s.pick(PAPER, SUN, "#f7e3a1")
    _plate(s, s.pick(SEA, LEAF, FOAM, NAVY))
    s.shape([(320, 750), *curve((320, 750), (350, 300), (500, 285)), *curve((500, 285), (650, 300), (680, 750))], rice)
    s.grains(500, 590, 130, 150, 60, 8, tint(rice, -0.1), tint(rice, 0.5), tint(rice, -0.05))
    s.shape([(462, 296), (500, 215), (545, 300)], LEAF)
    s.oval(268, 738, 92, 52, CHILI)
    s.grains(268, 738, 70, 34, 22, 10, SUN, tint(CHILI, -0.3))
    s.oval(725, 735, 100, 60, PAPER)
    s.disc(735, 726, 36, ORANGE)
    for x in (400, 470, 540, 610):
        s.oval(x, 792, 44, 24, LIME)
        s.oval(x, 792, 30, 14, tint(LIME, 0.5))


def mie(s: Scene) -> None:
    bowl = s.pick(NAVY, CHILI, SEA, ORANGE)
    _bowl(s, bowl, "#e9b65c")
    for _ in range(16):
        x = s.some(260, 640)
        s.bow((x, 560), (x + s.some(-30, 120), s.some(400, 480)), (x + s.some(60, 130), 565), s.pick(SUN, STRAW, "#f4cf7c"), 17)
    s.oval(620, 510, 86, 58, PAPER)
    s.oval(624, 508, 38, 30, ORANGE)
    for x in (350, 400, 450):
        s.disc(x, 520 + s.some(-16, 16), 26, LEAF)
        s.disc(x, 520, 11, tint(LEAF, 0.5))
    for shift in (0, 46):
        s.stroke([(520 + shift, 500), (810 + shift * 0.6, 190)], CRUST, 18)
    for x in (330, 430, 530, 630):
        s.shape([(x, 680), (x + 42, 640), (x + 84, 680), (x + 42, 720)], tint(bowl, 0.3))


def es(s: Scene) -> None:
    drink = s.pick(ROSE, LIME, ORANGE, "#8fd0c2", PLUM)
    s.shadow(500, 830, 210)
    s.stroke([(560, 420), (690, 130)], s.pick(CHILI, NAVY, SEA), 26)
    s.shape([(310, 330), (690, 330), (630, 825), (370, 825)], tint(drink, 0.55))
    s.shape([(324, 430), (676, 430), (622, 808), (378, 808)], drink)
    for x, y, turn in ((420, 470, 12), (540, 450, -18), (480, 560, 30), (585, 540, 8)):
        cube = [(x - 50, y - 50), (x + 50, y - 50), (x + 50, y + 50), (x - 50, y + 50)]
        s.shape(Turn(turn, (x, y)).of(cube), tint(drink, 0.7))
        s.stroke(Turn(turn, (x, y)).of([(x - 30, y - 28), (x + 10, y - 28)]), PAPER, 9)
    s.grains(500, 720, 95, 60, 22, 13, COCOA, tint(drink, -0.4))
    s.stroke([(352, 370), (398, 770)], PAPER, 13)
    s.disc(330, 320, 86, SUN)
    s.disc(330, 320, 66, CREAM)
    for spoke in range(0, 360, 45):
        s.stroke(Turn(spoke, (330, 320)).of([(330, 320), (390, 320)]), SUN, 8)


def sayur(s: Scene) -> None:
    s.shadow(500, 838, 350)
    for degrees in (-48, -30, -12, 8, 28, 46):
        s.leaf(500, 700, s.some(360, 450), degrees, s.pick(LEAF, MOSS, LIME))
    for x, colour in ((330, CHILI), (655, tint(CHILI, 0.08)), (500, ORANGE)):
        s.disc(x, 640, 94, colour)
        s.bow((x - 56, 610), (x - 40, 570), (x - 4, 566), tint(colour, 0.5), 15)
        s.shape(blob(x, 556, 40, 18, [1.2, 0.7, 1.2, 0.7, 1.2, 0.7]), MOSS)
    basket = s.pick(STRAW, CRUST)
    s.shape([(170, 660), (830, 660), (770, 832), (230, 832)], basket)
    for row in range(4):
        for x in range(190 + row * 12, 800 - row * 14, 66):
            s.box(
                x + (33 if row % 2 else 0),
                672 + row * 40,
                x + 30 + (33 if row % 2 else 0),
                704 + row * 40,
                tint(basket, -0.18),
                8,
            )
    s.box(150, 640, 850, 684, tint(basket, -0.28), 22)


def buah(s: Scene) -> None:
    _bowl(s, s.pick(NAVY, SEA, RUST), tint(NAVY, -0.2))
    middle = s.pick(LIME, SUN)
    fruits = ((330, 470, 110, ORANGE), (670, 470, 108, CHILI), (500, 430, 125, middle), (420, 350, 92, PLUM), (590, 340, 96, SUN))
    for x, y, r, colour in fruits:
        s.disc(x, y, r, colour)
        s.bow((x - r * 0.6, y - r * 0.25), (x - r * 0.45, y - r * 0.65), (x, y - r * 0.68), tint(colour, 0.5), 15)
        s.stroke([(x, y - r * 0.95), (x + 12, y - r * 1.2)], COCOA, 11)
    s.leaf(500, 305, 110, 50, LEAF)
    s.leaf(592, 240, 90, 64, MOSS)
    s.half(500, 540, 345, 285, s.pick(NAVY, SEA, RUST))
    s.box(155, 516, 845, 556, tint(SEA, 0.35), 20)


def telur(s: Scene) -> None:
    shell = s.pick("#d99a6c", "#e7b48a", PAPER)
    s.shadow(500, 835, 370)
    for x, y in ((270, 590), (425, 570), (580, 570), (735, 590), (345, 470), (500, 450), (655, 470)):
        colour = tint(shell, s.some(-0.08, 0.14))
        s.oval(x, y + 6, 93, 108, tint(shell, -0.22))
        s.oval(x, y + 20, 88, 92, colour)
        s.oval(x, y - 12, 76, 104, colour)
        s.bow((x - 44, y + 10), (x - 44, y - 52), (x - 8, y - 82), tint(colour, 0.55), 15)
    tray = s.pick(MIST, STRAW, SEA)
    s.shape([(140, 620), (860, 620), (800, 830), (200, 830)], tray)
    for x in range(205, 800, 132):
        s.half(x + 66, 620, 62, 74, tint(tray, -0.16))
    s.box(180, 760, 820, 782, tint(tray, -0.2))


def ikan(s: Scene) -> None:
    s.shadow(500, 832, 370)
    s.oval(500, 800, 390, 56, CRUST)
    s.oval(500, 788, 390, 54, STRAW)
    for x in range(150, 860, 48):
        deep = 40 * math.sqrt(1 - ((x - 500) / 390) ** 2)
        s.stroke([(x, 788 - deep), (x, 788 + deep)], tint(STRAW, -0.15), 6)
    for y, colour in ((690, s.pick(SEA, "#5d7f99")), (560, s.pick("#7f9db3", MIST)), (430, s.pick(SEA, "#6c8ea8"))):
        _fish(s, 480 + s.some(-26, 26), y, colour)


def _fish(s: Scene, x: float, y: float, colour: str) -> None:
    s.shape([(x + 190, y), (x + 330, y - 84), (x + 300, y), (x + 330, y + 84)], tint(colour, -0.2))
    back = curve((x - 300, y + 8), (x - 60, y - 150), (x + 230, y - 10))
    s.shape(back + curve((x + 230, y + 10), (x - 60, y + 130), (x - 300, y + 8)), colour)
    s.shape(curve((x - 290, y + 14), (x - 60, y + 116), (x + 220, y + 10)), tint(colour, 0.5))
    s.shape([(x - 80, y - 66), (x + 20, y - 126), (x + 80, y - 56)], tint(colour, -0.2))
    s.disc(x - 212, y - 12, 22, PAPER)
    s.disc(x - 212, y - 12, 11, NAVY)
    for step in range(5):
        s.bow((x - 110 + step * 60, y - 34), (x - 86 + step * 60, y), (x - 110 + step * 60, y + 34), tint(colour, -0.22), 8)


def bunga(s: Scene) -> None:
    wrap = s.pick(SAND, PAPER, SEA, ROSE)
    for x, y, bend in ((320, 380, -60), (500, 300, 0), (680, 380, 60), (400, 250, -30), (600, 240, 30)):
        s.bow((500, 800), (500 + bend, 560), (x, y), MOSS, 12)
    for degrees in (-62, -40, 40, 62):
        s.leaf(500, 640, 250, degrees, s.pick(LEAF, MOSS))
    for x, y in ((320, 380), (680, 380), (400, 250), (600, 240), (500, 330), (500, 170)):
        _blossom(s, x, y, s.pick(CHILI, ORANGE, ROSE, PLUM, SUN, PAPER))
    s.shadow(500, 838, 190)
    s.shape([(280, 500), (500, 590), (720, 500), (590, 835), (410, 835)], wrap)
    s.shape([(280, 500), (500, 590), (440, 835), (410, 835)], tint(wrap, -0.1))
    s.box(425, 690, 575, 734, s.pick(ORANGE, NAVY, CHILI), 16)


def _blossom(s: Scene, x: float, y: float, colour: str) -> None:
    for petal in range(0, 360, 60):
        px, py = Turn(petal, (x, y)).of([(x, y - 56)])[0]
        s.disc(px, py, 44, colour)
        s.disc(px, py, 22, tint(colour, -0.1))
    s.disc(x, y, 36, SUN if colour != SUN else CRUST)
