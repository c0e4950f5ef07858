import django.contrib.postgres.fields
from django.db import migrations, models

ALL_THERE_WERE = [
    "products:read",
    "products:write",
    "stock:write",
    "orders:read",
    "orders:write",
    "payments:write",
    "counter:sell",
    "money:read",
]
"""What every key could do until now, it still can."""


class Migration(migrations.Migration):
    dependencies = [("registry", "0009_invitations")]
    operations = [
        migrations.AddField(
            "apikey",
            "scopes",
            django.contrib.postgres.fields.ArrayField(models.CharField(max_length=20), default=ALL_THERE_WERE, size=None),
            preserve_default=False,
        ),
        migrations.AddField("apikey", "expires_at", models.DateTimeField(null=True)),
    ]
