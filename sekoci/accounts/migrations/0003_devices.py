import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sekoci.kit.ids


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_codes_and_consents"), ("sessions", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Device",
            fields=[
                ("id", models.UUIDField(default=sekoci.kit.ids.new_id, primary_key=True, serialize=False)),
                ("mark", models.CharField(max_length=64)),
                ("session_hash", models.CharField(max_length=64, null=True)),
                ("browser", models.CharField(blank=True, max_length=20)),
                ("system", models.CharField(blank=True, max_length=20)),
                ("since", models.DateTimeField()),
                ("last_seen_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["session_hash"], name="accounts_device_session"),
                    models.Index(fields=["last_seen_at"], name="accounts_device_seen"),
                ],
                "constraints": [models.UniqueConstraint(fields=("person", "mark"), name="accounts_one_device_a_mark")],
            },
        ),
        migrations.RunSQL(
            "create index accounts_session_hash on django_session (encode(sha256(session_key::bytea), 'hex'))",
            "drop index accounts_session_hash",
        ),
    ]
