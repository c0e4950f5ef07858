"""What the catalogue holds on a person: vouchers that a phone used. That they are spent stays."""

from sekoci.kit.persons import Part

HELD = (
    Part(
        "vouchers",
        ("catalog_voucheruse",),
        "select b.name as shop, u.amount as total, u.at as date, u.given_back_at from catalog_voucheruse u"
        " join registry_business b on b.id = u.business_id where u.phone = %(phone)s and %(phone)s <> '' order by u.at desc",
        ("update catalog_voucheruse set phone = '' where phone = %(phone)s",),
    ),
)
