from django.db import migrations, models

import sekoci.kit.clock
import sekoci.kit.ids


class Migration(migrations.Migration):
    dependencies = [("messaging", "0004_limited")]
    operations = [
        migrations.CreateModel(
            name="PushDevice",
            fields=[
                ("id", models.UUIDField(default=sekoci.kit.ids.new_id, primary_key=True, serialize=False)),
                ("address", models.CharField(max_length=20)),
                ("holder", models.CharField(max_length=40)),
                ("endpoint", models.CharField(max_length=500, unique=True)),
                ("p256dh", models.CharField(max_length=100)),
                ("auth", models.CharField(max_length=40)),
                ("language", models.CharField(max_length=2)),
                ("made_at", models.DateTimeField(default=sekoci.kit.clock.now)),
                ("shown_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["address"], name="messaging_push_address"),
                    models.Index(fields=["holder"], name="messaging_push_holder"),
                ]
            },
        ),
    ]
