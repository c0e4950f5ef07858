from django.db import migrations

from sekoci.kit.walls import own_rows_only


class Migration(migrations.Migration):
    dependencies = [("webhooks", "0001_first"), ("kit", "0001_events")]
    operations = [
        own_rows_only("webhooks_target"),
        own_rows_only("webhooks_message"),
        own_rows_only("webhooks_attempt"),
    ]
