"""How a card is drawn: navy above a waterline, the words on the left, what is sold on the right. 1200 by 630."""

import io
import math
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont, ImageOps

from sekoci.catalog.queries import photo_path
from sekoci.kit.text import latin
from sekoci.storefront.cards import Card

WIDE, HIGH = 1200, 630
NAVY, SEA, ORANGE, FOAM, MIST = "#0a2540", "#12406b", "#ff7a1a", "#eff6f5", "#a9bfd0"
LEFT, PHOTO = 72, 430


def draw_card(card: Card) -> bytes:
    """The card as JPEG, well under the 300 KB that WhatsApp takes."""
    picture = Image.new("RGB", (WIDE, HIGH), NAVY)
    pen = ImageDraw.Draw(picture)
    photos = _photos(card)
    room = (WIDE - PHOTO - 120 if photos else WIDE - 80) - LEFT
    _sea(pen)
    _mark(picture, LEFT, 64, 84)
    pen.text((LEFT + 104, 106), "Sekoci", FOAM, _font(38), anchor="lm", stroke_width=1, stroke_fill=FOAM)
    y = 196.0
    for line in _lines(card.title, 72, room, most=2):
        pen.text((LEFT, y), line, "#ffffff", _font(72), stroke_width=2, stroke_fill="#ffffff")
        y += 84
    y += 12
    for line in _lines(card.line, 42, room, most=2):
        pen.text((LEFT, y), line, ORANGE, _font(42), stroke_width=1, stroke_fill=ORANGE)
        y += 54
    for line in _lines(card.small, 30, room, most=1):
        pen.text((LEFT, y + 12), line, MIST, _font(30))
    _hang(picture, photos)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=84, optimize=True)
    return out.getvalue()


def _sea(pen: ImageDraw.ImageDraw) -> None:
    for top, swing, colour, shift in ((548, 14, SEA, 0.0), (578, 12, "#1c5a8f", 2.1)):
        wave = [(x, top + swing * math.sin(x / 62 + shift)) for x in range(0, WIDE + 13, 12)]
        pen.polygon([(0, HIGH), *wave, (WIDE, HIGH)], colour)
    pen.rectangle((0, HIGH - 12, WIDE, HIGH), ORANGE)


def _mark(picture: Image.Image, left: int, top: int, size: int) -> None:
    """Our lifeboat, four times too large and then made smaller, so that its edges are smooth."""
    k = size * 4 / 48
    boat = Image.new("RGB", (size * 4, size * 4), NAVY)
    pen = ImageDraw.Draw(boat)
    for x, y, r in ((13.5, 19, 3.2), (22.5, 17.2, 4.2), (33.2, 15.4, 5.2)):
        pen.ellipse(((x - r) * k, (y - r) * k, (x + r) * k, (y + r) * k), FOAM)
    pen.pieslice((5.5 * k, 8.5 * k, 42.5 * k, 36.5 * k), 0, 180, ORANGE)
    for x in (13.3, 24, 34.6):
        pen.arc(((x - 5.4) * k, 20 * k, (x + 5.4) * k, 29.6 * k), 20, 160, "#ffffff", round(2.2 * k))
    wave = [(x * k / 4, (41 + 1.3 * math.sin(x / 8.5)) * k) for x in range(16, 177)]
    pen.line(wave, MIST, round(2.2 * k), joint="curve")
    picture.paste(boat.resize((size, size), Image.Resampling.LANCZOS), (left, top))


def _photos(card: Card) -> list[Image.Image]:
    found = []
    for name in card.photos:
        try:
            with Image.open(photo_path(card.business_id, name, 640)) as photo:
                found.append(ImageOps.fit(photo.convert("RGB"), (PHOTO, PHOTO), Image.Resampling.LANCZOS))
        except (OSError, ValueError):
            continue
    return found


def _hang(picture: Image.Image, photos: list[Image.Image]) -> None:
    """One photo straight, or up to three like prints on a table, the first on top."""
    middle = WIDE - PHOTO // 2 - 76
    for place, photo in reversed(list(enumerate(photos))):
        framed = ImageOps.expand(photo, 14, "#ffffff").convert("RGBA")
        turned = framed.rotate((0, 9, -9)[place] if len(photos) > 1 else 0, Image.Resampling.BICUBIC, expand=True)
        left = middle - turned.width // 2 + (0, 36, -36)[place]
        picture.paste(turned, (left, 288 - turned.height // 2), turned)


def _lines(text: str, size: int, room: int, *, most: int) -> list[str]:
    """The text in at most so many lines of this width; what does not fit ends in three dots."""
    font, lines = _font(size), [""]
    for word in latin(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    shown, cut = lines[:most], len(lines) > most
    while shown[-1] and (font.getlength(shown[-1] + "..." * cut) > room):
        shown[-1], cut = shown[-1][:-1].rstrip(), True
    return [*shown[:-1], shown[-1] + "..." * cut]


@lru_cache(maxsize=16)
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font
