"""The goods of a last order as the shop sells them now, and what they come to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sekoci.catalog.queries import products
from sekoci.catalog.rules import Bundle, Priced, discounts_on
from sekoci.delivery.queries import Quote, quotes_for, terms_of
from sekoci.kit.scope import reading
from sekoci.orders.queries import LineView, OrderView
from sekoci.orders.rules import FeeChanged, Grant, PlacedLine, SoldOut
from sekoci.registry.queries import Shop


@dataclass(frozen=True)
class Row:
    """A line of the last order: today's price, what there is (0: not sold any more), and how many `pieces` are wished for."""

    line: LineView
    price: int = 0
    stock: int = 0
    pieces: int = 0
    bundle: Bundle | None = None


def may_bring(shop: Shop, last: OrderView) -> bool:
    return last.fulfilment == "delivery" and shop.offers_delivery


def rows_again(shop: Shop, last: OrderView, wished: Mapping[UUID, int] | None) -> list[Row]:
    """As many as are wished for, or (None) as the last time, as far as there are. One statement."""
    offered: dict[UUID, tuple[int, int, Bundle | None]] = {}
    for item in products(shop.id, {line.product_id for line in last.lines if line.product_id}):
        if item.variant_id:
            offered[item.variant_id] = (item.price, item.stock, item.bundle)
        offered |= {each.id: (each.price, each.stock, item.bundle) for each in item.variants}
    rows = []
    for line in last.lines:
        if line.variant_id is None or line.variant_id not in offered:
            rows.append(Row(line))
            continue
        price, stock, bundle = offered[line.variant_id]
        pieces = min(line.quantity, stock) if wished is None else wished.get(line.variant_id, 0)
        rows.append(Row(line, price, stock, pieces, bundle))
    return rows


def quote_again(shop: Shop, rows: Sequence[Row], *, is_brought: bool, area: str) -> Grant:
    """What these rows come to, brought to an area or not, or the Refusal that ordering them would get.

    One statement for a shop with terms of delivery.
    """
    wished = [row for row in rows if row.pieces]
    if short := next((row for row in wished if row.pieces > row.stock), None):
        raise SoldOut(left=short.stock, name=short.line.name)
    priced = [Priced(row.price, row.pieces, row.line.product_id, row.line.name.split(" - ")[0], row.bundle) for row in wished]
    lines = tuple(
        PlacedLine(row.line.product_id, row.line.variant_id, row.line.name, row.line.unit, row.price, row.pieces, row.pieces)
        for row in wished
    )
    grant = Grant(lines, discounts_on(priced).parts)
    return replace(grant, fee=fee_by(shop, area)(grant.goods)) if is_brought else grant


def fee_by(shop: Shop, area: str, *, shown: int | None = None) -> Callable[[int], int]:
    """Today's fee to bring goods of a total to an area, where it is still the one that was shown."""
    quote = None
    if shop.delivery_way:
        with reading(shop.id):
            quote = quotes_for({(shop.id, area)}).get((shop.id, area))
        quote = quote or Quote(terms_of(shop), None)

    def fee(goods: int) -> int:
        now = quote.fee(shop, goods) if quote else shop.delivery_fee
        if shown not in (None, now):
            raise FeeChanged(before=shown or 0, now=now)
        return now

    return fee
