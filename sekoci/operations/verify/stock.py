"""Stock between modules: what is promised is what open orders hold, what it cost is what the books say."""

from sekoci.books.rules import COGS, INVENTORY
from sekoci.operations.verify.promise import Promise
from sekoci.orders.rules import HOLDING

PROMISED = Promise(
    "what is reserved is what open orders hold",
    "select count(*) from catalog_stock where reserved > 0",
    """
    select format('stock %%s: reserved %%s, open orders hold %%s', coalesce(stock.variant_id, held.variant_id),
        coalesce(stock.reserved, 0), coalesce(held.pieces, 0))
    from catalog_stock stock
    full join (
        select line.variant_id, sum(line.quantity - line.shortage) pieces
        from orders_order holding join orders_orderline line on line.order_id = holding.id
        where holding.state = any(%(holding)s) and line.variant_id is not null group by 1
    ) held on held.variant_id = stock.variant_id
    where coalesce(stock.reserved, 0) <> coalesce(held.pieces, 0)
    """,
    {"holding": sorted(HOLDING)},
)
WORTH = Promise(
    "the account Persediaan is what the stock cost",
    "select count(*) from registry_business",
    """
    select format('business %%s: Persediaan is Rp%%s in the books, Rp%%s on the shelf',
        coalesce(booked.business_id, shelf.business_id), coalesce(booked.amount, 0), coalesce(shelf.worth, 0))
    from (
        select business_id, sum(case debit_id when %(inventory)s then amount else -amount end) amount
        from books_entryline where debit_id = %(inventory)s or credit_id = %(inventory)s group by 1
    ) booked
    full join (select business_id, sum(value) worth from catalog_stock group by 1) shelf
        on shelf.business_id = booked.business_id
    where coalesce(booked.amount, 0) <> coalesce(shelf.worth, 0)
    """,
    {"inventory": INVENTORY},
)
LEFT = Promise(
    "what left the shelf for an order is what the order took, at the cost in the books",
    "select count(*) from catalog_stockmove where kind = 'sale'",
    """
    select format('order %%s: took %%s pieces, the shelf gave %%s; they cost Rp%%s there and Rp%%s in the books',
        coalesce(took.id, gave.id, booked.id), coalesce(took.pieces, 0), coalesce(gave.pieces, 0),
        coalesce(gave.cost, 0), coalesce(booked.cost, 0))
    from (
        select gone.id::text id, sum(line.quantity - line.shortage) pieces
        from orders_order gone join orders_orderline line on line.order_id = gone.id
        where gone.state in ('handed_over', 'sent', 'completed') and line.variant_id is not null group by 1
    ) took
    full join (
        select reference::text id, -sum(on_hand) pieces, -sum(value) cost from catalog_stockmove where kind = 'sale' group by 1
    ) gave on gave.id = took.id
    full join (
        select entry.source id, sum(line.amount) cost
        from books_entry entry join books_entryline line on line.entry_id = entry.id and line.debit_id = %(cogs)s
        where entry.kind = 'sale' group by 1
    ) booked on booked.id = coalesce(took.id, gave.id)
    where coalesce(took.pieces, 0) <> coalesce(gave.pieces, 0) or coalesce(gave.cost, 0) <> coalesce(booked.cost, 0)
    """,
    {"cogs": COGS},
)

PROMISES = (PROMISED, WORTH, LEFT)
