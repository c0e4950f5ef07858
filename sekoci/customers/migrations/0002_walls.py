from django.db import migrations

from sekoci.kit.walls import own_rows_only


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_first"), ("kit", "0001_events")]
    operations = [
        own_rows_only("customers_customer"),
        own_rows_only("customers_note"),
        own_rows_only("customers_consent"),
        own_rows_only("customers_promo"),
    ]
