from django.db import migrations, models

import sekoci.kit.ids


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Check",
            fields=[
                ("id", models.UUIDField(default=sekoci.kit.ids.new_id, primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.BigIntegerField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("is_clean", models.BooleanField(null=True)),
                ("seconds", models.FloatField(null=True)),
                ("wrong", models.JSONField(default=list)),
            ],
            options={
                "indexes": [models.Index(fields=["asked_at"], name="operations_check_asked")],
                "constraints": [
                    models.UniqueConstraint(
                        models.Value(1), condition=models.Q(("ended_at", None)), name="operations_one_check_runs"
                    )
                ],
            },
        ),
    ]
