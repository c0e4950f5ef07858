import django.db.models.deletion
from django.db import migrations, models

import sekoci.kit.clock
import sekoci.kit.ids
from sekoci.kit.walls import own_rows_only


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_scale_thresholds")]
    operations = [
        migrations.CreateModel(
            name="ApiKey",
            fields=[
                ("id", models.UUIDField(default=sekoci.kit.ids.new_id, primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=40)),
                ("hash", models.CharField(max_length=64)),
                ("hint", models.CharField(max_length=4)),
                ("created_at", models.DateTimeField(default=sekoci.kit.clock.now)),
                ("last_used_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "business",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="registry.business"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("business", "hash"), name="registry_one_key_a_hash")],
            },
        ),
        own_rows_only("registry_apikey"),
    ]
