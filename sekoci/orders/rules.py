"""What an order asks for, who gets what is left, and which state may follow which. No database, no clock."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from sekoci.kit.errors import Invalid, Refusal
from sekoci.kit.money import MOST

MOST_PIECES = 1_000_000
MOST_LINES = 200

NEXT: Mapping[str, frozenset[str]] = {
    "placed": frozenset({"accepted", "cancelled", "expired"}),
    "accepted": frozenset({"packed", "handed_over", "sent", "cancelled"}),
    "packed": frozenset({"handed_over", "sent", "cancelled"}),
    "handed_over": frozenset({"completed"}),
    "sent": frozenset({"completed"}),
    "completed": frozenset(),
    "cancelled": frozenset(),
    "expired": frozenset(),
}
"""Which state may follow which."""

HOLDING = frozenset({"placed", "accepted", "packed"})
"""States in which the pieces are reserved and still on our shelf."""

GONE = frozenset({"handed_over", "sent", "completed"})
"""States in which the goods have left."""

KEPT_FOR: Mapping[str, timedelta] = {"qris": timedelta(hours=2), "transfer": timedelta(hours=24), "cash": timedelta(hours=48)}
"""How long pieces are kept for an order that is neither accepted nor paid, by way of paying."""


@dataclass(frozen=True)
class LineDraft:
    """So many of one thing. Without a product it is a free amount: then `name` and `unit_price` say what.

    `expected_price` is what the buyer was shown: where the price has changed since, the order is refused, not repriced.
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
    expected_fee: int | None = None
    when_short: str = "refuse"
    over_the_counter: bool = False
    at_shop: bool = False
    placed_at: datetime | None = None
    by: str = "buyer"

    def fingerprint(self) -> bytes:
        """16 bytes that differ when anything the buyer asked for differs; prices shown are not part of it."""
        asked = (
            [(line.product_id, line.variant_id, line.quantity, line.name, line.unit_price) for line in self.lines],
            (self.method, self.fulfilment, self.buyer_name, self.buyer_phone, self.address, self.note),
        )
        return hashlib.blake2b(repr(asked).encode(), digest_size=16).digest()


@dataclass(frozen=True)
class PlacedLine:
    """A line as it stands in the order. `taken` pieces come from stock, `shortage` pieces we did not have."""

    product_id: UUID | None
    variant_id: UUID | None
    name: str
    unit: str
    unit_price: int
    quantity: int
    taken: int
    shortage: int = 0

    @property
    def total(self) -> int:
        return self.unit_price * self.quantity


@dataclass(frozen=True)
class Placed:
    """The answer to a draft that became an order, now or (`repeated`) the first time its key came."""

    order_id: UUID
    business_id: int
    code: str
    token: str
    total: int
    state: str
    lines: tuple[PlacedLine, ...] = ()
    needs_attention: str = ""
    repeated: bool = False


@dataclass(frozen=True)
class Refused:
    """The answer to a draft that became nothing; nothing was changed for it."""

    refusal: Refusal


class SoldOut(Refusal):
    code, status = "not_enough_stock", 409
    id = "{name} tinggal {left}. Kurangi jumlahnya, lalu pesan lagi."
    en = "Only {left} of {name} left. Lower the quantity and order again."

    def __init__(self, *, left: int, **facts: Any) -> None:
        super().__init__(left=left, **facts)
        if not left:
            self.id = "{name} sudah habis. Keluarkan dari pesanan, lalu pesan lagi."
            self.en = "{name} is sold out. Take it out of the order and order again."


class UnknownProduct(Refusal):
    code, status = "unknown_product", 404
    id = "Barang ini tidak dijual lagi di toko ini. Keluarkan dari keranjang."
    en = "This shop no longer sells that product. Take it out of the basket."


class ChooseVariant(Refusal):
    code, status = "choose_variant", 422
    id = "Pilih dulu jenis {name}."
    en = "Choose which {name} first."


class NotItsVariant(ChooseVariant):
    id = "Pilihan itu bukan dari {name}. Pilih salah satu pilihannya."
    en = "That is no variant of {name}. Choose one of its own."


class Repriced(Refusal):
    code, status = "price_changed", 409
    id = "Harga {name} sekarang Rp{now}, tadi Rp{before}. Periksa, lalu pesan lagi."
    en = "{name} now costs Rp{now}, before it was Rp{before}. Check, then order again."


