"""What people type, made safe to keep: no control characters, no invisible ones, nothing that is none, one kind of space."""

import re
import unicodedata

from sekoci.kit.errors import Invalid

_UNSEEN = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LINK = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|[a-z0-9][a-z0-9.-]*\.(?:com|id|net|org|co|me|ly|xyz|link|info|shop|store|app|site|online|top|io|club|biz|gl|cc|my|sg|page|web)"
    r"(?![a-z0-9-])(?:[/?:]\S*)?",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<!\d)(?:\+?62|0)[\s().-]*8(?:[\s().-]*\d){7,11}(?!\d)|\+\d(?:[\s().-]*\d){8,13}(?!\d)")

_BEYOND_ASCII = frozenset("©«°±·»‘’“”‹›⁄")  # noqa: RUF001  the very signs that look alike
_ALIKE = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-")  # noqa: RUF001  as above
    | {"×": "x", "•": "·", "´": "'", "„": "“", "‚": "‘", "ß": "ss", "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe"}  # noqa: RUF001  as above
    | {"Ø": "O", "ø": "o", "Đ": "D", "đ": "d", "Ł": "L", "ł": "l", "ı": "i"}  # noqa: RUF001  as above
)
"""What is written otherwise and has no parts to be taken apart into."""


def clean_line(text: str, *, most: int, field: str = "name", least: int = 0) -> str:
    """One line of text: NFC, spaces folded, invisible characters out; refused when shorter than `least` or longer than `most`."""
    line = " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())
    _check_length(line, least=least, most=most, field=field)
    return line


def clean_text(text: str, *, most: int, field: str = "note") -> str:
    """Several lines of text, treated line by line; at most one empty line in a row."""
    lines = [" ".join(line.split()) for line in _UNSEEN.sub("", unicodedata.normalize("NFC", text)).splitlines()]
    whole = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    _check_length(whole, least=0, most=most, field=field)
    return whole


def slug_of(text: str, *, most: int = 40) -> str:
    """`Warung Melati` becomes `warung-melati`; empty when nothing of it can stand in an address."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:most].strip("-")


def latin(text: str) -> str:
    """The text without the signs that our paper lacks, such as emoji: it has Latin letters only."""
    return "".join(sign for sign in text if ord(sign) < 0x250 or 0x2010 <= ord(sign) <= 0x2026)


def in_our_letters(text: str) -> str:
    """The text in the few letters that our pictures have: é becomes e, a dash a hyphen; what is like none, goes."""
    alike = unicodedata.normalize("NFKD", text.translate(_ALIKE))
    return "".join(sign for sign in alike if " " <= sign <= "~" or sign in _BEYOND_ASCII)


def links_in(text: str) -> list[str]:
    """What a phone would turn into a link: addresses with or without `https://`."""
    return [found.rstrip(".,;:!?)") for found in _LINK.findall(text)]


def phones_in(text: str) -> list[str]:
    """What reads as a phone number, however it is spaced."""
    return _PHONE.findall(text)


def _check_length(text: str, *, least: int, most: int, field: str) -> None:
    if len(text) < least:
        raise Invalid(
            field=field,
            why_id="Bagian ini harus diisi." if not text else f"Tulis paling sedikit {least} huruf.",
            why_en="Please fill this in." if not text else f"Write at least {least} characters.",
        )
    if len(text) > most:
        raise Invalid(
            field=field,
            why_id=f"Terlalu panjang: paling banyak {most} huruf.",
            why_en=f"Too long: at most {most} characters.",
        )
