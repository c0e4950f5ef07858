"""What an order asks for, and what it becomes. No database, no clock."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sekoci.catalog.rules import Part, Voucher, code_key
from sekoci.kit.errors import Invalid, Refusal

MOST_PIECES = 1_000_000
MOST_LINES = 200


@dataclass(frozen=True)
class LineDraft:
    """So many of one thing. Without a product it is a free amount: then `name` and `unit_price` say what.

    `expected_price` is what the buyer was shown: where the price has changed since, the order is refused, not repriced. In a sale
    that already happened (`keep_and_flag`) it is what a piece was charged at: it stands, and no buy n pay m applies.
    """

    quantity: int
    product_id: UUID | None = None
    variant_id: UUID | None = None
    name: str = ""
    unit_price: int = 0
    expected_price: int | None = None


@dataclass(frozen=True)
class OrderDraft:
    """An order to place. `source` and `source_key` name it once and for all; twice is once.

    `at_shop`: a buyer orders at the public shop, and what it offers at that moment says provider and delivery fee, or refuses.
    `expected_fee` is the delivery fee that the buyer was shown: as with a price, another one is asked about first.
    `asked_area` is where a buyer wants it brought, `area` the place that the order keeps, where the shop has terms by place;
    `fee_for` tells the fee by what the goods come to, or refuses.
    `expected_discount` is what was shown to be taken off: another one, a voucher's too, is shown first.
    `voucher` is the code as it was typed; `by_hand` rupiah a seller takes off at the counter.
    `provider` is who tells us of the money (`cash`, `transfer`, `own_qris`, `pretend`). `when_short` is `refuse`, or
    `keep_and_flag` for a sale that already happened. `over_the_counter`: paid and handed over on the spot.
    """

    business_id: int
    source: str
    source_key: str
    lines: tuple[LineDraft, ...]
    method: str = "cash"
    provider: str = "cash"
    fulfilment: str = "pickup"
    buyer_name: str = ""
    buyer_phone: str = ""
    address: str = ""
    note: str = ""
    way_in: str = ""
    delivery_fee: int = 0
    asked_area: str = ""
    area: str = ""
    fee_for: Callable[[int], int] | None = None
    expected_fee: int | None = None
    expected_discount: int | None = None
    voucher: str = ""
    by_hand: int = 0
    when_short: str = "refuse"
    over_the_counter: bool = False
    at_shop: bool = False
    placed_at: datetime | None = None
    by: str = "buyer"

    def fingerprint(self) -> bytes:
        """16 bytes that differ when anything that was asked for differs; prices shown to a buyer are not part of it."""
        asked: tuple[Any, ...] = (
            [(line.product_id, line.variant_id, line.quantity, line.name, line.unit_price) for line in self.lines],
            (self.method, self.fulfilment, self.buyer_name, self.buyer_phone, self.address, self.note),
        )
        if self.voucher or self.by_hand:
            asked += (code_key(self.voucher), self.by_hand)
        if area := self.asked_area or self.area:
            asked += (area,)
        charged = [line.expected_price for line in self.lines]
        if self.over_the_counter and (self.placed_at or any(price is not None for price in charged)):
            asked += (self.placed_at and self.placed_at.astimezone(UTC), charged)  # a sale told of later, and at which prices
        return hashlib.blake2b(repr(asked).encode(), digest_size=16).digest()


@dataclass(frozen=True)
class PlacedLine:
    """A line as it stands in the order. `taken` pieces come from stock, `shortage` pieces we did not have.

    `discount` rupiah are taken off the whole line. `before` is the ordinary price, where `unit_price` is one for a time.
    """

    product_id: UUID | None
    variant_id: UUID | None
    name: str
    unit: str
    unit_price: int
    quantity: int
    taken: int
    shortage: int = 0
    discount: int = 0
    before: int | None = None

    @property
    def total(self) -> int:
        return self.unit_price * self.quantity


@dataclass(frozen=True)
class Grant:
    """What a draft gets: its lines, what was taken off and why, and the voucher that this takes."""

    lines: tuple[PlacedLine, ...]
    parts: tuple[Part, ...] = ()
    voucher: Voucher | None = None
    fee: int = 0
    """Rupiah for the delivery."""

    @property
    def discount(self) -> int:
        return sum(part.amount for part in self.parts)

    @property
    def total(self) -> int:
        """What is left to pay for the lines, without their delivery, rupiah."""
        return sum(line.total for line in self.lines) - self.discount

    @property
    def goods(self) -> int:
        """What the goods come to by the shop's own offers, before a voucher: by this a delivery is priced."""
        return sum(line.total for line in self.lines) - sum(part.amount for part in self.parts if part.kind == "bundle")

    @property
    def said(self) -> list[dict[str, Any]]:
        """Why the price is what it is, as the order keeps it: prices for a time, then what was taken off."""
        prices = [
            {"kind": "price", "name": line.name, "before": line.before, "now": line.unit_price}
            for line in self.lines
            if line.before is not None
        ]
        return [*prices, *({name: value for name, value in asdict(part).items() if value} for part in self.parts)]


@dataclass(frozen=True)
class Placed:
    """The answer to a draft that became an order, now or (`repeated`) the first time its key came."""

    order_id: UUID
    business_id: int
    code: str
    token: str
    total: int
    state: str
    grant: Grant = Grant(())
    needs_attention: str = ""
    repeated: bool = False
    discount: int = 0

    @property
    def lines(self) -> tuple[PlacedLine, ...]:
        return self.grant.lines


@dataclass(frozen=True)
class Refused:
    """The answer to a draft that became nothing; nothing was changed for it."""

    refusal: Refusal


def token_of(business_id: int, secret: str) -> str:
    """The buyer's key to an order: whose it is, then the secret. So a token needs no directory to find its business."""
    return f"{business_id:x}.{secret}"


def business_of_token(token: str) -> int | None:
    """The business a token claims to be of; whether it is true, the order's own row says."""
    found = re.fullmatch(r"([0-9a-f]{1,16})\.[A-Za-z0-9_-]{1,40}", token)
    if not found:
        return None
    business_id = int(found[1], 16)
    return business_id if business_id < 2**63 else None


def check_draft(draft: OrderDraft) -> None:
    """Refuse what no shelf could grant: no lines, too many, quantities outside 1 to 1,000,000."""
    if not 1 <= len(draft.lines) <= MOST_LINES:
        raise Invalid(
            field="lines",
            why_id=f"Pilih 1 sampai {MOST_LINES} barang.",
            why_en=f"Choose 1 to {MOST_LINES} products.",
        )
    for line in draft.lines:
        if not 1 <= line.quantity <= MOST_PIECES:
            raise Invalid(field="quantity", why_id="Jumlah harus 1 sampai 1.000.000.", why_en="A quantity is 1 to 1,000,000.")
        if line.product_id is None and not (0 < line.unit_price <= 10**12 and line.name):
            raise Invalid(field="amount", why_id="Tulis jumlah uang di atas nol.", why_en="Write an amount above zero.")
