import django.db.models.deletion
from django.db import migrations, models

ORGANISATION = "nullif(current_setting('app.organisation', true), '')::bigint"
TABLES = ("target", "message", "attempt")


def own_organisation(table: str) -> migrations.RunSQL:
    """Beside the shops' policy: an organisation sees and writes its own rows."""
    return migrations.RunSQL(
        f"create policy own_organisation on {table} using (organisation_id = {ORGANISATION})"
        f" with check (organisation_id = {ORGANISATION});",
        f"drop policy own_organisation on {table};",
    )


def of_either(table: str) -> list[migrations.operations.base.Operation]:
    organisation = models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="registry.organisation"
    )
    business = models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="registry.business")
    return [
        migrations.AddField(table, "organisation", organisation),
        migrations.AlterField(table, "business", business),
        migrations.AddConstraint(
            table,
            models.CheckConstraint(
                condition=models.Q(("business", None), ("organisation", None), _connector="XOR"),
                name=f"webhooks_{table}_of_one",
            ),
        ),
        own_organisation(f"webhooks_{table}"),
    ]


class Migration(migrations.Migration):
    """Organisations are told too: a row is a shop's or an organisation's."""

    dependencies = [("webhooks", "0003_changes_of_targets"), ("registry", "0024_office_keys")]
    operations = [
        *(operation for table in TABLES for operation in of_either(table)),
        migrations.AddConstraint(
            "target",
            models.UniqueConstraint(
                condition=models.Q(("business", None), models.Q(("state", "removed"), _negated=True)),
                fields=("organisation", "url"),
                name="webhooks_one_target_a_url_there",
            ),
        ),
        migrations.AddConstraint(
            "message",
            models.UniqueConstraint(
                condition=models.Q(("business", None)), fields=("target", "key"), name="webhooks_told_once_there"
            ),
        ),
    ]
