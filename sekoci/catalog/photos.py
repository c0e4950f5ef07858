"""Photos of products: whatever a phone sends becomes three small WebP pictures that carry nothing but the picture.

Nothing is believed: the kind is read from the content, the size from the header before anything is decoded, and what is kept
is drawn anew, so that places, serial numbers and whatever else was hidden in the file stay behind.
"""

import hashlib
import io
import os
import re
import struct
import tempfile
import threading
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from PIL import ExifTags, Image

from sekoci.kit.errors import Refusal
from sekoci.kit.uploads import MOST_BYTES, TooLarge

SIZES = (320, 640, 1280)
"""The longer side of the three pictures, in pixels; a smaller photo is not blown up."""
MOST_PIXELS = 40_000_000
LEAST_SIDE = 32
MOST_SCANS = 100
"""A progressive JPEG draws itself in some ten scans; thousands of them are an attack on our time."""
NAME = re.compile(r"(?P<hash>[0-9a-f]{32})\.(?P<width>[0-9]{1,4})x(?P<height>[0-9]{1,4})")

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.filterwarnings("ignore", category=UserWarning, module="PIL")
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

_one_at_a_time = threading.BoundedSemaphore(1)
_UNREADABLE = (
    OSError, ValueError, TypeError, KeyError, IndexError, SyntaxError, EOFError, OverflowError, RuntimeError, struct.error,
    zlib.error,
)  # fmt: skip
"""What Pillow raises over a broken file."""


class NotAPhoto(Refusal):
    code, status = "not_a_photo", 422
    id = "Ini bukan foto yang bisa dipakai. Pilih foto JPEG, PNG, atau WebP."
    en = "We cannot use this as a photo. Choose a JPEG, PNG or WebP photo."


class HeicPhoto(NotAPhoto):
    code = "heic_photo"
    id = "Foto HEIC belum bisa dipakai. Ambil foto lewat tombol kamera di sini."
    en = "HEIC photos cannot be used yet. Take the photo with the camera button here."


class MovingPicture(NotAPhoto):
    code = "moving_picture"
    id = "Gambar bergerak tidak bisa dipakai. Pilih foto biasa."
    en = "Moving pictures cannot be used. Choose an ordinary photo."


class TooManyPixels(NotAPhoto):
    code = "too_many_pixels"
    id = "Ukuran foto terlalu besar: paling banyak 40 megapiksel. Ambil foto baru dengan HP."
    en = "The photo has too many pixels: at most 40 megapixels. Take a new one with your phone."


class TooSmall(NotAPhoto):
    code = "too_small"
    id = "Foto terlalu kecil. Pilih foto yang lebih jelas."
    en = "The photo is too small. Choose a clearer one."


class ManyPhotos(Refusal):
    code, status = "many_photos", 503
    id = "Sedang banyak foto yang diolah. Coba lagi sebentar lagi."
    en = "Many photos are being worked on. Try again in a moment."


def keep_photo(business_id: int, file: BinaryIO, *, field: str = "photo") -> str:
    """Keep a photo of this business's in three sizes; its name, for Product.photo. The same photo has the same name."""
    kind = _kind(file, field)
    with _turn(), _reading(field):
        pictures = _drawn(file, kind, field)
    width, height = pictures[-1].size
    encoded = [_encoded(picture) for picture in pictures]
    name = f"{hashlib.sha256(encoded[-1]).hexdigest()[:32]}.{width}x{height}"
    for size, content in zip(SIZES, encoded, strict=True):
        _write(photo_path(business_id, name, size), content)
    return name


def photo_path(business_id: int, name: str, size: int) -> Path:
    """Where one size of a photo lies; `name` is one that `keep_photo` gave."""
    if not NAME.fullmatch(name) or size not in SIZES:
        raise ValueError(f"No such photo: {name!r} {size}")
    return Path(settings.MEDIA_ROOT) / str(int(business_id)) / f"{name}-{size}.webp"


def photo_url(business_id: int, name: str, size: int) -> str:
    """The address of one size of a photo, below the site's root."""
    return f"{settings.MEDIA_URL}{business_id}/{name}-{size}.webp"


def photo_as_jpeg(business_id: int, name: str) -> bytes:
    """The largest size of a photo as JPEG, for those who take no WebP."""
    out = io.BytesIO()
    with Image.open(photo_path(business_id, name, SIZES[-1])) as photo:
        photo.convert("RGB").save(out, "JPEG", quality=86, optimize=True)
    return out.getvalue()


def has_photo(business_id: int, name: str) -> bool:
    """Whether this business has a photo of that name: what comes back in a form is not believed."""
    return bool(NAME.fullmatch(name)) and photo_path(business_id, name, SIZES[0]).exists()


