import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sekoci.kit.ids


def person(**more: object) -> models.ForeignKey:
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL, **more
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_devices")]
    operations = [
        migrations.CreateModel(
            name="PhoneChange",
            fields=[
                ("id", models.UUIDField(default=sekoci.kit.ids.new_id, primary_key=True, serialize=False)),
                ("old_phone", models.CharField(max_length=20)),
                ("new_phone", models.CharField(max_length=20)),
                ("asked_at", models.DateTimeField()),
                ("good_until", models.DateTimeField()),
                ("vouched_kind", models.CharField(blank=True, max_length=10)),
                ("vouched_at", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("objection", models.CharField(max_length=64, null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_how", models.CharField(blank=True, max_length=10)),
                ("ended_by", person()),
                ("person", person()),
                ("vouched_by", person()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("old_phone", "new_phone"),
                        name="accounts_one_phone_request",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), ("vouched_at__isnull", False)),
                        fields=("person",),
                        name="accounts_one_vouched_request",
                    ),
                    models.UniqueConstraint(fields=("objection",), name="accounts_one_objection"),
                ],
                "indexes": [models.Index(condition=models.Q(("ended_at", None)), fields=["due_at"], name="accounts_phone_due")],
            },
        ),
    ]
