"""Orders: whole in themselves, one payment each, in the books once the goods are gone."""

from sekoci.books.rules import DELIVERY_INCOME, DISCOUNTS, SALES
from sekoci.operations.verify.promise import Promise

TOTALS = Promise(
    "an order's total is its lines less their discounts, and the delivery fee",
    "select count(*) from orders_order",
    """
    select format('order %%s (%%s): total %%s, lines and delivery make %%s', orders.id, orders.code, orders.total,
        coalesce(line.amount, 0) + orders.delivery_fee)
    from orders_order orders
    left join (
        select order_id, sum(unit_price * quantity - discount) amount, sum(discount) discount,
            bool_and(shortage between 0 and quantity and discount between 0 and unit_price * quantity) is_sound
        from orders_orderline group by 1
    ) line on line.order_id = orders.id
    where orders.total is distinct from line.amount + orders.delivery_fee or not line.is_sound
       or orders.discount is distinct from line.discount
       or orders.discount <> (select coalesce(sum((part ->> 'amount')::bigint), 0)
                              from jsonb_array_elements(coalesce(orders.discounts, '[]')) part)
    """,
)
STEPS = Promise(
    "an order's newest step is its state",
    "select count(*) from orders_orderstep",
    """
    select format('order %%s (%%s): is %%s, its newest step says %%s', orders.id, orders.code, orders.state,
        coalesce(newest.state, 'nothing'))
    from orders_order orders
    left join (
        select distinct on (order_id) order_id, state from orders_orderstep order by order_id, id desc
    ) newest on newest.order_id = orders.id
    where newest.state is distinct from orders.state
    """,
)
ONCE = Promise(
    "one order a key of its source",
    "select count(*) from orders_order",
    """
    select format('business %%s: %%s orders came as %%s %%s', business_id, count(*), source, source_key)
    from orders_order group by business_id, source, source_key having count(*) > 1
    """,
)
PAID_FOR = Promise(
    "every order has its payment, of its total",
    "select count(*) from payments_payment",
    """
    select format('order %%s (%%s) of Rp%%s: %%s payments of Rp%%s', coalesce(orders.id, asked.order_id), orders.code,
        orders.total, coalesce(asked.payments, 0), asked.amount)
    from orders_order orders
    full join (
        select business_id, order_id, count(*) payments, sum(amount) amount
        from payments_payment group by 1, 2
    ) asked on asked.order_id = orders.id and asked.business_id = orders.business_id
    where asked.payments is distinct from 1 or asked.amount is distinct from orders.total
    """,
)
DELIVERED = Promise(
    "payments know which goods are gone; an order that ended keeps no money",
    "select count(*) from payments_payment",
    """
    select format('payment %%s: is %%s, goods delivered %%s; order %%s is %%s', payment.id, payment.status,
        payment.goods_delivered, orders.code, orders.state)
    from payments_payment payment join orders_order orders on orders.id = payment.order_id
    where payment.goods_delivered <> (orders.state in ('handed_over', 'sent', 'completed'))
       or (payment.status = 'cancelled' and orders.state not in ('cancelled', 'expired') and not (
           orders.state = 'completed' and exists (
               select from books_entry back where back.business_id = orders.business_id and back.kind = 'restock'
                   and back.source = orders.id::text)))
       or (payment.amount > 0 and payment.status in ('waiting', 'settled') and orders.state in ('cancelled', 'expired'))
    """,
)
SOLD = Promise(
    "goods that are gone are booked as a sale of the order's total, others are not",
    "select count(*) from books_entry where kind = 'sale'",
    """
    select format('order %%s (%%s) is %%s with a total of Rp%%s; sold in the books for Rp%%s',
        coalesce(orders.id::text, sold.source), orders.code, orders.state, orders.total, sold.amount)
    from (select * from orders_order where state in ('handed_over', 'sent', 'completed')) orders
    full join (
        select entry.business_id, entry.source, sum(case when line.credit_id = any(%(income)s) then line.amount else 0 end)
            - sum(case when line.debit_id = %(discounts)s then line.amount else 0 end) amount
        from books_entry entry left join books_entryline line on line.entry_id = entry.id
        where entry.kind = 'sale' group by 1, 2
    ) sold on sold.source = orders.id::text and sold.business_id = orders.business_id
    where orders.id is null or coalesce(sold.amount, 0) <> orders.total
    """,
    {"income": [SALES, DELIVERY_INCOME], "discounts": DISCOUNTS},
)
VOUCHERS = Promise(
    "a voucher is used as often as orders hold it, for what they were given",
    "select count(*) from catalog_voucheruse",
    """
    select format('voucher %%s (%%s): used %%s times, orders hold it %%s times', voucher.id, voucher.code, voucher.used,
        coalesce(held.uses, 0))
    from catalog_discount voucher
    left join (
        select use.voucher_id, count(*) filter (where use.given_back_at is null) uses,
            bool_and(orders.id is not null and (use.amount = 0 or orders.discounts @> jsonb_build_array(
                jsonb_build_object('kind', 'voucher', 'amount', use.amount)))) is_sound
        from catalog_voucheruse use left join orders_order orders on orders.id = use.order_id
            and orders.business_id = use.business_id
        group by 1
    ) held on held.voucher_id = voucher.id
    where voucher.used <> coalesce(held.uses, 0) or not coalesce(held.is_sound, true)
    """,
)

PROMISES = (TOTALS, STEPS, ONCE, PAID_FOR, DELIVERED, SOLD, VOUCHERS)