def measures(name: str) -> tuple[int, int] | None:
    """Width and height of the largest picture of a photo; None for a name that is none of ours."""
    found = NAME.fullmatch(name)
    return (int(found["width"]), int(found["height"])) if found else None


def _kind(file: BinaryIO, field: str) -> str:
    """JPEG, PNG or WEBP by the first bytes; whatever the file is called."""
    file.seek(0, io.SEEK_END)
    if file.tell() > MOST_BYTES:
        raise TooLarge(field=field)
    file.seek(0)
    head = file.read(64)
    if head.startswith(b"\xff\xd8\xff"):
        return _checked_scans(file, field)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        _check_webp(head, field)
        return "WEBP"
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"):
        if "HEIF" in Image.OPEN:
            return "HEIF"
        raise HeicPhoto(field=field)
    raise NotAPhoto(field=field)


def _checked_scans(file: BinaryIO, field: str) -> str:
    scans, last = 0, b""
    file.seek(0)
    while chunk := file.read(1 << 20):
        scans += (last + chunk).count(b"\xff\xda")
        last = chunk[-1:]
    if scans > MOST_SCANS:
        raise NotAPhoto(field=field)
    return "JPEG"


def _check_webp(head: bytes, field: str) -> None:
    """The size in a WebP's header: its decoder would set aside memory for it before Pillow could look."""
    width = height = 0
    match head[12:16]:
        case b"VP8X":
            width, height = (int.from_bytes(head[at : at + 3], "little") + 1 for at in (24, 27))
        case b"VP8L":
            bits = int.from_bytes(head[21:25], "little")
            width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            width, height = (int.from_bytes(head[at : at + 2], "little") & 0x3FFF for at in (26, 28))
    _check_size(width, height, field)


def _check_size(width: int, height: int, field: str) -> None:
    if width * height > MOST_PIXELS:
        raise TooManyPixels(field=field)
    if min(width, height) < LEAST_SIDE:
        raise TooSmall(field=field)


@contextmanager
def _turn() -> Iterator[None]:
    """One photo at a time in a process: 40 megapixels take some 300 MB while they are being drawn."""
    if not _one_at_a_time.acquire(timeout=15):
        raise ManyPhotos
    try:
        yield
    finally:
        _one_at_a_time.release()


@contextmanager
def _reading(field: str) -> Iterator[None]:
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise TooManyPixels(field=field) from None
    except _UNREADABLE:
        raise NotAPhoto(field=field) from None


def _drawn(file: BinaryIO, kind: str, field: str) -> list[Image.Image]:
    """The photo upright, without its secrets, in every size, the smallest first."""
    file.seek(0)
    with Image.open(file, formats=[kind]) as photo:
        _check_size(*photo.size, field)
        if getattr(photo, "is_animated", False) and photo.format != "MPO":
            raise MovingPicture(field=field)
        turned = _turned(photo)
        photo.draft("RGB", (SIZES[-1], SIZES[-1]))
        photo.load()
        factor = max(1, min(max(photo.size) // (SIZES[-1] * 2), min(photo.size)))
        small: Image.Image = photo.reduce(factor) if factor > 1 and photo.mode not in ("P", "1") else photo
        picture = _opaque(small)
    if turned is not None:
        picture = picture.transpose(turned)
    pictures = []
    for size in reversed(SIZES):
        picture = picture.copy()
        picture.thumbnail((size, size), Image.Resampling.LANCZOS)
        pictures.append(picture)
    return pictures[::-1]


TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _turned(photo: Image.Image) -> Image.Transpose | None:
    """How the camera was held. Broken EXIF data is no reason to refuse a photo."""
    try:
        return TURNS.get(photo.getexif().get(ExifTags.Base.Orientation, 1))
    except (*_UNREADABLE, UserWarning):
        return None


def _opaque(photo: Image.Image) -> Image.Image:
    """RGB, what is transparent on white."""
    if photo.mode.startswith("I"):
        photo = photo.point(lambda value: value * (1 / 256)).convert("L")
    if photo.has_transparency_data:
        layered = photo.convert("RGBA")
        ground = Image.new("RGB", layered.size, "white")
        ground.paste(layered, mask=layered.getchannel("A"))
        return ground
    return photo.convert("RGB")


def _encoded(picture: Image.Image) -> bytes:
    content = io.BytesIO()
    bare = Image.frombytes("RGB", picture.size, picture.tobytes())
    bare.save(content, "WEBP", quality=75, method=4)
    return content.getvalue()


def _write(path: Path, content: bytes) -> None:
    """All of the file or none of it, even when two write it at once or the process is killed."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    number, fresh = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(fresh).chmod(0o644)
        Path(fresh).replace(path)
    except OSError:
        Path(fresh).unlink(missing_ok=True)
        raise
