import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sekoci.kit.clock
import sekoci.kit.ids
from sekoci.kit.walls import own_rows_only

ROLES = [("owner", "Pemilik"), ("staff", "Pegawai"), ("cashier", "Kasir")]
ENDINGS = [("accepted", "Diterima"), ("declined", "Ditolak"), ("withdrawn", "Dibatalkan")]


class Migration(migrations.Migration):
    dependencies = [("registry", "0008_suggested_kinds"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.AddField(
            model_name="apikey",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=sekoci.kit.ids.new_id, primary_key=True, serialize=False)),
                ("phone", models.CharField(max_length=20)),
                ("name", models.CharField(blank=True, max_length=80)),
                ("role", models.CharField(choices=ROLES, max_length=8)),
                ("times", models.SmallIntegerField(default=1)),
                ("sent_at", models.DateTimeField(default=sekoci.kit.clock.now)),
                ("good_until", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_how", models.CharField(blank=True, choices=ENDINGS, max_length=9)),
                (
                    "business",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="registry.business"),
                ),
                (
                    "invited_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("ended_at", None)), fields=["phone"], name="registry_invitation_phone")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("business", "phone"),
                        name="registry_one_invitation_a_phone",
                    )
                ],
            },
        ),
        own_rows_only("registry_invitation"),
    ]