class FeeChanged(Refusal):
    code, status = "delivery_fee_changed", 409
    id = "Ongkos antar sekarang Rp{now}, tadi Rp{before}. Periksa, lalu pesan lagi."
    en = "Delivery now costs Rp{now}, before it was Rp{before}. Check, then order again."

    def __init__(self, *, before: int, now: int) -> None:
        super().__init__(before=_dots(before), now=_dots(now))


class KeyReused(Refusal):
    code, status = "key_reused", 422
    id = "Kunci ini sudah dipakai untuk pesanan lain. Buat kunci baru."
    en = "This key was used for another order. Make a new key."


class NotPlaced(Refusal):
    """An unexpected error of the database over this one draft; it is in the log."""

    code, status = "not_placed", 500
    id = "Pesanan ini belum bisa dicatat. Coba lagi sebentar lagi."
    en = "This order could not be recorded. Try again in a moment."


class Offer(Protocol):
    """What the shelf has of one variant (catalog's ForSale): locked, so that what is said of it stays true."""

    @property
    def business_id(self) -> int: ...
    @property
    def variant_id(self) -> UUID: ...
    @property
    def product_id(self) -> UUID: ...
    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def price(self) -> int: ...
    @property
    def on_hand(self) -> int: ...
    @property
    def reserved(self) -> int: ...
    @property
    def is_sold(self) -> bool: ...


Item = TypeVar("Item", bound=Offer)


@dataclass
class Shelf(Generic[Item]):
    """What is left while drafts are granted one after the other, in order of arrival."""

    offers: Mapping[UUID, Sequence[Item]]
    left: dict[UUID, int] = field(default_factory=dict)

    def grant(self, draft: OrderDraft) -> tuple[PlacedLine, ...]:
        """Grant the whole draft or raise its Refusal; only a granted draft takes from what is left."""
        check_draft(draft)
        taken: dict[UUID, int] = {}
        lines = tuple(self._line(draft, line, taken, f"lines.{place}") for place, line in enumerate(draft.lines))
        fee = draft.delivery_fee if draft.fulfilment == "delivery" else 0
        if sum(line.total for line in lines) + fee > MOST:
            raise Invalid(field="lines", why_id="Jumlah uangnya terlalu besar.", why_en="The total is too large.")
        for variant_id, pieces in taken.items():
            self.left[variant_id] -= pieces
        return lines

    def _line(self, draft: OrderDraft, line: LineDraft, taken: dict[UUID, int], at: str) -> PlacedLine:
        if line.product_id is None:
            return PlacedLine(None, None, line.name, "", line.unit_price, line.quantity, 0)
        offer = self._offer(draft, line, line.product_id, at)
        left = self.left.setdefault(offer.variant_id, offer.on_hand - offer.reserved)
        grant = min(left - taken.get(offer.variant_id, 0), line.quantity)
        if grant < line.quantity and draft.when_short == "refuse":
            said = {"product": str(offer.product_id), "variant": str(offer.variant_id), "name": offer.name}
            raise SoldOut(field=f"{at}.quantity", left=left, **said)
        taken[offer.variant_id] = taken.get(offer.variant_id, 0) + grant
        price = offer.price if line.expected_price is None or draft.when_short == "refuse" else line.expected_price
        return PlacedLine(
            offer.product_id, offer.variant_id, offer.name, offer.unit, price, line.quantity, grant, line.quantity - grant
        )

    def _offer(self, draft: OrderDraft, line: LineDraft, product_id: UUID, at: str) -> Item:
        happened = draft.when_short == "keep_and_flag"
        known = [offer for offer in self.offers.get(product_id, ()) if offer.business_id == draft.business_id]
        sold = [offer for offer in known if offer.is_sold or happened]
        offers = [offer for offer in sold if line.variant_id in (None, offer.variant_id)]
        if not sold or (not offers and any(offer.variant_id == line.variant_id for offer in known)):
            raise UnknownProduct(field=f"{at}.product", product=str(product_id))
        if len(offers) != 1:
            refusal = ChooseVariant if offers else NotItsVariant
            raise refusal(field=f"{at}.variant", product=str(product_id), name=sold[0].name.split(" - ")[0])
        offer = offers[0]
        if line.expected_price not in (None, offer.price) and not happened:
            prices = {"before": _dots(line.expected_price or 0), "now": _dots(offer.price)}
            raise Repriced(field=at, product=str(product_id), name=offer.name, **prices)
        return offer


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


def _dots(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")
