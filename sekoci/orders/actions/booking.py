"""What the books say of an order: revenue and cost post when the goods leave."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sekoci.books import rules as accounts
from sekoci.books.actions import EntryDraft, Line
from sekoci.kit.clock import day_in


@dataclass(frozen=True)
class Sale:
    """Goods that left, in rupiah: what the order is worth in all, the delivery fee in it, what the goods cost us.

    `discount` was taken off their full price; the worth is what is left.
    `kept` of the worth was paid before and not given back, `returned` was paid and given back; the rest the buyer still owes.
    """

    business_id: int
    order_id: UUID
    code: str
    total: int
    delivery_fee: int
    cost: int
    kept: int = 0
    returned: int = 0
    discount: int = 0


def sale_entry(sale: Sale, *, at: datetime, zone: str) -> EntryDraft:
    """Revenue and cost of goods of one order, on the business's own day."""
    owed = sale.total - sale.kept - sale.returned
    debits = [
        (accounts.DISCOUNTS, sale.discount),
        (accounts.DEPOSITS, sale.kept),
        (accounts.RETURNS, sale.returned),
        (accounts.RECEIVABLE, owed),
    ]
    goods = sale.total - sale.delivery_fee + sale.discount
    credits = [(accounts.SALES, goods), (accounts.DELIVERY_INCOME, sale.delivery_fee)]
    return EntryDraft(
        business_id=sale.business_id,
        kind="sale",
        source=str(sale.order_id),
        memo=f"Penjualan {sale.code}",
        day=day_in(zone, at),
        at=at,
        lines=(*_pairs(debits, credits), Line(accounts.COGS, accounts.INVENTORY, sale.cost)),
    )


def _pairs(debits: list[tuple[str, int]], credits: list[tuple[str, int]]) -> list[Line]:
    """Debits against credits of the same sum, as lines of one debit and one credit each."""
    lines = []
    open_credits = list(credits)
    for debit, amount in debits:
        while amount:
            credit, left = open_credits[0]
            part = min(amount, left)
            if part:
                lines.append(Line(debit, credit, part))
            amount -= part
            open_credits[0] = (credit, left - part)
            if left == part:
                open_credits.pop(0)
    return lines


def restock_entry(sale: Sale, *, source: str, owed: int, at: datetime, zone: str) -> EntryDraft:
    """Goods that came back: their cost returns to the shelf, and what was still `owed` for them is owed no more.

    `source` is the order's id, with something behind a colon where goods come back more than once.
    """
    return EntryDraft(
        business_id=sale.business_id,
        kind="restock",
        source=source,
        memo=f"Barang kembali {sale.code}",
        day=day_in(zone, at),
        at=at,
        lines=(Line(accounts.RETURNS, accounts.RECEIVABLE, owed), Line(accounts.INVENTORY, accounts.COGS, sale.cost)),
    )
