import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sekoci.kit.clock
import sekoci.kit.ids
from sekoci.kit.walls import audited

ORGANISATION = "nullif(current_setting('app.organisation', true), '')::bigint"
WALL = (
    "alter table registry_organisationkey enable row level security; create policy own_organisation on registry_organisationkey"
    f" using (organisation_id = {ORGANISATION}) with check (organisation_id = {ORGANISATION});"
)


class Migration(migrations.Migration):
    """Keys of organisations, and editions of lists that programs push."""

    dependencies = [
        ("registry", "0023_whose"),
        ("kit", "0004_changes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="OrganisationKey",
            fields=[
                ("id", models.UUIDField(default=sekoci.kit.ids.new_id, primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=40)),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("hint", models.CharField(max_length=4)),
                ("scopes", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                ("created_at", models.DateTimeField(default=sekoci.kit.clock.now)),
                ("last_used_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.organisation"),
                ),
            ],
        ),
        migrations.RunSQL(
            WALL,
            "drop policy own_organisation on registry_organisationkey;"
            " alter table registry_organisationkey disable row level security;",
        ),
        audited(
            "registry_organisationkey",
            columns="label,scopes,expires_at,revoked_at",
            business="",
            keep="organisation_id,label",
            made=True,
        ),
        migrations.AddField("listedition", "push_key", models.CharField(blank=True, db_default="", default="", max_length=80)),
        migrations.AddField("listedition", "accepts_loss", models.BooleanField(db_default=False, default=False)),
        migrations.AddConstraint(
            "listedition",
            models.UniqueConstraint(
                condition=models.Q(("push_key", ""), _negated=True), fields=("list", "push_key"), name="registry_one_push_a_key"
            ),
        ),
    ]
