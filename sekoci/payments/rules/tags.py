"""The grammar under a QRIS: objects of a two-digit id, a two-digit length and a value, closed by a checksum. Pure."""

import binascii
import re
from dataclasses import dataclass

from sekoci.kit.errors import Refusal

LONGEST = 512
"""Letters in a whole code, by EMVCo."""


class BadQris(Refusal):
    """A text that is no code of this kind, or a damaged one. Every reason below says what to do."""

    code, status = "bad_qris", 422

    def __init__(self, **facts: object) -> None:
        super().__init__(field="qris", **facts)


class NotACode(BadQris):
    code = "qris_not_a_code"
    id = "Ini bukan kode QRIS. Kode QRIS dimulai dengan 000201."
    en = "This is not a QRIS code. A QRIS code starts with 000201."


class CutOff(BadQris):
    code = "qris_cut_off"
    id = "Kode terpotong di huruf ke-{at}. Salin lagi seluruhnya."
    en = "The code is cut off at letter {at}. Copy all of it again."


class TooLong(BadQris):
    code = "qris_too_long"
    id = "Kode terlalu panjang: {length} huruf, paling banyak {most}."
    en = "The code is too long: {length} characters, at most {most}."


class Twice(BadQris):
    code = "qris_tag_twice"
    id = "Kode rusak: bagian {tag} ada dua kali. Salin lagi dari stikernya."
    en = "The code is damaged: part {tag} is there twice. Copy it again from the sticker."


class WrongChecksum(BadQris):
    code = "qris_wrong_crc"
    id = "Kode salah atau berubah: angka pemeriksa {found}, seharusnya {expected}. Salin lagi dari stikernya."
    en = "The code is wrong or was changed: its checksum is {found}, it should be {expected}. Copy it again from the sticker."


@dataclass(frozen=True)
class Tag:
    """One object; `raw` is how it stood in the text, so that it can be repeated letter by letter."""

    id: str
    value: str
    raw: str


def checksum(text: str) -> str:
    """CRC-16/CCITT-FALSE over the UTF-8 bytes, four capital hex digits: `123456789` gives `29B1`."""
    return f"{binascii.crc_hqx(text.encode(), 0xFFFF):04X}"


def write_tag(tag: str, value: str) -> str:
    if not 1 <= len(value) <= 99:
        raise ValueError(f"Tag {tag} cannot hold {len(value)} characters")
    return f"{tag}{len(value):02}{value}"


def cleaned(text: str) -> str:
    """What people paste: line breaks, tabs, invisible marks and the blanks around it taken out; inner blanks belong to names."""
    readable = text.encode("utf-8", "replace").decode()
    return re.sub(r"[\r\n\t\u200b-\u200f\u2060\ufeff]", "", readable).strip()


def read_whole(text: str) -> tuple[Tag, ...]:
    """The objects of a whole code without its checksum 63, which must be last and right."""
    if not text.startswith("0002"):
        raise NotACode()
    if len(text) > LONGEST:
        raise TooLong(length=len(text), most=LONGEST)
    tags = read_tags(text)
    last = tags[-1]
    if last.id != "63" or len(last.value) != 4:
        raise CutOff(at=len(text))
    expected = checksum(text[:-4])
    if last.value.upper() != expected:
        raise WrongChecksum(found=last.value, expected=expected)
    return tags[:-1]


def read_tags(text: str) -> tuple[Tag, ...]:
    """Take a text apart, in whatever order its objects stand. Lengths count characters; some write UTF-8 bytes: tried second."""
    try:
        return _unique(_split(text))
    except CutOff:
        if text.isascii():
            raise
        return _unique(_split_bytes(text))


def _split(text: str) -> list[Tag]:
    tags, at = [], 0
    while at < len(text):
        head = text[at : at + 4]
        if not (len(head) == 4 and head.isascii() and head.isdigit() and head[2:] != "00"):
            raise CutOff(at=at + 1)
        end = at + 4 + int(head[2:])
        if end > len(text):
            raise CutOff(at=at + 1)
        tags.append(Tag(head[:2], text[at + 4 : end], text[at:end]))
        at = end
    return tags


def _split_bytes(text: str) -> list[Tag]:
    """The same with lengths in bytes: Latin-1 gives every byte one letter, so the same walk counts bytes."""
    try:
        walked = _split(text.encode().decode("latin-1"))
        return [Tag(tag.id, _utf8(tag.value), _utf8(tag.raw)) for tag in walked]
    except UnicodeDecodeError:
        raise CutOff(at=len(text)) from None


def _utf8(letters: str) -> str:
    return letters.encode("latin-1").decode()


def _unique(tags: list[Tag]) -> tuple[Tag, ...]:
    seen: set[str] = set()
    for tag in tags:
        if tag.id in seen:
            raise Twice(tag=tag.id)
        seen.add(tag.id)
    return tuple(tags)
