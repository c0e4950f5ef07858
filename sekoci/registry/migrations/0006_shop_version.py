from django.db import migrations

from sekoci.kit.walls import of_one_business


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_api_keys")]
    operations = [
        of_one_business(
            "registry_shop_version",
            """
            select b.xmin::text || '-' || a.xmin::text
            from registry_business b join registry_area a on a.code = b.area_id
            where b.id = business and b.closed_at is null
            """,
        )
    ]
