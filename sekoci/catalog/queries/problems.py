"""Whether every stock is what its moves add up to, recomputed from the rows, for `sekoci verify`."""

from sekoci.books.queries import Checked
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch

MOST_NAMED = 50
SUMS = """
with added as (
    select business_id, variant_id, sum(on_hand) as on_hand, sum(reserved) as reserved,
           sum(value) as value
    from catalog_stockmove group by business_id, variant_id
)
select coalesce(s.business_id, m.business_id)::text || '/' || coalesce(s.variant_id, m.variant_id)::text || ': '
    || case when s.variant_id is null then 'moves without a stock' else concat_ws(', ',
        case when s.on_hand <> coalesce(m.on_hand, 0) then concat('on hand ', s.on_hand, ', moves say ', m.on_hand) end,
        case when s.reserved <> coalesce(m.reserved, 0) then concat('reserved ', s.reserved, ', moves say ', m.reserved) end,
        case when s.value <> coalesce(m.value, 0) then concat('worth ', s.value, ', moves say ', m.value) end) end
from catalog_stock s full join added m on m.variant_id = s.variant_id and m.business_id = s.business_id
where (s.on_hand, s.reserved, s.value) is distinct from (coalesce(m.on_hand, 0), coalesce(m.reserved, 0), coalesce(m.value, 0))
limit %s
"""
BELOW_ZERO = """
select business_id::text || '/' || variant_id::text || ': on hand ' || on_hand || ', reserved ' || reserved || ', worth ' || value
from catalog_stock where on_hand < 0 or reserved < 0 or value < 0 or reserved > on_hand or (on_hand = 0 and value <> 0) limit %s
"""
WITHOUT = """
select p.business_id::text || '/' || p.id::text || ': ' || p.name || ' has nothing to sell' from catalog_product p
left join (
    select distinct v.product_id from catalog_variant v join catalog_stock s on s.variant_id = v.id where v.deleted_at is null
) sold on sold.product_id = p.id
where sold.product_id is null limit %s
"""
"""By unique keys alone (whose a row is, another promise looks at): joined by business too, a planner with old statistics takes
the business for nearly unique and reads, for every product of a shop, all of its variants."""


def problems() -> list[Checked]:
    """Stocks equal the sums of their moves, nothing is below zero, and every product has something to sell; across businesses."""
    with across_businesses():
        [(stocks, moves, products)] = fetch(
            "select (select count(*) from catalog_stock), (select count(*) from catalog_stockmove),"
            " (select count(*) from catalog_product)"
        )
        return [
            Checked("stocks equal the sums of their moves", moves, _wrong(SUMS)),
            Checked("no stock is below zero or below what is reserved", stocks, _wrong(BELOW_ZERO)),
            Checked("every product has something to sell", products, _wrong(WITHOUT)),
        ]


def _wrong(statement: str) -> list[str]:
    return [text for (text,) in fetch(statement, (MOST_NAMED,))]
