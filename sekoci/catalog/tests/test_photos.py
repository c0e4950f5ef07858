"""Photos: what phones send becomes three small pictures without secrets; what is not a photo is told so, quickly."""

import io
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from sekoci.catalog import photos
from sekoci.catalog.photos import (
    HeicPhoto,
    MovingPicture,
    NotAPhoto,
    TooManyPixels,
    TooSmall,
    keep_photo,
    measures,
    photo_path,
)
from sekoci.kit.uploads import TooLarge

NAVY, ORANGE = (10, 37, 64), (255, 122, 26)


def picture(width: int = 900, height: int = 600, mode: str = "RGB") -> Image.Image:
    """Orange with a navy quarter at the upper left."""
    image = Image.new("RGB", (width, height), ORANGE)
    image.paste(NAVY, (0, 0, width // 2, height // 2))
    return image.convert(mode)


def as_file(image: Image.Image, kind: str = "JPEG", **options) -> io.BytesIO:
    content = io.BytesIO()
    image.save(content, kind, **options)
    content.seek(0)
    return content


def kept(file: io.BytesIO) -> Image.Image:
    return Image.open(photo_path(7, keep_photo(7, file), 1280)).convert("RGB")


def corner(image: Image.Image, x: float, y: float) -> tuple[int, ...]:
    return image.getpixel((int((image.width - 1) * x), int((image.height - 1) * y)))


def is_like(colour, wanted) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(colour, wanted, strict=True))


def png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> io.BytesIO:
    """A black one-bit PNG of any size, made row by row: a bomb of 144 megapixels weighs 17.5 KB."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    squeeze = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    body = b"".join(squeeze.compress(row) for _ in range(height)) + squeeze.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = [(b"IHDR", head), *chunks, (b"IDAT", body), (b"IEND", b"")]
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts))


MODES = {"JPEG": ("RGB", "L", "CMYK"), "PNG": ("RGB", "L", "P", "RGBA", "LA", "1", "I;16"), "WEBP": ("RGB", "RGBA")}


@pytest.mark.parametrize(("kind", "mode"), [(kind, mode) for kind, modes in MODES.items() for mode in modes])
def test_every_kind_of_photo_becomes_three_webp_pictures(kind, mode, media):
    image = picture(1400, 1050, "I").convert("I;16") if mode == "I;16" else picture(1400, 1050, mode)
    file = as_file(image, kind)
    name = keep_photo(7, file)
    assert measures(name) == (1280, 960)
    for size, wanted in ((320, (320, 240)), (640, (640, 480)), (1280, (1280, 960))):
        with Image.open(media / "7" / f"{name}-{size}.webp") as small:
            assert (small.format, small.mode, small.size) == ("WEBP", "RGB", wanted)
            assert not small.info.keys() & {"exif", "icc_profile", "xmp"}


def test_a_small_photo_is_not_blown_up():
    assert measures(keep_photo(7, as_file(picture(200, 500)))) == (200, 500)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright_however_the_phone_was_held(orientation):
    shot = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}.get(orientation)
    image = picture(600, 400)
    image = image if shot is None else image.transpose(Image.Transpose(shot))
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = as_file(image, exif=exif)
    assert is_like(corner(ImageOps.exif_transpose(Image.open(file)), 0.1, 0.1), NAVY)
    seen = kept(file)
    assert seen.size == (600, 400)
    assert is_like(corner(seen, 0.1, 0.1), NAVY)
    for x, y in ((0.9, 0.1), (0.1, 0.9), (0.9, 0.9)):
        assert is_like(corner(seen, x, y), ORANGE)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_where_and_with_what_it_was_taken_is_not_kept(kind, media):
    exif = Image.Exif()
    exif[0x010F] = "RAHASIA-MEREK"
    exif[0x0112] = 3
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "S", (7.0, 34.0, 12.5), "E", (110.0, 48.0, 30.0)
    file = as_file(picture(), kind, exif=exif, icc_profile=b"RAHASIA-WARNA" * 20)
    assert b"RAHASIA" in file.getvalue() and Image.open(file).getexif().get_ifd(0x8825)
    file.seek(0)
    keep_photo(7, file)
    for path in media.rglob("*.webp"):
        with Image.open(path) as small:
            assert not small.getexif() and not small.getexif().get_ifd(0x8825)
        for secret in (b"RAHASIA", b"EXIF", b"ICCP", b"XMP ", b"Exif"):
            assert secret not in path.read_bytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_of_a_photo_that_is_something_else_too_only_the_picture_is_kept(kind, media):
    exif = Image.Exif()
    exif[0x010E] = "<script>alert(1)</script>"
    file = as_file(picture(), kind, exif=exif)
    others = b"<html><script>alert(1)</script>", b"PK\x03\x04evil.php", b"%PDF-1.7 /JS", b"GIF89a/*<?php eval()?>*/"
    keep_photo(7, io.BytesIO(file.getvalue() + b"".join(others)))
    found = list(media.rglob("*.webp"))
    assert len(found) == 3
    for path in found:
        assert not any(part in path.read_bytes() for part in (b"<script", b"PK\x03\x04", b"%PDF", b"GIF89a", b"<?php"))


def test_what_is_transparent_is_white():
    image = picture(mode="RGBA")
    image.putalpha(Image.new("L", image.size, 0))
    assert is_like(corner(kept(as_file(image, "PNG")), 0.1, 0.1), (255, 255, 255))


def test_the_same_photo_has_the_same_name_and_another_has_another():
    names = [keep_photo(7, as_file(picture())) for _ in range(2)]
    assert names[0] == names[1] != keep_photo(7, as_file(picture(901, 600)))
    assert len(names[0]) <= 64


def test_a_name_is_believed_no_more_than_a_file_ending(tmp_path):
    file = as_file(picture(), "PNG")
    file.name = "laporan.pdf"
    assert keep_photo(7, file)
    liar = io.BytesIO(b"%PDF-1.7\n1 0 obj")
    liar.name = "foto.jpg"
    with pytest.raises(NotAPhoto):
        keep_photo(7, liar)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"%PDF-1.7\n%\xe2\xe3", SVG, b"<?xml version='1.0'?>" + SVG, b"GIF89a" + bytes(100), b"halo, ini bukan foto",
     b"BM" + bytes(100), b"PK\x03\x04" + bytes(60), b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBPVP8 ",
     b"\xff\xd8\xff\xe0" + b"<script>" * 99, b"RIFF\x24\x00\x00\x00WEBPVP8X" + bytes(40), b"II*\x00" + bytes(99)],
)  # fmt: skip
def test_what_is_not_a_photo_is_refused_and_nothing_is_kept(content, media):
    with pytest.raises(NotAPhoto) as refused:
        keep_photo(7, io.BytesIO(content))
    assert refused.value.field == "photo"
    assert not list(media.rglob("*"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_a_photo_cut_off_on_the_way_is_refused(kind, share):
    whole = as_file(Image.effect_noise((800, 600), 80).convert("RGB"), kind).getvalue()
    with pytest.raises(NotAPhoto):
        keep_photo(7, io.BytesIO(whole[: int(len(whole) * share)]))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(kind):
    frames = [picture(), picture().rotate(90)]
    with pytest.raises(MovingPicture):
        keep_photo(7, as_file(frames[0], kind, save_all=True, append_images=frames[1:], duration=100))


def test_the_second_picture_that_some_phones_add_is_no_reason_to_refuse():
    assert keep_photo(7, as_file(picture(), "MPO", save_all=True, append_images=[picture()]))


def test_a_heic_photo_is_told_apart():
    with pytest.raises(HeicPhoto):
        keep_photo(7, io.BytesIO(b"\x00\x00\x00\x18ftypheic" + bytes(100)))


@pytest.mark.parametrize("side", [12_000, 20_000])
def test_a_decompression_bomb_is_refused_by_its_header(side, monkeypatch):
    bomb = png(side, side)
    assert len(bomb.getvalue()) < 60_000
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("the bomb was decoded"))
    started = time.perf_counter()
    with pytest.raises(TooManyPixels):
        keep_photo(7, bomb)
    assert time.perf_counter() - started < 2


def test_a_webp_bomb_is_refused_before_its_decoder_takes_memory(monkeypatch):
    monkeypatch.setattr(Image, "open", lambda *a, **k: pytest.fail("the bomb was opened"))
    for head in (
        b"VP8X" + struct.pack("<I", 10) + bytes(4) + b"\xfe\x3f\x00" * 2,
        b"VP8L" + struct.pack("<I", 20) + b"\x2f" + struct.pack("<I", 16_382 | 16_382 << 14),
        b"VP8 " + struct.pack("<I", 20) + b"\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", 16_383, 16_383),
    ):
        with pytest.raises(TooManyPixels):
            keep_photo(7, io.BytesIO(b"RIFF\x00\x00\x00\x00WEBP" + head + bytes(60)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_size_that_is_checked_is_the_real_one(kind, monkeypatch):
    monkeypatch.setattr(photos, "MOST_PIXELS", 899 * 600)
    with pytest.raises(TooManyPixels):
        keep_photo(7, as_file(picture(), kind, **({"lossless": True} if kind == "WEBP" else {})))
    with pytest.raises(TooManyPixels):
        keep_photo(7, as_file(picture(), kind))


def test_a_text_hidden_in_a_png_that_unpacks_to_a_gigabyte_is_refused():
    squeeze = zlib.compressobj(9)
    bomb = b"".join(squeeze.compress(bytes(1 << 20)) for _ in range(200)) + squeeze.flush()
    with pytest.raises(NotAPhoto):
        keep_photo(7, png(400, 400, (b"zTXt", b"Comment\x00\x00" + bomb)))


def test_a_jpeg_that_draws_itself_a_thousand_times_is_refused():
    content = as_file(picture(), "JPEG", progressive=True).getvalue()
    at = content.rindex(b"\xff\xda")
    assert keep_photo(7, io.BytesIO(content))
    with pytest.raises(NotAPhoto):
        keep_photo(7, io.BytesIO(content[:at] + content[at:-2] * 200 + b"\xff\xd9"))


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_broken_exif_is_no_reason_to_refuse():
    assert keep_photo(7, as_file(picture(), exif=b"Exif\x00\x00II*\x00\x08\x00\x00\x00\xff\xff" + b"\x12\x01\x03\x00" * 3))


def test_a_dot_is_too_small():
    with pytest.raises(TooSmall):
        keep_photo(7, as_file(picture(31, 900)))


def test_more_than_twenty_megabytes_are_refused():
    with pytest.raises(TooLarge):
        keep_photo(7, io.BytesIO(as_file(picture()).getvalue() + bytes(20_000_000)))


def test_forty_megapixels_take_less_than_half_a_gigabyte(tmp_path):
    """In a process of its own, so that its peak is the photo's alone."""
    picture(8000, 5000, "RGBA").save(tmp_path / "large.png", compress_level=1)
    code = (
        "import re; from django.conf import settings\n"
        f"settings.configure(MEDIA_ROOT={str(tmp_path)!r}, USE_I18N=False, SECURE=False)\n"
        "from sekoci.catalog import photos; photos.MOST_BYTES = 10**9\n"
        f"photos.keep_photo(1, open({str(tmp_path / 'large.png')!r}, 'rb'))\n"
        "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"  # ru_maxrss would be the parent's too
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)  # noqa: S603
    assert int(done.stdout) < 512 * 1024


def test_a_photo_half_written_is_never_seen(media, monkeypatch):
    monkeypatch.setattr(Path, "replace", lambda self, target: (_ for _ in ()).throw(OSError("no room")))
    with pytest.raises(OSError, match="no room"):
        keep_photo(7, as_file(picture()))
    assert not [path for path in media.rglob("*") if path.is_file()]
