from django.db import migrations

from sekoci.kit.walls import append_only, own_rows_only


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_first"), ("kit", "0001_events")]
    operations = [
        own_rows_only("payments_payment"),
        own_rows_only("payments_refund"),
        own_rows_only("payments_notice"),
        own_rows_only("payments_qrissticker"),
        append_only("payments_refund"),
    ]
