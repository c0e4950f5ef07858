from django.db import migrations

from sekoci.kit.walls import append_only, own_rows_only


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_first"), ("kit", "0001_events")]
    operations = [
        own_rows_only("orders_order"),
        own_rows_only("orders_orderline"),
        own_rows_only("orders_orderstep"),
        append_only("orders_orderline"),
        append_only("orders_orderstep"),
    ]
