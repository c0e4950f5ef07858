import django.db.models.deletion
from django.db import migrations, models

import sekoci.kit.clock
from sekoci.kit.walls import audited

ORGANISATION = "nullif(current_setting('app.organisation', true), '')::bigint"


def own_organisation(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"alter table {table} enable row level security; create policy own_organisation on {table}"
        f" using (organisation_id = {ORGANISATION}) with check (organisation_id = {ORGANISATION});",
        f"drop policy own_organisation on {table}; alter table {table} disable row level security;",
    )


class Migration(migrations.Migration):
    initial = True

    dependencies = [("registry", "0024_office_keys"), ("kit", "0004_changes")]
    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("paper", models.CharField(max_length=200)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("noted_at", models.DateTimeField(default=sekoci.kit.clock.now)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.organisation"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="exchange_agreement_has_days",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Dhis2Name",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(choices=[("unit", "Satuan wilayah"), ("element", "Unsur data")], max_length=7),
                ),
                ("ours", models.CharField(blank=True, db_collation="C", max_length=90)),
                ("uid", models.CharField(max_length=11)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="registry.organisation"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation", "kind", "ours"), name="exchange_one_name_each")]
            },
        ),
        own_organisation("exchange_agreement"),
        own_organisation("exchange_dhis2name"),
        audited("exchange_agreement", columns="paper,since,until", business="", keep="organisation_id", made=True),
        audited("exchange_dhis2name", columns="uid", business="", keep="organisation_id,kind,ours"),
    ]
