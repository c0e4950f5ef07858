from django.db import migrations

from sekoci.kit.walls import of_one_business


class Migration(migrations.Migration):
    dependencies = [("catalog", "0003_source_key")]
    operations = [
        of_one_business(
            "catalog_shelf_version",
            """
            select to_hex(coalesce((select bit_xor(uuid_hash_extended(id, xmin::text::bigint))
                                    from catalog_product where business_id = business), 0))
                || to_hex(coalesce((select bit_xor(uuid_hash_extended(variant_id, xmin::text::bigint))
                                    from catalog_stock where business_id = business), 0))
            """,
        )
    ]
