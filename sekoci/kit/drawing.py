"""Drawing pictures of ours: the colours, the letters, the lifeboat, the sea, and words that fit where they should."""

import io
import math
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from sekoci.kit.text import in_our_letters

NAVY, SEA, ORANGE, FOAM, MIST, WHITE = "#0a2540", "#12406b", "#ff7a1a", "#eff6f5", "#a9bfd0", "#ffffff"


@lru_cache(maxsize=32)
def letters(size: int) -> ImageFont.FreeTypeFont:
    """Pillow's own letters; what they lack, `in_our_letters` writes otherwise."""
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font


def fitted(text: str, size: int, room: int, *, most: int) -> list[str]:
    """The text in at most `most` lines of `room` pixels; what does not fit ends in three dots."""
    font, lines = letters(size), [""]
    for word in in_our_letters(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    shown, cut = lines[:most], len(lines) > most
    while shown[-1] and (font.getlength(shown[-1] + "..." * cut) > room):
        shown[-1], cut = shown[-1][:-1].rstrip(), True
    return [*shown[:-1], shown[-1] + "..." * cut]


def wave(pen: ImageDraw.ImageDraw, *, top: int, swing: int, bottom: int, wide: int, colour: str, shift: float = 0.0) -> None:
    """Water from a waving line at `top` down to `bottom`."""
    line = [(x, top + swing * math.sin(x / 62 + shift)) for x in range(0, wide + 13, 12)]
    pen.polygon([(0, bottom), *line, (wide, bottom)], colour)


CARD = (1200, 630)
"""Wide and high: what WhatsApp and others show beside a link."""
CARD_LEFT = 72


def card(title: str, line: str, small: str, *, room: int = CARD[0] - 80 - CARD_LEFT) -> Image.Image:
    """Navy above a waterline with our name and these words, in `room` pixels from CARD_LEFT."""
    wide, high = CARD
    picture = Image.new("RGB", CARD, NAVY)
    pen = ImageDraw.Draw(picture)
    wave(pen, top=548, swing=14, bottom=high, wide=wide, colour=SEA)
    wave(pen, top=578, swing=12, bottom=high, wide=wide, colour="#1c5a8f", shift=2.1)
    pen.rectangle((0, high - 12, wide, high), ORANGE)
    mark(picture, CARD_LEFT, 64, 84)
    pen.text((CARD_LEFT + 104, 106), "Sekoci", FOAM, letters(38), anchor="lm", stroke_width=1, stroke_fill=FOAM)
    y = 196.0
    for words in fitted(title, 72, room, most=2):
        pen.text((CARD_LEFT, y), words, WHITE, letters(72), stroke_width=2, stroke_fill=WHITE)
        y += 84
    y += 12
    for words in fitted(line, 42, room, most=2):
        pen.text((CARD_LEFT, y), words, ORANGE, letters(42), stroke_width=1, stroke_fill=ORANGE)
        y += 54
    for words in fitted(small, 30, room, most=1):
        pen.text((CARD_LEFT, y + 12), words, MIST, letters(30))
    return picture


def as_jpeg(picture: Image.Image) -> bytes:
    """Well under the 300 KB that WhatsApp takes."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=84, optimize=True)
    return out.getvalue()


def mark(picture: Image.Image, left: int, top: int, size: int) -> None:
    """Our lifeboat on navy, drawn four times too large and then made smaller, so that its edges are smooth."""
    k = size * 4 / 48
    boat = Image.new("RGB", (size * 4, size * 4), NAVY)
    pen = ImageDraw.Draw(boat)
    for x, y, r in ((13.5, 19, 3.2), (22.5, 17.2, 4.2), (33.2, 15.4, 5.2)):
        pen.ellipse(((x - r) * k, (y - r) * k, (x + r) * k, (y + r) * k), FOAM)
    pen.pieslice((5.5 * k, 8.5 * k, 42.5 * k, 36.5 * k), 0, 180, ORANGE)
    for x in (13.3, 24, 34.6):
        pen.arc(((x - 5.4) * k, 20 * k, (x + 5.4) * k, 29.6 * k), 20, 160, WHITE, round(2.2 * k))
    line = [(x * k / 4, (41 + 1.3 * math.sin(x / 8.5)) * k) for x in range(16, 177)]
    pen.line(line, MIST, round(2.2 * k), joint="curve")
    picture.paste(boat.resize((size, size), Image.Resampling.LANCZOS), (left, top))
