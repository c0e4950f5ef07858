"""Writing a QRIS strictly: the owner's static code with an amount in it, and codes of an acquirer's own."""

import re
from dataclasses import dataclass

from sekoci.kit.money import parse_rupiah
from sekoci.payments.rules.reading import Qris, decode_qris
from sekoci.payments.rules.tags import LONGEST, BadQris, TooLong, checksum, write_tag


class NotQris(BadQris):
    code = "qris_not_indonesian"
    id = "Kode ini bukan QRIS rupiah dari Indonesia (negara {country}, mata uang {currency})."
    en = "This is not an Indonesian QRIS in rupiah (country {country}, currency {currency})."


class NotStatic(BadQris):
    code = "qris_not_static"
    id = "Ini kode untuk satu kali bayar. Pakai kode stiker yang ditempel di toko."
    en = "This code is for one payment only. Use the code of the sticker in your shop."


class AmountNotPayable(BadQris):
    code = "qris_amount"
    id = "Jumlah untuk QRIS harus Rp1 sampai Rp9.999.999.999.999."
    en = "An amount for QRIS must be Rp1 to Rp9.999.999.999.999."


MOST_PAYABLE = 10**13 - 1
"""Tag 54 holds thirteen digits. What an acquirer allows is less, and the acquirer's business."""


def check_sticker(text: str) -> Qris:
    """Read a code that is to be an owner's own sticker: Indonesian, rupiah, static."""
    code = decode_qris(text)
    if not code.is_qris:
        raise NotQris(country=code.country, currency=code.currency)
    if not code.is_static:
        raise NotStatic()
    return code


def make_dynamic(text: str, amount: int | str) -> str:
    """The static code with `amount` rupiah in it; every other part stays letter by letter where it stood.

    It is still the merchant's static account: no notice will come, the owner confirms.
    """
    return with_amount(check_sticker(text), parse_rupiah(amount, field="amount") if isinstance(amount, str) else amount)


def with_amount(code: Qris, amount: int) -> str:
    """The same for a static code that was read before."""
    if not 0 < amount <= MOST_PAYABLE:
        raise AmountNotPayable()
    parts = []
    for tag in code.tags:
        if tag.id in ("54", "55", "56", "57"):
            continue
        parts.append(write_tag("01", "12") if tag.id == "01" else tag.raw)
        if tag.id == "00" and not code.initiation:
            parts.append(write_tag("01", "12"))
        if tag.id == "53":
            parts.append(write_tag("54", str(amount)))
    return _closed("".join(parts))


@dataclass(frozen=True)
class Merchant:
    """Who collects, for codes that an acquirer issues itself."""

    domain: str
    pan: str
    merchant_id: str
    criteria: str
    nmid: str
    mcc: str
    name: str
    city: str
    postal_code: str


_LIMITS = {
    "domain": r"[A-Z0-9.\-]{1,32}",
    "pan": r"\d{16,19}",
    "merchant_id": r"[A-Za-z0-9]{1,15}",
    "criteria": r"UMI|UKE|UME|UBE|URE|PSO|BLU",
    "nmid": r"ID\d{13}",
    "mcc": r"\d{4}",
    "name": r"[ -~]{1,25}",
    "city": r"[ -~]{1,15}",
    "postal_code": r"\d{5,10}",
}


def issue_qris(merchant: Merchant, *, amount: int | None = None, reference: str = "") -> str:
    """A code by the book: dynamic with `amount`, static without; `reference` (at most 25 letters) goes into 62.05."""
    for field, pattern in _LIMITS.items():
        if not re.fullmatch(pattern, getattr(merchant, field), re.ASCII):
            raise ValueError(f"{field} cannot stand in a QRIS: {getattr(merchant, field)!r}")
    if amount is not None and not 0 < amount <= MOST_PAYABLE:
        raise AmountNotPayable()
    if not re.fullmatch(r"[A-Za-z0-9\-]{0,25}", reference, re.ASCII):
        raise ValueError(f"No such reference: {reference!r}")
    acquirer = (("00", merchant.domain), ("01", merchant.pan), ("02", merchant.merchant_id), ("03", merchant.criteria))
    national = (("00", "ID.CO.QRIS.WWW"), ("02", merchant.nmid), ("03", merchant.criteria))
    objects = [("00", "01"), ("01", "11" if amount is None else "12"), ("26", _template(acquirer)), ("51", _template(national))]
    objects += [("52", merchant.mcc), ("53", "360")]
    objects += [("54", str(amount))] if amount is not None else []
    objects += [("58", "ID"), ("59", merchant.name), ("60", merchant.city), ("61", merchant.postal_code)]
    objects += [("62", _template((("05", reference),)))] if reference else []
    return _closed("".join(write_tag(tag, value) for tag, value in objects))


def _template(parts: tuple[tuple[str, str], ...]) -> str:
    return "".join(write_tag(tag, value) for tag, value in parts)


def _closed(body: str) -> str:
    payload = body + "6304" + checksum(body + "6304")
    if len(payload) > LONGEST:
        raise TooLong(length=len(payload), most=LONGEST)
    return payload
