"""Selling over the counter, through the same verb as every other order."""

from collections.abc import Sequence
from uuid import UUID

from sekoci.kit.errors import Invalid
from sekoci.orders.actions import place_orders
from sekoci.orders.rules import LineDraft, OrderDraft, Placed, Refused

PROVIDERS = {"cash": "cash", "transfer": "transfer", "qris": "own_qris"}
"""At the counter it is always the seller who says that the money came."""


def sell(
    business_id: int, lines: Sequence[tuple[UUID, UUID | None, int]], *, amount: int, what: str, method: str, key: str, by: str
) -> Placed:
    """Record a sale that just happened: products, a free `amount` (rupiah, 0 for none) called `what`, or both.

    The goods are gone already, so that a stock that is short is flagged, not refused. The same `key` again changes nothing.
    """
    if method not in PROVIDERS:
        raise Invalid(field="method", why_id="Pilih cara bayar.", why_en="Choose how it was paid.")
    drafts = [LineDraft(quantity, product_id=product, variant_id=variant) for product, variant, quantity in lines]
    if amount:
        drafts.append(LineDraft(1, name=what or "Penjualan", unit_price=amount))
    draft = OrderDraft(
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
    [answer] = place_orders([draft])
    if isinstance(answer, Refused):
        raise answer.refusal
    return answer
