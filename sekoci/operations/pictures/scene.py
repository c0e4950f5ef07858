"""Paper cut-outs in a thousand units: a coloured backdrop, a disc, a table, and shapes laid on it."""

import io
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

Point = tuple[float, float]
SIZE = 1200
SCALE = SIZE / 1000

NAVY, DEEP, SEA, MIST = "#0a2540", "#06182c", "#12406b", "#a9bfd0"
ORANGE, RUST, FOAM, PAPER = "#ff7a1a", "#b83a00", "#eff6f5", "#fffdf8"
LEAF, MOSS, LIME = "#3f8f4f", "#2c6b45", "#9cc25a"
SUN, STRAW, SAND, CRUST, COCOA = "#ffc247", "#e8c37a", "#f2dfb8", "#c98443", "#6b3a1f"
CHILI, ROSE, PLUM, CREAM, CLAY = "#d8352a", "#ef8f8a", "#7d3a5d", "#fff1d0", "#b8603a"

BACKDROPS = (
    ("#cfe6e3", "#eaf5f3", "#8fc1ba"),
    ("#ffd9b8", "#ffead7", "#f2a768"),
    ("#c9dcec", "#e3eef7", "#86abc9"),
    ("#fbe3a6", "#fff2cd", "#e6b956"),
    ("#d9e8c4", "#edf5e0", "#a3c27c"),
    ("#f6cfc6", "#fce6e0", "#dd998b"),
)


@dataclass(frozen=True)
class Turn:
    """A rotation in degrees about a point."""

    degrees: float
    about: Point

    def of(self, points: Sequence[Point]) -> list[Point]:
        cos, sin = math.cos(math.radians(self.degrees)), math.sin(math.radians(self.degrees))
        x0, y0 = self.about
        return [(x0 + (x - x0) * cos - (y - y0) * sin, y0 + (x - x0) * sin + (y - y0) * cos) for x, y in points]


class Scene:
    """One picture in the making; `chance` is its own, so that the same seed draws the same picture."""

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed)  # noqa: S311  for looks, not for secrets
        back, disc, self.table = self.chance.choice(BACKDROPS)
        self.image = Image.new("RGB", (SIZE, SIZE), back)
        self.pen = ImageDraw.Draw(self.image)
        self.disc(500 + self.chance.uniform(-70, 70), 450 + self.chance.uniform(-40, 30), self.chance.uniform(355, 400), disc)
        self.box(0, 735, 1000, 1000, self.table)

    def bytes(self) -> bytes:
        """The picture as JPEG."""
        out = io.BytesIO()
        self.image.save(out, "JPEG", quality=88)
        return out.getvalue()

    def pick(self, *colours: str) -> str:
        return self.chance.choice(colours)

    def some(self, least: float, most: float) -> float:
        return self.chance.uniform(least, most)

    def shape(self, points: Sequence[Point], fill: str) -> None:
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill)

    def oval(self, x: float, y: float, rx: float, ry: float, fill: str) -> None:
        self.pen.ellipse(((x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE), fill)

    def disc(self, x: float, y: float, r: float, fill: str) -> None:
        self.oval(x, y, r, r, fill)

    def ring(self, x: float, y: float, r: float, width: float, fill: str) -> None:
        edges = ((x - r) * SCALE, (y - r) * SCALE, (x + r) * SCALE, (y + r) * SCALE)
        self.pen.ellipse(edges, None, fill, round(width * SCALE))

    def box(self, left: float, top: float, right: float, bottom: float, fill: str, corner: float = 0) -> None:
        edges = (left * SCALE, top * SCALE, right * SCALE, bottom * SCALE)
        if corner:
            self.pen.rounded_rectangle(edges, corner * SCALE, fill)
        else:
            self.pen.rectangle(edges, fill)

    def half(self, x: float, y: float, rx: float, ry: float, fill: str, *, upper: bool = False) -> None:
        """The lower (or upper) half of an oval: a bowl, a dome."""
        edges = ((x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE)
        self.pen.pieslice(edges, 180 if upper else 0, 360 if upper else 180, fill)

    def stroke(self, points: Sequence[Point], fill: str, width: float, *, rounded: bool = True) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, fill, round(width * SCALE), joint="curve")
        if rounded:
            for x, y in (points[0], points[-1]):
                self.disc(x, y, width / 2, fill)

    def bow(self, start: Point, control: Point, end: Point, fill: str, width: float) -> None:
        """A bent line (a quadratic curve)."""
        self.stroke(curve(start, control, end), fill, width)

    def shadow(self, x: float, y: float, rx: float, ry: float = 26) -> None:
        self.oval(x, y, rx, ry, tint(self.table, -0.16))

    def leaf(self, x: float, y: float, length: float, degrees: float, fill: str) -> None:
        """A leaf from its stem at (x, y), with its midrib."""
        tip, turn = (x, y - length), Turn(degrees, (x, y))
        side = length * 0.36
        outline = curve((x, y), (x - side, y - length * 0.5), tip) + curve(tip, (x + side, y - length * 0.5), (x, y))
        self.shape(turn.of(outline), fill)
        self.stroke(turn.of([(x, y), (x, y - length * 0.86)]), tint(fill, 0.3), max(3, length * 0.03))

    def grains(self, x: float, y: float, rx: float, ry: float, number: int, size: float, *fills: str) -> None:
        """Specks strewn over an oval."""
        for _ in range(number):
            turn, far = self.some(0, math.tau), math.sqrt(self.some(0, 1))
            spot = self.some(size * 0.6, size)
            self.disc(x + math.cos(turn) * rx * far, y + math.sin(turn) * ry * far, spot, self.pick(*fills))


def curve(start: Point, control: Point, end: Point, steps: int = 18) -> list[Point]:
    """Points along a quadratic Bézier curve."""
    points = []
    for step in range(steps + 1):
        t = step / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        points.append((a * start[0] + b * control[0] + c * end[0], a * start[1] + b * control[1] + c * end[1]))
    return points


def blob(x: float, y: float, rx: float, ry: float, bumps: Sequence[float]) -> list[Point]:
    """A closed, softly uneven outline: one factor of the radius per bump."""
    steps = 6 * len(bumps)
    points = []
    for step in range(steps):
        place = step / 6
        here, part = int(place), place - int(place)
        ease = (1 - math.cos(part * math.pi)) / 2
        r = bumps[here] * (1 - ease) + bumps[(here + 1) % len(bumps)] * ease
        turn = math.tau * step / steps
        points.append((x + rx * r * math.cos(turn), y + ry * r * math.sin(turn)))
    return points


def tint(colour: str, by: float) -> str:
    """Lighter for `by` above zero, darker below; -1 is black, 1 white."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    mixed = (round(part + (255 - part) * by) if by > 0 else round(part * (1 + by)) for part in parts)
    return "#" + "".join(f"{part:02x}" for part in mixed)
