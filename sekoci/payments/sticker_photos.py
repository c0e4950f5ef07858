"""A photographed sticker becomes the text in its code. Nothing is believed: kind and size are read before anything is drawn."""

import io
import threading
import warnings
from collections.abc import Iterator

import zxingcpp
from PIL import Image, ImageOps

from sekoci.kit.errors import Refusal
from sekoci.kit.uploads import MOST_BYTES, TooLarge

MOST_PIXELS = 40_000_000
LONGEST_SIDES = (1600, 2600, 800)
"""A code is read at these sizes, one after the other: enough for a sticker that fills a tenth of the picture."""
MOST_SCANS = 100
"""A progressive JPEG draws itself in some ten scans; thousands of them are an attack on our time."""
QR = zxingcpp.barcode_formats_from_str("QRCode")
_one_at_a_time = threading.BoundedSemaphore(1)


class NotAPicture(Refusal):
    code, status = "not_a_picture", 422
    id = "Berkas ini bukan foto JPEG atau PNG. Ambil foto stikernya dengan HP."
    en = "This file is not a JPEG or PNG photo. Take a photo of the sticker with your phone."


class PictureTooBig(Refusal):
    code, status = "picture_too_big", 422
    id = "Foto terlalu besar: paling banyak 40 megapiksel. Ambil foto baru dengan HP."
    en = "The photo has too many pixels: at most 40 megapixels. Take a new one with your phone."


class NoCodeSeen(Refusal):
    code, status = "no_code_seen", 422
    id = "Tidak ada kode QR yang terbaca. Foto lebih dekat, lurus, dan terang, atau salin teks kodenya."
    en = "No QR code can be read. Go closer, straight and in good light, or copy the text of the code."


def read_sticker_photo(content: bytes, *, field: str = "photo") -> str:
    """The text of the QRIS on a photo; where several codes are on it, the one that looks like a QRIS."""
    kind = _kind(content, field)
    with _one_at_a_time:
        texts = _texts(content, kind, field)
    if not texts:
        raise NoCodeSeen(field=field)
    return next((text for text in texts if text.startswith("0002")), texts[0])


def _kind(content: bytes, field: str) -> str:
    if len(content) > MOST_BYTES:
        raise TooLarge(field=field)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith(b"\xff\xd8\xff") and content.count(b"\xff\xda") <= MOST_SCANS:
        return "JPEG"
    raise NotAPicture(field=field)


def _texts(content: bytes, kind: str, field: str) -> list[str]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=[kind]) as photo:
                if photo.width * photo.height > MOST_PIXELS:
                    raise PictureTooBig(field=field)
                photo.draft("L", (LONGEST_SIDES[1], LONGEST_SIDES[1]))
                upright = ImageOps.exif_transpose(photo)
                flat = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright.convert("RGBA")).convert("L")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureTooBig(field=field) from None
    except (OSError, ValueError, TypeError, KeyError, IndexError, SyntaxError, EOFError, OverflowError, RuntimeError):
        raise NotAPicture(field=field) from None
    for picture in _sizes(flat):
        if found := [each.text for each in zxingcpp.read_barcodes(picture, formats=QR) if each.text]:
            return found
    return []


def _sizes(picture: Image.Image) -> Iterator[Image.Image]:
    for side in LONGEST_SIDES:
        smaller = picture.copy()
        smaller.thumbnail((side, side))
        yield smaller
