from django.db import migrations, models

import sekoci.kit.ids
from sekoci.kit.walls import append_only


def key() -> tuple[str, models.UUIDField]:
    return ("id", models.UUIDField(default=sekoci.kit.ids.new_id, primary_key=True, serialize=False))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_phone_changes"), ("kit", "0001_events")]
    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                key(),
                ("mark", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("how", models.CharField(max_length=20)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("mark", "at"), name="accounts_erasure_once")]},
        ),
        migrations.CreateModel(
            name="Viewing",
            fields=[
                key(),
                ("mark", models.CharField(max_length=64)),
                ("viewer", models.CharField(max_length=40)),
                ("what", models.CharField(max_length=20)),
                ("place", models.CharField(blank=True, max_length=80)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["mark", "at"], name="accounts_viewing_of"),
                    models.Index(fields=["at"], name="accounts_viewing_at"),
                ]
            },
        ),
        append_only("accounts_erasure"),
    ]
