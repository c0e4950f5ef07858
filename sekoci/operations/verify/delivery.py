"""Deliveries: what proves an arrival belongs to an order that arrived, and the cash of a door to a payment in cash."""

from sekoci.operations.verify.promise import Promise

PROVEN = Promise(
    "what proves an arrival belongs to a completed delivery, its cash to a payment that was settled",
    "select count(*) from delivery_proof",
    """
    select format('proof %%s of order %%s (%%s): the order is %%s, Rp%%s were taken, the payment says Rp%%s',
        proof.id, proof.order_id, coalesce(orders.code, 'missing'), coalesce(orders.state, 'missing'), proof.cash, payment.amount)
    from delivery_proof proof
    left join orders_order orders on orders.id = proof.order_id and orders.business_id = proof.business_id
    left join payments_payment payment on payment.order_id = proof.order_id and payment.business_id = proof.business_id
    where orders.state is distinct from 'completed' or orders.fulfilment <> 'delivery'
       or proof.cash > 0 and (proof.cash <> payment.amount or payment.status not in ('settled', 'refunded'))
    """,
)
TERMS = Promise(
    "a shop that prices its delivery by more than one price has terms for it, and no other shop has",
    "select count(*) from delivery_terms where until is null",
    """
    select format('business %%s: way %%s, terms %%s', shop.id, shop.delivery_way, coalesce(terms.way, 'none'))
    from registry_business shop
    left join delivery_terms terms on terms.business_id = shop.id and terms.until is null
    where shop.delivery_way <> coalesce(terms.way, '')
    """,
)
PROMISES = (PROVEN, TERMS)
