"""What papers a thing has: how their numbers are written, and when their end is near. Pure: no database, no clock.

Only the form of a number is looked at: whether the issuer knows it, nobody asked.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sekoci.kit.errors import Invalid
from sekoci.kit.text import clean_line

KINDS = {"pirt": "P-IRT", "bpom": "BPOM", "halal": "Halal"}
STEPS = (0, 7, 30, 60)
"""Days before the end on which the owner is told; 0: it has ended."""


@dataclass(frozen=True)
class CertificateDraft:
    """A paper as its owner wrote it; `product_id` None: of the whole shop; `valid_until` None: without end."""

    kind: str
    number: str
    holder: str = ""
    valid_until: date | None = None
    product_id: UUID | None = None


def checked_certificate(draft: CertificateDraft, *, today: date) -> CertificateDraft:
    """The paper with its number written as its issuer writes it; refused with what is wrong beside the field."""
    if draft.kind not in KINDS:
        raise Invalid(field="kind", why_id="Pilih jenis izin dari daftar.", why_en="Choose a kind of certificate from the list.")
    number = _CHECKS[draft.kind](clean_line(draft.number, most=40, least=1, field="number").upper())
    until = draft.valid_until
    if draft.kind == "pirt":
        until = _end_of_pirt(number, until)
    if until is not None and until < today:
        raise Invalid(
            field="valid_until",
            why_id="Izin ini sudah habis. Perpanjang dulu, lalu catat nomornya.",
            why_en="This certificate has ended. Renew it first, then write down its number.",
        )
    return replace(draft, number=number, holder=clean_line(draft.holder, most=80, field="holder"), valid_until=until)


def step_of(valid_until: date | None, *, today: date) -> int | None:
    """Which of STEPS the end of a paper has reached: 30 when 8 to 30 days are left, 0 after its last day; None: far away."""
    if valid_until is None:
        return None
    left = (valid_until - today).days
    return 0 if left < 0 else next((step for step in STEPS[1:] if left <= step), None)


def _pirt(number: str) -> str:
    """Fifteen digits, `2063372010123-28`: packaging, food, regency, product, maker, and the year in which it ends."""
    digits = _digits_of(number, "PIRT")
    if len(digits) != 15:
        raise _wrong(
            f"Nomor P-IRT terdiri dari 15 angka. Yang Anda tulis {len(digits)} angka.",
            f"A P-IRT number has 15 digits. You wrote {len(digits)}.",
        )
    if digits[0] not in "12345678":
        raise _wrong(
            "Angka pertama nomor P-IRT adalah 1 sampai 8. Periksa lagi.",
            "The first digit of a P-IRT number is 1 to 8. Check again.",
        )
    return f"{digits[:13]}-{digits[13:]}"


def _end_of_pirt(number: str, until: date | None) -> date:
    """The end that was said, in the year that the number names; its last day where nothing was said."""
    year = 2000 + int(number[-2:])
    if until is not None and until.year != year:
        raise Invalid(
            field="valid_until",
            why_id=f"Menurut nomornya, izin ini habis tahun {year}. Periksa tanggalnya.",
            why_en=f"By its number this certificate ends in {year}. Check the date.",
        )
    return until or date(year, 12, 31)


def _bpom(number: str) -> str:
    """`MD` (made here) or `ML` (imported) and 12 or 15 digits for food; `TR` and others for jamu, `NA` to `NE` for cosmetics."""
    found = re.fullmatch(r"(?:BPOM|POM)?(?:RI)?([A-Z]{2})([0-9]+)", re.sub(r"[^A-Z0-9]", "", number))
    if not found:
        raise _wrong(
            "Tulis huruf lalu angkanya, misalnya MD 123456789012.",
            "Write the letters, then the digits, such as MD 123456789012.",
        )
    letters, digits = found[1], found[2]
    lengths = _BPOM_LENGTHS.get(letters)
    if lengths is None:
        raise _wrong(
            f"Kami tidak mengenal huruf {letters}. Yang biasa: MD, ML, TR, atau NA.",
            f"We do not know the letters {letters}. Usual ones: MD, ML, TR or NA.",
        )
    if len(digits) not in lengths:
        said = " atau ".join(map(str, lengths)), " or ".join(map(str, lengths))
        raise _wrong(
            f"Setelah {letters} ada {said[0]} angka. Yang Anda tulis {len(digits)}.",
            f"After {letters} there are {said[1]} digits. You wrote {len(digits)}.",
        )
    return f"{letters} {digits}"


_BPOM_LENGTHS = {
    **dict.fromkeys(("MD", "ML"), (12, 15)),
    **dict.fromkeys(("TR", "TI", "TL", "SD", "SI", "SL", "FF", "HT"), (9,)),
    **dict.fromkeys(("NA", "NB", "NC", "ND", "NE"), (11,)),
}


def _halal(number: str) -> str:
    """`ID` and the digits of BPJPH; the number of a fatwa (KH) is another thing."""
    plain = re.sub(r"[^A-Z0-9]", "", number)
    if plain.startswith("KH") or "KH" in plain[:6]:
        raise _wrong(
            "Ini nomor ketetapan fatwa. Tulis nomor sertifikat yang diawali ID.",
            "This is the number of the fatwa. Write the certificate's number, which begins with ID.",
        )
    if not re.fullmatch(r"ID[0-9]{14,20}", plain):
        raise _wrong(
            "Nomor sertifikat halal diawali ID, lalu sekitar 17 angka. Periksa lagi.",
            "A halal certificate's number is ID and about 17 digits. Check again.",
        )
    return plain


_CHECKS: dict[str, Callable[[str], str]] = {"pirt": _pirt, "bpom": _bpom, "halal": _halal}


def _digits_of(number: str, prefix: str) -> str:
    plain = re.sub(r"[^A-Z0-9]", "", number).removeprefix("SP").removeprefix(prefix).removeprefix("NO")
    if not plain.isdigit():
        raise _wrong("Tulis nomornya dengan angka saja.", "Write the number in digits only.")
    return plain


def _wrong(indonesian: str, english: str) -> Invalid:
    return Invalid(field="number", why_id=indonesian, why_en=english)
