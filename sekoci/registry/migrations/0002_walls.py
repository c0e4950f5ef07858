from django.db import migrations

from sekoci.kit.walls import own_rows_only


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_first"), ("kit", "0001_events")]
    operations = [
        own_rows_only("registry_business", "id"),
        own_rows_only("registry_membership"),
        own_rows_only("registry_workercount"),
    ]
