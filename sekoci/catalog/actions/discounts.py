"""What an owner does with discounts: make one, change it, stop it at once. Orders keep what they were given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import IntegrityError

from sekoci.catalog.rules import code_key
from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.money import MOST
from sekoci.kit.scope import in_business
from sekoci.kit.sql import Rows, fetch
from sekoci.kit.text import clean_line

MOST_PIECES = 100
MOST_USES = 1_000_000
LEAST_CODE = 4
DISCOUNTS = Rows(
    "catalog_discount",
    {
        "id": "uuid",
        "business_id": "bigint",
        "kind": "text",
        "product_id": "uuid",
        "variant_id": "uuid",
        "amount": "bigint",
        "percent": "int",
        "ceiling": "bigint",
        "buy": "int",
        "pay": "int",
        "code": "text",
        "key": "text",
        "minimum": "bigint",
        "most_uses": "int",
        "per_phone": "int",
        "used": "int",
        "starts_at": "timestamptz",
        "ends_at": "timestamptz",
        "created_at": "timestamptz",
    },
)


@dataclass(frozen=True)
class DiscountDraft:
    """A discount as the owner wants it. Money in rupiah, `percent` in basis points; one of `amount` and `percent`.

    `price`: a new price or a percentage off, for a product, one of its variants, or (a percentage) the whole shop. `bundle`: buy
    and pay. `voucher`: a code with what it takes off. `ends_at` None: until it is stopped.
    """

    kind: Literal["price", "bundle", "voucher"]
    starts_at: datetime
    ends_at: datetime | None = None
    product_id: UUID | None = None
    variant_id: UUID | None = None
    amount: int | None = None
    percent: int | None = None
    ceiling: int | None = None
    buy: int | None = None
    pay: int | None = None
    code: str = ""
    minimum: int = 0
    most_uses: int | None = None
    per_phone: int | None = None


class VoucherCodeTaken(Refusal):
    code, status = "voucher_code_taken", 409
    id = "Kode ini sudah ada. Pilih kode lain, atau ubah voucher yang lama."
    en = "This code exists already. Choose another, or change the old voucher."


class FewerThanUsed(Refusal):
    code, status = "fewer_than_used", 409
    id = "Voucher ini sudah dipakai {used} kali. Tulis angka itu atau lebih."
    en = "This voucher was used {used} times already. Write that number or more."


def make_discount(business_id: int, draft: DiscountDraft) -> UUID:
    """A new discount; the shop shows it from its first moment on."""
    with in_business(business_id):
        _check(business_id, draft)
        identity = new_id()
        try:
            DISCOUNTS.insert([(identity, business_id, *_columns(draft), 0, draft.starts_at, draft.ends_at, now())])
        except IntegrityError as error:
            raise _taken(error) from None
        return identity


def change_discount(business_id: int, discount_id: UUID, draft: DiscountDraft) -> None:
    """Another sum, goods, code or span; its kind and how often it was used stay."""
    with in_business(business_id):
        found = fetch(
            "select kind, used from catalog_discount where business_id = %s and id = %s for no key update",
            (business_id, discount_id),
        )
        if not found or found[0][0] != draft.kind:
            raise NotFound
        if draft.most_uses is not None and draft.most_uses < found[0][1]:
            raise FewerThanUsed(field="most_uses", used=found[0][1])
        _check(business_id, draft)
        names = ["kind", "product_id", "variant_id", "amount", "percent", "ceiling", "buy", "pay", "code", "key", "minimum"]
        names += ["most_uses", "per_phone", "starts_at", "ends_at"]
        values = [*_columns(draft), draft.starts_at, draft.ends_at]
        try:
            fetch(
                f"update catalog_discount set {', '.join(f'{name} = %s' for name in names)} where business_id = %s and id = %s",  # noqa: S608  ours
                [*values, business_id, discount_id],
            )
        except IntegrityError as error:
            raise _taken(error) from None


def stop_discount(business_id: int, discount_id: UUID) -> None:
    """From this moment on nobody gets it; one that was still to come never begins. Stopped twice it stays stopped."""
    at = now()
    with in_business(business_id):
        stopped = fetch(
            "update catalog_discount set ends_at = least(coalesce(ends_at, %(at)s), %(at)s), starts_at = least(starts_at, %(at)s)"
            " where business_id = %(business)s and id = %(id)s returning id",
            {"at": at, "business": business_id, "id": discount_id},
        )
        if not stopped:
            raise NotFound


def _columns(draft: DiscountDraft) -> tuple[object, ...]:
    return (
        draft.kind, draft.product_id, draft.variant_id, draft.amount, draft.percent, draft.ceiling, draft.buy, draft.pay,
        clean_line(draft.code, most=20, field="code").upper(), code_key(draft.code), draft.minimum, draft.most_uses,
        draft.per_phone,
    )  # fmt: skip


def _taken(error: IntegrityError) -> Exception:
    return VoucherCodeTaken(field="code") if "catalog_voucher_code" in str(error) else error


def _check(business_id: int, draft: DiscountDraft) -> None:
    """Refuse what makes no sense, naming the field."""
    if draft.ends_at is not None and draft.ends_at <= draft.starts_at:
        raise _wrong("ends_day", "Tanggal selesai harus sesudah mulai.", "The end must come after the beginning.")
    if draft.product_id:
        _check_product(business_id, draft)
    match draft.kind:
        case "bundle":
            if not draft.product_id:
                raise _wrong("goods", "Pilih satu produk.", "Choose a product.")
            if not (draft.pay and draft.buy and 1 <= draft.pay < draft.buy <= MOST_PIECES):
                raise _wrong("pay", "Yang dibayar harus kurang dari yang dibeli.", "Fewer must be paid for than bought.")
        case "price":
            _check_worth(draft)
            if draft.amount == 0:
                raise _wrong(
                    "amount",
                    "Rp0 berarti gratis. Tulis di atas nol, atau 100 persen.",
                    "Rp0 is free: write more, or 100 percent.",
                )
            if not draft.product_id and draft.percent is None:
                raise _wrong("percent", "Untuk semua barang, isi persen.", "For the whole shop, give a percentage.")
            if not draft.product_id and draft.percent == 10_000:
                raise _wrong(
                    "percent", "Semua barang jadi gratis. Isi paling banyak 99.", "Everything would be free. Write at most 99."
                )
        case "voucher":
            _check_worth(draft)
            if draft.amount == 0:
                raise _wrong("amount", "Tulis potongan di atas nol.", "Write a discount above zero.")
            if len(code_key(draft.code)) < LEAST_CODE:
                raise _wrong("code", "Kode paling sedikit 4 huruf atau angka.", "A code has at least 4 letters or digits.")


def _check_worth(draft: DiscountDraft) -> None:
    if (draft.amount is None) == (draft.percent is None):
        raise _wrong("amount", "Isi rupiah atau persen, salah satu.", "Give rupiah or a percentage, one of them.")
    if draft.percent is not None and not 1 <= draft.percent <= 10_000:
        raise _wrong("percent", "Persen 1 sampai 100.", "A percentage is 1 to 100.")
    sums = [draft.amount or 0, draft.ceiling or 0, draft.minimum]
    if any(not 0 <= each <= MOST for each in sums):
        raise _wrong("amount", "Jumlah uangnya terlalu besar.", "The amount is too large.")
    if draft.ceiling == 0:
        raise _wrong("ceiling", "Tulis batas di atas nol, atau kosongkan.", "Write a ceiling above zero, or leave it empty.")
    for field, count in (("most_uses", draft.most_uses), ("per_phone", draft.per_phone)):
        if count is not None and not 1 <= count <= MOST_USES:
            raise _wrong(field, "Tulis 1 sampai 1.000.000, atau kosongkan.", "Write 1 to 1,000,000, or leave it empty.")


def _check_product(business_id: int, draft: DiscountDraft) -> None:
    """The product is this shop's, the variant is the product's, and a new price is lower than the ordinary one."""
    prices: Sequence[tuple[UUID, int]] = fetch(
        "select v.id, v.price from catalog_variant v join catalog_product p on p.id = v.product_id"
        " where p.business_id = %s and p.id = %s and p.deleted_at is null and v.deleted_at is null",
        (business_id, draft.product_id),
    )
    meant = [price for variant, price in prices if draft.variant_id in (None, variant)]
    if not meant:
        raise _wrong("goods", "Barang ini tidak ada di toko Anda.", "This product is not in your shop.")
    if draft.kind == "price" and draft.amount is not None and draft.amount >= max(meant):
        raise _wrong("amount", "Harga promo harus di bawah harga biasa.", "A promotional price is below the ordinary one.")


def _wrong(field: str, why_id: str, why_en: str) -> Invalid:
    return Invalid(field=field, why_id=why_id, why_en=why_en)
