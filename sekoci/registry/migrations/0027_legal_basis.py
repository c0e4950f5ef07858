import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sekoci.kit.clock

WALL = (
    "alter table registry_rowidentity enable row level security; create policy own_organisation on registry_rowidentity"
    " for select using (organisation_id = nullif(current_setting('app.organisation', true), '')::bigint)"
)
PERSON = models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)
KINDS = [("law", "Peraturan"), ("agreement", "Perjanjian"), ("consent", "Persetujuan pemilik")]


class Migration(migrations.Migration):
    """Identity numbers of lists, kept by a legal basis that is written down, has an end, and takes them with it. The words that
    stood nowhere on screen leave the list; their column stays, because the code of yesterday names it."""

    dependencies = [("registry", "0026_list_as_of"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="LegalBasis",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=KINDS, max_length=9)),
                ("words", models.CharField(max_length=300)),
                ("signed_on", models.DateField()),
                ("until", models.DateField()),
                ("recorded_at", models.DateTimeField(default=sekoci.kit.clock.now)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "list",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="registry.partnerlist"),
                ),
                ("recorded_by", PERSON),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("list",), name="registry_one_basis_a_list"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="RowIdentity",
            fields=[
                (
                    "row",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="registry.listrow",
                    ),
                ),
                ("list_id", models.BigIntegerField(db_index=True)),
                ("organisation_id", models.BigIntegerField()),
                ("sealed", models.TextField()),
                ("last4", models.CharField(max_length=4)),
                ("at", models.DateTimeField(default=sekoci.kit.clock.now)),
            ],
        ),
        migrations.RunSQL(
            WALL,
            "drop policy own_organisation on registry_rowidentity; alter table registry_rowidentity disable row level security;",
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "alter table registry_partnerlist alter column legal_basis set default ''",
                    "alter table registry_partnerlist alter column legal_basis drop default",
                )
            ],
            state_operations=[migrations.RemoveField("partnerlist", "legal_basis")],
        ),
    ]
