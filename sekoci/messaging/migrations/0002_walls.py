from django.db import migrations

from sekoci.kit.walls import own_rows_only


class Migration(migrations.Migration):
    dependencies = [("messaging", "0001_first"), ("kit", "0001_events")]
    operations = [
        own_rows_only("messaging_message"),
        own_rows_only("messaging_attempt"),
        own_rows_only("messaging_receipt"),
    ]
