"""How a card is drawn: navy above a waterline, the words on the left, what is sold on the right. 1200 by 630."""

import io

from PIL import Image, ImageDraw, ImageOps

from sekoci.catalog.queries import photo_path
from sekoci.kit.drawing import FOAM, MIST, NAVY, ORANGE, SEA, WHITE, fitted, letters, mark, wave
from sekoci.storefront.cards import Card

WIDE, HIGH = 1200, 630
LEFT, PHOTO = 72, 430


def draw_card(card: Card) -> bytes:
    """The card as JPEG, well under the 300 KB that WhatsApp takes."""
    picture = Image.new("RGB", (WIDE, HIGH), NAVY)
    pen = ImageDraw.Draw(picture)
    photos = _photos(card)
    room = (WIDE - PHOTO - 120 if photos else WIDE - 80) - LEFT
    wave(pen, top=548, swing=14, bottom=HIGH, wide=WIDE, colour=SEA)
    wave(pen, top=578, swing=12, bottom=HIGH, wide=WIDE, colour="#1c5a8f", shift=2.1)
    pen.rectangle((0, HIGH - 12, WIDE, HIGH), ORANGE)
    mark(picture, LEFT, 64, 84)
    pen.text((LEFT + 104, 106), "Sekoci", FOAM, letters(38), anchor="lm", stroke_width=1, stroke_fill=FOAM)
    y = 196.0
    for line in fitted(card.title, 72, room, most=2):
        pen.text((LEFT, y), line, WHITE, letters(72), stroke_width=2, stroke_fill=WHITE)
        y += 84
    y += 12
    for line in fitted(card.line, 42, room, most=2):
        pen.text((LEFT, y), line, ORANGE, letters(42), stroke_width=1, stroke_fill=ORANGE)
        y += 54
    for line in fitted(card.small, 30, room, most=1):
        pen.text((LEFT, y + 12), line, MIST, letters(30))
    _hang(picture, photos)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=84, optimize=True)
    return out.getvalue()


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
        framed = ImageOps.expand(photo, 14, WHITE).convert("RGBA")
        turned = framed.rotate((0, 9, -9)[place] if len(photos) > 1 else 0, Image.Resampling.BICUBIC, expand=True)
        left = middle - turned.width // 2 + (0, 36, -36)[place]
        picture.paste(turned, (left, 288 - turned.height // 2), turned)
