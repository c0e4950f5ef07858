"""The pictures that owners put into their status: the photo, name and price, and a code that opens the page of the product."""

import io
from dataclasses import dataclass

import segno
from PIL import Image, ImageDraw, ImageOps

from sekoci.catalog.queries import photo_path
from sekoci.kit.drawing import FOAM, MIST, NAVY, ORANGE, SEA, WHITE, fitted, letters, mark, wave

SHAPES = {"kotak": (1080, 1080), "cerita": (1080, 1920)}
"""Square for a post, tall for a status or story; width and height in pixels."""
WATER = {"kotak": 400, "cerita": 560}
"""How high the navy part stands, where the words are."""
CODE, EDGE = 250, 56


@dataclass(frozen=True)
class Share:
    """What is on the picture; `link` is in the code."""

    business_id: int
    photo: str
    name: str
    price: str
    shop: str
    place: str
    link: str
    call: str


def draw_share(share: Share, shape: str) -> bytes:
    """The picture as JPEG."""
    wide, high = SHAPES[shape]
    top = high - WATER[shape]
    picture = Image.new("RGB", (wide, high), FOAM)
    pen = ImageDraw.Draw(picture)
    if photo := _photo(share, (wide, top + 30)):
        picture.paste(photo, (0, 0))
    else:
        mark_size = 360
        pen.rectangle((0, 0, wide, top + 30), NAVY)
        mark(picture, (wide - mark_size) // 2, (top - mark_size) // 2, mark_size)
    wave(pen, top=top - 16, swing=16, bottom=high, wide=wide, colour=SEA, shift=2.1)
    wave(pen, top=top + 14, swing=14, bottom=high, wide=wide, colour=NAVY)
    pen.rectangle((0, high - 14, wide, high), ORANGE)
    y = top + (52 if shape == "kotak" else 84)
    _code(picture, share, wide - EDGE - CODE, y)
    room = wide - 3 * EDGE - CODE
    for line in fitted(share.name, 60, room, most=2):
        pen.text((EDGE, y), line, WHITE, letters(60), stroke_width=2, stroke_fill=WHITE)
        y += 72
    y += 10
    pen.text((EDGE, y), share.price, ORANGE, letters(76), stroke_width=2, stroke_fill=ORANGE)
    y += 104
    for line in fitted(f"{share.shop}, {share.place}", 34, room, most=1):
        pen.text((EDGE, y), line, MIST, letters(34))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=86, optimize=True)
    return out.getvalue()


def _photo(share: Share, size: tuple[int, int]) -> Image.Image | None:
    try:
        with Image.open(photo_path(share.business_id, share.photo, 1280)) as photo:
            return ImageOps.fit(photo.convert("RGB"), size, Image.Resampling.LANCZOS)
    except (OSError, ValueError):
        return None


def _code(picture: Image.Image, share: Share, left: int, top: int) -> None:
    """On white with rounded corners, a call to scan it below."""
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((left, top, left + CODE, top + CODE), 20, WHITE)
    drawn = io.BytesIO()
    segno.make_qr(share.link, error="m").save(drawn, kind="png", scale=8, border=1, dark="#06182c")
    code = Image.open(drawn).convert("RGB").resize((CODE - 28, CODE - 28), Image.Resampling.NEAREST)
    picture.paste(code, (left + 14, top + 14))
    [line] = fitted(share.call, 26, CODE, most=1)
    pen.text((left + CODE / 2, top + CODE + 12), line, FOAM, letters(26), anchor="ma")
