"""Reading a QRIS leniently: any order, UTF-8, names that are too long; but never a wrong checksum or a senseless field."""

import re
from dataclasses import dataclass
from typing import Any

from sekoci.payments.rules.tags import BadQris, Tag, cleaned, read_tags, read_whole


class BadField(BadQris):
    code = "qris_bad_field"
    id = "Bagian {tag} ({name}) pada kode salah: {value}. Minta stiker baru dari penyedia QRIS Anda."
    en = "Part {tag} ({name}) of the code is wrong: {value}. Ask your QRIS provider for a new sticker."


class MissingField(BadQris):
    code = "qris_missing_field"
    id = "Kode ini kurang bagian {tag} ({name}). Minta stiker baru dari penyedia QRIS Anda."
    en = "This code lacks part {tag} ({name}). Ask your QRIS provider for a new sticker."


class NoAccount(BadQris):
    code = "qris_no_account"
    id = "Kode ini tidak menyebut rekening pedagang. Minta stiker baru dari penyedia QRIS Anda."
    en = "This code names no merchant account. Ask your QRIS provider for a new sticker."


@dataclass(frozen=True)
class MerchantAccount:
    """A template 02 to 51: who collects the money. Schemes abroad have no parts: `raw` is all there is."""

    tag: str
    domain: str
    pan: str
    merchant_id: str
    criteria: str
    raw: str


@dataclass(frozen=True)
class Qris:
    """A code that was read. `amount` is as written (`25000` or `5.00`), None where the payer types it in."""

    payload: str
    initiation: str
    accounts: tuple[MerchantAccount, ...]
    mcc: str
    currency: str
    amount: str | None
    tip: str
    country: str
    merchant_name: str
    city: str
    postal_code: str
    additional: dict[str, str]
    tags: tuple[Tag, ...]

    @property
    def is_static(self) -> bool:
        """One code for every sale: marked 11, or not marked and without an amount."""
        return self.initiation == "11" or (not self.initiation and self.amount is None)

    @property
    def is_qris(self) -> bool:
        """Whether it is Indonesian: rupiah, Indonesia, and an account in a national template."""
        national = any("26" <= account.tag <= "51" for account in self.accounts)
        return national and self.currency == "360" and self.country == "ID"

    @property
    def nmid(self) -> str:
        """The national merchant id (`ID` and 13 digits) of template 51; empty where there is none."""
        found = [account.merchant_id for account in self.accounts if account.tag == "51"]
        return found[0] if found and re.fullmatch(r"ID\d{13}", found[0], re.ASCII) else ""

    @property
    def reference(self) -> str:
        """What its issuer called this payment: tag 62.05, else the bill number 62.01."""
        return self.additional.get("05") or self.additional.get("01", "")

    def as_json(self) -> dict[str, Any]:
        """What `sekoci qris decode` prints."""
        return {
            "payload": self.payload,
            "is_qris": self.is_qris,
            "kind": "static" if self.is_static else "dynamic",
            "merchant_name": self.merchant_name,
            "city": self.city,
            "postal_code": self.postal_code,
            "country": self.country,
            "currency": self.currency,
            "amount": self.amount,
            "tip": self.tip,
            "mcc": self.mcc,
            "nmid": self.nmid,
            "accounts": [
                {"tag": a.tag, "domain": a.domain, "pan": a.pan, "merchant_id": a.merchant_id, "criteria": a.criteria}
                for a in self.accounts
            ],
            "additional": self.additional,
            "crc": self.payload[-4:],
            "remarks": self.remarks(),
            "tags": [{"id": tag.id, "value": tag.value} for tag in self.tags],
        }

    def remarks(self) -> list[str]:
        """Where it breaks the book without being unusable."""
        told = []
        if not self.is_qris:
            told.append("not a QRIS: another country, currency or scheme")
        if len(self.merchant_name) > 25:
            told.append("merchant name longer than 25 characters")
        if len(self.city) > 15:
            told.append("city longer than 15 characters")
        if self.is_qris and not self.postal_code:
            told.append("no postal code")
        return told


FIELDS: dict[str, tuple[str, str]] = {
    "00": ("versi", r"01"),
    "01": ("jenis", r"11|12"),
    "52": ("kode jenis usaha", r"\d{4}"),
    "53": ("mata uang", r"\d{3}"),
    "54": ("jumlah", r"(?=.{1,13}$)(?=.*[1-9])\d+(\.\d{0,2})?"),
    "55": ("uang tip", r"0[123]"),
    "56": ("tip tetap", r"(?=.{1,13}$)\d+(\.\d{0,2})?"),
    "57": ("tip persen", r"(?=.{1,5}$)\d{1,2}(\.\d{0,2})?"),
    "58": ("negara", r"[A-Z]{2}"),
}
NEEDED = ("00", "52", "53", "58", "59", "60")
NAMES = {"59": "nama pedagang", "60": "kota"}


def decode_qris(text: str) -> Qris:
    """Read a code in whatever order its parts stand; a BadQris says what is wrong with one that cannot be used."""
    payload = cleaned(text)
    tags = read_whole(payload)
    values = {tag.id: tag.value for tag in tags}
    for tag, (name, pattern) in FIELDS.items():
        if tag in values and not re.fullmatch(pattern, values[tag], re.ASCII):
            raise BadField(tag=tag, name=name, value=values[tag][:20])
    for tag in NEEDED:
        if not values.get(tag, "").strip():
            raise MissingField(tag=tag, name=NAMES.get(tag) or FIELDS[tag][0])
    accounts = tuple(_account(tag) for tag in tags if "02" <= tag.id <= "51")
    if not accounts:
        raise NoAccount()
    return Qris(
        payload=payload[:-4] + payload[-4:].upper(),
        initiation=values.get("01", ""),
        accounts=accounts,
        mcc=values["52"],
        currency=values["53"],
        amount=values.get("54"),
        tip=values.get("55", ""),
        country=values["58"],
        merchant_name=values["59"],
        city=values["60"],
        postal_code=values.get("61", ""),
        additional=_parts(values.get("62", "")),
        tags=tags,
    )


def _account(tag: Tag) -> MerchantAccount:
    parts = _parts(tag.value) if tag.id >= "26" else {}
    domain, pan, merchant_id, criteria = (parts.get(sub, "") for sub in ("00", "01", "02", "03"))
    return MerchantAccount(tag.id, domain, pan, merchant_id, criteria, raw=tag.value)


def _parts(value: str) -> dict[str, str]:
    """The parts of a template; {} for one that is not made of parts, as some old schemes are."""
    try:
        return {tag.id: tag.value for tag in read_tags(value)}
    except BadQris:
        return {}
