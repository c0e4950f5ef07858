"""Selling over the counter, through the same verb as every other order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid
from sekoci.kit.text import clean_line
from sekoci.orders.actions import grant_of, place_orders
from sekoci.orders.rules import Grant, LineDraft, OrderDraft, Placed, Refused

PROVIDERS = {"cash": "cash", "transfer": "transfer", "qris": "own_qris"}
"""At the counter it is always the seller who says that the money came."""


LATEST, EARLIEST = timedelta(minutes=10), timedelta(days=31)
"""How far a phone's clock may be ahead of ours, and how long ago a sale may have been."""
SoldLine = tuple[UUID, UUID | None, int, int | None]


@dataclass(frozen=True)
class Sold:
    """What was sold: goods as (product, variant or None, quantity, price charged a piece or None for the shop's), and a free
    `amount` (rupiah, 0 for none) called `what`.

    Discounts that ran at `at` (None: now) apply by themselves, but to goods with a price charged no price for a time and no buy n
    pay m; `voucher` is a code as typed, `by_hand` what the seller takes off in rupiah.
    """

    lines: Sequence[SoldLine]
    amount: int = 0
    what: str = ""
    voucher: str = ""
    by_hand: int = 0
    at: datetime | None = None


def sell(business_id: int, sold: Sold, *, method: str, key: str, by: str) -> Placed:
    """Record a sale that just happened.

    The goods are gone already, so that a stock that is short is flagged, not refused. The same `key` again changes nothing.
    """
    [answer] = place_orders([_draft(business_id, sold, method=method, key=key, by=by)])
    if isinstance(answer, Refused):
        raise answer.refusal
    return answer


def price(business_id: int, sold: Sold, *, method: str) -> Grant:
    """What `sell` would record for the same, or its refusal; nothing is written."""
    return grant_of(_draft(business_id, sold, method=method, key="", by=""))


def _draft(business_id: int, sold: Sold, *, method: str, key: str, by: str) -> OrderDraft:
    if method not in PROVIDERS:
        raise Invalid(field="method", why_id="Pilih cara bayar.", why_en="Choose how it was paid.")
    what = clean_line(sold.what, most=80, field="what")
    drafts = [
        LineDraft(quantity, product_id=product, variant_id=variant, expected_price=charged)
        for product, variant, quantity, charged in sold.lines
    ]
    if sold.amount:
        drafts.append(LineDraft(1, name=what or "Penjualan", unit_price=sold.amount))
    if not drafts:
        raise Invalid(
            field="lines",
            why_id="Pilih barang atau tulis jumlah uangnya dulu.",
            why_en="Choose products or write an amount first.",
        )
    return OrderDraft(
        business_id=business_id,
        source="counter",
        source_key=key,
        lines=tuple(drafts),
        method=method,
        provider=PROVIDERS[method],
        fulfilment="counter",
        when_short="keep_and_flag",
        over_the_counter=True,
        voucher=clean_line(sold.voucher, most=40, field="voucher"),
        by_hand=sold.by_hand,
        placed_at=_moment(sold.at) if sold.at else None,
        by=by,
    )


def _moment(at: datetime) -> datetime:
    """When it was sold; refused where that cannot be."""
    here = now()
    if at > here + LATEST:
        raise Invalid(
            field="sold_at",
            why_id="Waktu penjualan belum tiba. Periksa jam perangkatnya.",
            why_en="This time has not come yet. Check the device's clock.",
        )
    if at < here - EARLIEST:
        raise Invalid(
            field="sold_at",
            why_id="Penjualan paling lama 31 hari yang lalu.",
            why_en="A sale is at most 31 days old.",
        )
    return min(at, here)
