"""Vouchers: what a code is worth, and whether it may still be used. No database, no clock."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sekoci.kit.errors import Refusal

LOOKS_LIKE = str.maketrans("OIL", "011")
"""Letters that people type for digits, and the other way round."""
MOST_CODE = 20


class VoucherUnknown(Refusal):
    code, status = "voucher_unknown", 422
    id = "Kode voucher tidak dikenal. Periksa lagi, atau kosongkan."
    en = "This voucher code is unknown. Check it, or leave it empty."


class VoucherNotNow(Refusal):
    code, status = "voucher_not_now", 409
    id = "Voucher ini sudah berakhir atau belum mulai. Kosongkan dulu."
    en = "This voucher has ended or not begun. Leave it empty."


class VoucherUsedUp(Refusal):
    code, status = "voucher_used_up", 409
    id = "Voucher ini sudah habis dipakai. Kosongkan dulu."
    en = "This voucher is used up. Leave it empty."


class VoucherUsed(Refusal):
    code, status = "voucher_used", 409
    id = "Nomor HP ini sudah memakai voucher itu. Kosongkan dulu."
    en = "This phone number has used that voucher. Leave it empty."


class VoucherMinimum(Refusal):
    code, status = "voucher_minimum", 422
    id = "Voucher ini untuk belanja mulai Rp{minimum}. Tambah barang, atau kosongkan."
    en = "This voucher is for goods from Rp{minimum}. Add goods, or leave it empty."


@dataclass(frozen=True)
class Voucher:
    """A code worth `amount` rupiah, or `percent` (basis points) up to `ceiling`, on goods of at least `minimum` rupiah.

    `left` is how often it may still be used by anybody (None: no limit), `per_phone` how often by one phone.
    """

    id: UUID
    business_id: int
    code: str
    amount: int | None
    percent: int | None
    ceiling: int | None
    minimum: int
    starts_at: datetime
    ends_at: datetime | None
    left: int | None
    per_phone: int | None

    def worth(self, goods: int) -> int:
        """What it takes off goods of so many rupiah; a percentage is rounded down. Raises VoucherMinimum."""
        if goods < self.minimum:
            raise VoucherMinimum(field="voucher", minimum=f"{self.minimum:,}".replace(",", "."))
        worth = self.amount if self.amount is not None else goods * (self.percent or 0) // 10_000
        return min(worth, goods if self.ceiling is None else min(self.ceiling, goods))


@dataclass
class Vouchers:
    """What is left of the vouchers that a batch names while its drafts are granted one after the other.

    `by_phone`: how often each phone used each voucher before.
    """

    known: Mapping[tuple[int, str], Voucher] = field(default_factory=dict)
    by_phone: Mapping[tuple[UUID, str], int] = field(default_factory=dict)
    taken: Counter[UUID] = field(default_factory=Counter)
    taken_by: Counter[tuple[UUID, str]] = field(default_factory=Counter)

    @classmethod
    def of(cls, vouchers: Iterable[Voucher], by_phone: Mapping[tuple[UUID, str], int]) -> "Vouchers":
        return cls({(each.business_id, code_key(each.code)): each for each in vouchers}, by_phone)

    def find(self, business_id: int, code: str, phone: str, at: datetime) -> Voucher:
        """The voucher, if this phone may use it at `at`; without a phone (at the counter) the seller decides how often."""
        voucher = self.known.get((business_id, code_key(code)))
        if voucher is None:
            raise VoucherUnknown(field="voucher")
        if not (voucher.starts_at <= at and (voucher.ends_at is None or at < voucher.ends_at)):
            raise VoucherNotNow(field="voucher")
        if voucher.left is not None and voucher.left <= self.taken[voucher.id]:
            raise VoucherUsedUp(field="voucher")
        used = self.by_phone.get((voucher.id, phone), 0) + self.taken_by[voucher.id, phone]
        if phone and voucher.per_phone is not None and used >= voucher.per_phone:
            raise VoucherUsed(field="voucher")
        return voucher

    def take(self, voucher: Voucher, phone: str) -> None:
        self.taken[voucher.id] += 1
        self.taken_by[voucher.id, phone] += 1


def code_key(text: str) -> str:
    """What of a typed code counts: letters and digits in any case and width, O as 0, I and L as 1; the rest is forgiven."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(each for each in plain if each.isascii() and each.isalnum()).translate(LOOKS_LIKE)[:MOST_CODE]
