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
CAME_BACK = Promise(
    "no more came back of an order than left, at what it cost, as the books say",
    "select count(*) from catalog_stockmove where kind = 'return'",
    """
    with moved as (
        select business_id, reference, variant_id, -sum(on_hand) pieces, -sum(value) cost from catalog_stockmove
        where kind in ('sale', 'return') and reference is not null group by 1, 2, 3
    ), back as (
        select business_id, reference::text id, sum(value) cost from catalog_stockmove
        where kind = 'return' and on_hand > 0 group by 1, 2
    ), booked as (
        select entry.business_id, split_part(entry.source, ':', 1) id, sum(line.amount) cost
        from books_entry entry join books_entryline line on line.entry_id = entry.id and line.debit_id = %(inventory)s
        where entry.kind = 'restock' group by 1, 2
    )
    select format('order %%s, variant %%s: %%s pieces that cost Rp%%s are still out', reference, variant_id, pieces, cost)
    from moved where pieces < 0 or cost < 0 or (pieces = 0 and cost <> 0)
    union all
    select format('order %%s: what came back cost Rp%%s on the shelf and Rp%%s in the books',
        coalesce(back.id, booked.id), coalesce(back.cost, 0), coalesce(booked.cost, 0))
    from back full join booked using (business_id, id) where coalesce(back.cost, 0) <> coalesce(booked.cost, 0)
    """,
    {"inventory": INVENTORY},
)

PROMISES = (PROMISED, WORTH, LEFT, CAME_BACK)
