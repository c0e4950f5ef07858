"""Selling over the counter, through the same verb as every other order."""

from collections.abc import Sequence
from uuid import UUID

from sekoci.kit.errors import Invalid
from sekoci.kit.text import clean_line
from sekoci.orders.actions import place_orders, total_of
from sekoci.orders.rules import LineDraft, OrderDraft, Placed, Refused

Sold = Sequence[tuple[UUID, UUID | None, int]]
"""What was sold: (product, variant or None, quantity)."""
PROVIDERS = {"cash": "cash", "transfer": "transfer", "qris": "own_qris"}
"""At the counter it is always the seller who says that the money came."""


def sell(business_id: int, lines: Sold, *, amount: int, what: str, method: str, key: str, by: str) -> Placed:
    """Record a sale that just happened: products, a free `amount` (rupiah, 0 for none) called `what`, or both.

    The goods are gone already, so that a stock that is short is flagged, not refused. The same `key` again changes nothing.
    """
    [answer] = place_orders([_draft(business_id, lines, amount=amount, what=what, method=method, key=key, by=by)])
    if isinstance(answer, Refused):
        raise answer.refusal
    return answer


def price(business_id: int, lines: Sold, *, amount: int, method: str) -> int:
    """What `sell` would record for the same, in rupiah, or its refusal; nothing is written."""
    return total_of(_draft(business_id, lines, amount=amount, what="", method=method, key="", by=""))


def _draft(business_id: int, lines: Sold, *, amount: int, what: str, method: str, key: str, by: str) -> OrderDraft:
    if method not in PROVIDERS:
        raise Invalid(field="method", why_id="Pilih cara bayar.", why_en="Choose how it was paid.")
    what = clean_line(what, most=80, field="what")
    drafts = [LineDraft(quantity, product_id=product, variant_id=variant) for product, variant, quantity in lines]
    if amount:
        drafts.append(LineDraft(1, name=what or "Penjualan", unit_price=amount))
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
        by=by,
    )
