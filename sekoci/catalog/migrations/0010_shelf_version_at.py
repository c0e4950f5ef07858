from django.db import migrations

from sekoci.kit.walls import of_one_business


class Migration(migrations.Migration):
    """The version of a shelf also says which discounts run at a moment: it changes when one begins or ends.

    The function without a moment stays, for a web server of the version before that still runs.
    """

    dependencies = [("catalog", "0009_discounts")]
    operations = [
        of_one_business(
            "catalog_shelf_version",
            """
            select to_hex(coalesce((select bit_xor(uuid_hash_extended(id, xmin::text::bigint))
                                    from catalog_product where business_id = business), 0))
                || to_hex(coalesce((select bit_xor(uuid_hash_extended(variant_id, xmin::text::bigint))
                                    from catalog_stock where business_id = business), 0))
                || to_hex(coalesce((select bit_xor(uuid_hash_extended(id, xmin::text::bigint))
                                    from catalog_discount where business_id = business and kind <> 'voucher'
                                    and starts_at <= moment and coalesce(ends_at, 'infinity') > moment), 0))
            """,
            more=", moment timestamptz",
        )
    ]
