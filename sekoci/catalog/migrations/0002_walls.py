from django.db import migrations

from sekoci.kit.walls import append_only, own_rows_only


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_first"), ("kit", "0001_events")]
    operations = [
        own_rows_only("catalog_product"),
        own_rows_only("catalog_variant"),
        own_rows_only("catalog_stock"),
        own_rows_only("catalog_stockmove"),
        append_only("catalog_stockmove"),
    ]
