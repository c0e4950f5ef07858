from django.db import migrations, models

import sekoci.kit.ids


class Migration(migrations.Migration):
    dependencies = [("operations", "0002_things_counted")]
    operations = [
        migrations.CreateModel(
            name="KeyProbe",
            fields=[
                ("id", models.UUIDField(default=sekoci.kit.ids.new_id, primary_key=True, serialize=False)),
                ("sealed", models.TextField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
    ]
