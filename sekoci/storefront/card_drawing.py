"""How a card is drawn: navy above a waterline, the words on the left, what is sold on the right. 1200 by 630."""

from PIL import Image, ImageOps

from sekoci.catalog.queries import photo_path
from sekoci.kit import drawing
from sekoci.kit.drawing import CARD, CARD_LEFT, WHITE, as_jpeg
from sekoci.storefront.cards import Card

WIDE = CARD[0]
PHOTO = 430


def draw_card(card: Card) -> bytes:
    """The card as JPEG, well under the 300 KB that WhatsApp takes."""
    photos = _photos(card)
    room = (WIDE - PHOTO - 120 if photos else WIDE - 80) - CARD_LEFT
    picture = drawing.card(card.title, card.line, card.small, room=room)
    _hang(picture, photos)
    return as_jpeg(picture)


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
