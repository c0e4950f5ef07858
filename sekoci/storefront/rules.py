"""The basket: what a buyer put in, what has changed since, and how it fits into a cookie. No Django, no database."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from sekoci.catalog.rules import Bundle, Given, Priced, discounts_on

MOST_KINDS = 30
MOST_PIECES = 1_000_000
NAME_BYTES = 28
NOTHING_OFF = Given(())
_LINE = struct.Struct(">16s16sIQB")


@dataclass(frozen=True, slots=True)
class Kept:
    """A line of the basket: so many of one variant, at the price the buyer last saw; the name only to speak of it later."""

    product_id: UUID
    variant_id: UUID
    quantity: int
    price: int
    name: str

    @property
    def total(self) -> int:
        return self.quantity * self.price


Basket = tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A variant as the shop sells it now. `plain_name` is the product's, `variant` the variant's own (empty for a plain one).

    `before` is the ordinary price during a price for a time; `bundle` the buy n pay m of its product.
    """

    product_id: UUID
    variant_id: UUID
    plain_name: str
    variant: str
    unit: str
    photo: str
    price: int
    stock: int
    before: int | None = None
    bundle: Bundle | None = None

    @property
    def name(self) -> str:
        return f"{self.plain_name} - {self.variant}" if self.variant else self.plain_name


@dataclass(frozen=True, slots=True)
class Change:
    """What became different since the buyer put it in; `before` and `now` are prices or pieces."""

    kind: Literal["gone", "sold_out", "fewer", "price"]
    name: str
    before: int = 0
    now: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line as the basket page shows it."""

    offer: Offer
    quantity: int

    @property
    def total(self) -> int:
        return self.quantity * self.offer.price


@dataclass(frozen=True, slots=True)
class Checked:
    """The basket held against the shelf: what can be ordered, what to tell the buyer, and the basket to keep."""

    lines: tuple[Line, ...]
    changes: tuple[Change, ...]
    basket: Basket
    given: Given = NOTHING_OFF

    @property
    def total(self) -> int:
        """What is to pay for the goods; without a voucher."""
        return sum(line.total for line in self.lines) - self.given.total


def put(basket: Basket, offer: Offer, quantity: int) -> Basket:
    """More of something already there, or one more kind at the end; never more than the shop has."""
    have = next((kept.quantity for kept in basket if kept.variant_id == offer.variant_id), 0)
    wanted = min(have + quantity, offer.stock, MOST_PIECES)
    line = Kept(offer.product_id, offer.variant_id, wanted, offer.price, offer.name)
    if have:
        return tuple(line if kept.variant_id == offer.variant_id else kept for kept in basket)
    return (*basket, line) if wanted else basket


def change(basket: Basket, quantities: Mapping[UUID, int]) -> Basket:
    """Other quantities by variant; nought takes the line out."""
    changed = (replace(kept, quantity=quantities.get(kept.variant_id, kept.quantity)) for kept in basket)
    return tuple(kept for kept in changed if kept.quantity > 0)


def pieces(basket: Basket) -> int:
    return sum(kept.quantity for kept in basket)


def total(basket: Basket, bundles: Mapping[UUID, Bundle | None]) -> int:
    """At the prices the buyer last saw, less what buy n pay m takes off now; `bundles` by product."""
    lines = [Priced(kept.price, kept.quantity, kept.product_id, kept.name, bundles.get(kept.product_id)) for kept in basket]
    return sum(kept.total for kept in basket) - discounts_on(lines).total


def check(basket: Basket, offers: Mapping[UUID, Offer]) -> Checked:
    """Hold the basket against what the shop sells now: nothing is dropped, lowered or repriced without a word."""
    lines: list[Line] = []
    changes: list[Change] = []
    for kept in basket:
        offer = offers.get(kept.variant_id)
        if offer is None or offer.product_id != kept.product_id:
            changes.append(Change("gone", kept.name))
            continue
        if offer.stock <= 0:
            changes.append(Change("sold_out", offer.name))
            continue
        if offer.price != kept.price:
            changes.append(Change("price", offer.name, kept.price, offer.price))
        if offer.stock < kept.quantity:
            changes.append(Change("fewer", offer.name, kept.quantity, offer.stock))
        lines.append(Line(offer, min(kept.quantity, offer.stock)))
    fresh = tuple(
        Kept(line.offer.product_id, line.offer.variant_id, line.quantity, line.offer.price, line.offer.name) for line in lines
    )
    priced = [
        Priced(line.offer.price, line.quantity, line.offer.product_id, line.offer.plain_name, line.offer.bundle) for line in lines
    ]
    return Checked(tuple(lines), tuple(changes), fresh, discounts_on(priced))


def pack(basket: Basket) -> bytes:
    """The basket as bytes: at most 73 a line, so that thirty fit into a cookie."""
    parts = []
    for kept in basket:
        name = kept.name.encode()[:NAME_BYTES].decode(errors="ignore").encode()
        parts.append(_LINE.pack(kept.product_id.bytes, kept.variant_id.bytes, kept.quantity, kept.price, len(name)) + name)
    return b"".join(parts)


def unpack(packed: bytes) -> Basket:
    """What `pack` made; an empty basket for anything else."""
    basket, place = [], 0
    try:
        while place < len(packed):
            product, variant, quantity, price, length = _LINE.unpack_from(packed, place)
            place += _LINE.size
            name = packed[place : place + length].decode()
            place += length
            basket.append(Kept(UUID(bytes=product), UUID(bytes=variant), quantity, price, name))
    except (struct.error, UnicodeDecodeError):
        return ()
    return tuple(basket)
