from django.db import migrations

from sekoci.kit.walls import own_rows_only


class Migration(migrations.Migration):
    dependencies = [("delivery", "0001_first"), ("kit", "0001_events")]
    operations = [own_rows_only("delivery_stop"), own_rows_only("delivery_proof")]
