"""What reviews hold on a person. The name goes with the order's (`handlers.forget`); stars and words were published."""

from sekoci.kit.persons import Part

HELD = (
    Part(
        "reviews",
        ("reviews_review",),
        "select b.name as shop, r.product_name as goods, r.stars, r.text, r.author as name, r.written_at as date, r.state"
        " from reviews_review r join orders_order o on o.business_id = r.business_id and o.id = r.order_id"
        " join registry_business b on b.id = r.business_id where o.buyer_phone = %(phone)s and %(phone)s <> ''"
        " order by r.written_at desc",
        kept="reviews",
    ),
)
