"""What orders hold on a person. Taking them out is `actions.forget_buyers`: books keep amounts, dates and goods."""

from sekoci.kit.persons import Part

HELD = (
    Part(
        "orders",
        ("orders_order", "orders_orderline"),
        """
        select b.name as shop, o.code, o.placed_at as date, o.state, o.buyer_name as name, o.buyer_phone as phone,
            concat_ws(', ', nullif(o.address, ''), a.name) as address,
            o.note, o.fulfilment,
            (select string_agg(l.quantity || ' x ' || l.name || ' @ ' || l.unit_price, '; ' order by l.position)
                from orders_orderline l where l.order_id = o.id) as goods,
            o.delivery_fee, o.total, p.method as paid_by, p.settled_at as paid_at,
            (select sum(r.amount) from payments_refund r where r.payment_id = p.id) as given_back
        from orders_order o join registry_business b on b.id = o.business_id
        left join registry_area a on a.code = o.area_code
        left join payments_payment p on p.business_id = o.business_id and p.order_id = o.id
        where o.buyer_phone = %(phone)s and %(phone)s <> '' order by o.placed_at desc
        """,
        kept="books",
        phones="select buyer_phone, max(placed_at) from orders_order where buyer_phone <> '' group by 1",
    ),
    Part(
        "deliveries",
        ("delivery_proof", "delivery_stop"),
        "select b.name as shop, o.code, d.at as date, d.how, d.said as note from delivery_proof d"
        " join orders_order o on o.business_id = d.business_id and o.id = d.order_id"
        " join registry_business b on b.id = d.business_id where o.buyer_phone = %(phone)s and %(phone)s <> ''"
        " order by d.at desc",
    ),
    Part("steps", ("orders_orderstep",), kept="by"),
)
