"""What an owner writes about a product, made safe to keep. Pure: no database, no clock."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from sekoci.kit.errors import Invalid
from sekoci.kit.money import MOST_TYPED
from sekoci.kit.text import clean_line, clean_text

UNITS = ("pcs", "bungkus", "porsi", "gelas", "botol", "kotak", "pak", "lusin", "kg", "ons", "liter", "meter", "pasang", "lembar")
"""What the form offers; any other word is fine too."""
MOST_PRICE = MOST_TYPED
"""A hundred billion rupiah: a million of them still fit many times into a bigint."""
MOST_PIECES = 1_000_000
MOST_VARIANTS = 50
MOST_HEADING = 40


@dataclass(frozen=True)
class VariantDraft:
    name: str
    price: int
    stock: int = 0
    unit_cost: int = 0


@dataclass(frozen=True)
class ProductDraft:
    """A product to be listed. `price`, `stock` and `unit_cost` count only where there are no `variants`.

    `id` is one of our own, made when the form was drawn, `key` one that an integrator gave: the second time adds nothing.
    `made_in` is an area's code.
    """

    name: str
    price: int
    stock: int = 0
    unit_cost: int = 0
    unit: str = "pcs"
    description: str = ""
    photo: str = ""
    variants: tuple[VariantDraft, ...] = ()
    low_stock_at: int = 3
    is_listed: bool = True
    id: UUID | None = None
    key: str | None = None
    category: str = field(default="", repr=False)
    made_in: str = field(default="", repr=False)
    maker: str = field(default="", repr=False)

    def sold_as(self) -> tuple[VariantDraft, ...]:
        """The variants to write: a plain product has one without a name."""
        return self.variants or (VariantDraft("", self.price, self.stock, self.unit_cost),)

    def fingerprint(self) -> bytes:
        """What it says, whoever numbered it: two drafts with one key must have the same."""
        said = (
            repr(replace(self, id=None, key=None)) + self.category + self.made_in + self.maker
        )  # empty: as it was before they were
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()


@dataclass(frozen=True)
class VariantChange:
    """A variant as it shall be; without an `id` it is new, and only then `stock` and `unit_cost` count."""

    name: str
    price: int
    id: UUID | None = None
    stock: int = 0
    unit_cost: int = 0


@dataclass(frozen=True)
class ProductChange:
    """What shall be different: None leaves a thing as it is. `price` is that of a plain product.

    `variants` lists all that shall remain: one that is missing is removed, and what is left of it is written off.
    """

    name: str | None = None
    price: int | None = None
    unit: str | None = None
    description: str | None = None
    photo: str | None = None
    low_stock_at: int | None = None
    is_listed: bool | None = None
    category: str | None = None
    made_in: str | None = None
    maker: str | None = None
    variants: tuple[VariantChange, ...] | None = None


def checked_draft(draft: ProductDraft) -> ProductDraft:
    """The draft with its texts cleaned; refused at the first field that cannot be kept."""
    if draft.variants:
        check_names(draft.variants)
    return replace(
        draft,
        name=clean_line(draft.name, most=120, least=1),
        unit=clean_line(draft.unit, most=20, field="unit") or "pcs",
        category=clean_line(draft.category, most=MOST_HEADING, field="category"),
        maker=clean_line(draft.maker, most=60, field="maker"),
        description=clean_text(draft.description, most=2000, field="description"),
        low_stock_at=checked_mark(draft.low_stock_at),
        price=draft.price if draft.variants else checked_price(draft.price),
        stock=checked_pieces(draft.stock),
        unit_cost=checked_cost(draft.unit_cost),
        variants=tuple(_checked_variant(each) for each in draft.variants),
    )


def checked_change(change: ProductChange) -> ProductChange:
    """The change with its texts cleaned; refused at the first field that cannot be kept."""
    if change.variants is not None:
        check_names(change.variants)
    return replace(
        change,
        name=None if change.name is None else clean_line(change.name, most=120, least=1),
        price=None if change.price is None else checked_price(change.price),
        unit=None if change.unit is None else clean_line(change.unit, most=20, field="unit") or "pcs",
        category=None if change.category is None else clean_line(change.category, most=MOST_HEADING, field="category"),
        maker=None if change.maker is None else clean_line(change.maker, most=60, field="maker"),
        description=None if change.description is None else clean_text(change.description, most=2000, field="description"),
        low_stock_at=None if change.low_stock_at is None else checked_mark(change.low_stock_at),
        variants=None
        if change.variants is None
        else tuple(
            replace(
                each,
                name=clean_line(each.name, most=60, field="variant"),
                price=checked_price(each.price),
                stock=checked_pieces(each.stock),
                unit_cost=checked_cost(each.unit_cost),
            )
            for each in change.variants
        ),
    )


def checked_price(price: int) -> int:
    if not 1 <= price <= MOST_PRICE:
        raise Invalid(
            field="price",
            why_id="Harga paling sedikit Rp1 dan paling banyak Rp100 miliar.",
            why_en="The price must be between Rp1 and Rp100 billion.",
        )
    return price


def checked_cost(cost: int) -> int:
    if not 0 <= cost <= MOST_PRICE:
        raise Invalid(
            field="unit_cost",
            why_id="Harga modal paling banyak Rp100 miliar, dan tidak boleh minus.",
            why_en="The cost must be at most Rp100 billion, and not below zero.",
        )
    return cost


def checked_pieces(pieces: int, *, least: int = 0, field: str = "stock") -> int:
    if not least <= pieces <= MOST_PIECES:
        raise Invalid(
            field=field,
            why_id=f"Isi jumlah dari {least} sampai 1.000.000.",
            why_en=f"Give a number from {least} to 1,000,000.",
        )
    return pieces


def checked_mark(mark: int) -> int:
    return checked_pieces(mark, field="low_stock_at")


def check_names(variants: Sequence[VariantDraft] | Sequence[VariantChange]) -> None:
    """Several variants need different names; a shop page cannot show more than fifty."""
    if not 1 <= len(variants) <= MOST_VARIANTS:
        raise Invalid(
            field="variants",
            why_id=f"Isi paling sedikit 1 dan paling banyak {MOST_VARIANTS} pilihan.",
            why_en=f"Give at least 1 and at most {MOST_VARIANTS} choices.",
        )
    names = [clean_line(each.name, most=60, field="variant").casefold() for each in variants]
    if len(variants) > 1 and not all(names):
        raise Invalid(field="variant", why_id="Beri nama setiap pilihan.", why_en="Give every choice a name.")
    if len(set(names)) < len(names):
        raise Invalid(
            field="variant",
            why_id="Ada dua pilihan dengan nama yang sama. Bedakan namanya.",
            why_en="Two choices have the same name. Make them different.",
        )


def _checked_variant(draft: VariantDraft) -> VariantDraft:
    return replace(
        draft,
        name=clean_line(draft.name, most=60, field="variant", least=1),
        price=checked_price(draft.price),
        stock=checked_pieces(draft.stock),
        unit_cost=checked_cost(draft.unit_cost),
    )


def parse_pieces(text: str, *, least: int = 0, field: str = "stock") -> int:
    """Read `12` or `1.000`; refuse anything else, and anything outside `least` to 1,000,000."""
    plain = text.strip()
    if not re.fullmatch(r"[0-9]{1,9}|[0-9]{1,3}(\.[0-9]{3}){1,2}", plain, re.ASCII):
        raise Invalid(
            field=field,
            why_id=f"Tulis dengan angka, dari {least} sampai 1.000.000.",
            why_en=f"Write it in digits, from {least} to 1,000,000.",
        )
    return checked_pieces(int(plain.replace(".", "")), least=least, field=field)
