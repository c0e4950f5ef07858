"""What shops hold on a customer, notes of theirs included: they are about the person. Who wrote them is another's data."""

from sekoci.kit.persons import Part

HELD = (
    Part(
        "customer",
        ("customers_customer",),
        "select b.name as shop, c.name, c.first_at as since, c.last_at as last_seen_at, c.orders, c.spent as total, c.told_at"
        " from customers_customer c join registry_business b on b.id = c.business_id"
        " where c.phone = %(phone)s and %(phone)s <> '' order by c.last_at desc",
        phones="select phone, max(last_at) from customers_customer group by 1",
    ),
    Part(
        "notes",
        ("customers_note",),
        "select b.name as shop, n.text, n.at as date from customers_note n join customers_customer c on c.id = n.customer_id"
        " join registry_business b on b.id = n.business_id where c.phone = %(phone)s and %(phone)s <> '' order by n.at desc",
    ),
    Part(
        "promos",
        ("customers_consent",),
        "select b.name as shop, c.version, c.wording, c.given_at, c.withdrawn_at, c.withdrawn_how from customers_consent c"
        " join registry_business b on b.id = c.business_id where c.phone = %(phone)s and %(phone)s <> ''"
        " order by c.given_at desc",
    ),
)
