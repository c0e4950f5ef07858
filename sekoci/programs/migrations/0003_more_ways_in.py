import django.db.models.deletion
from django.db import migrations, models

import sekoci.kit.clock
import sekoci.kit.ids
from sekoci.kit.walls import audited

ORGANISATION = "nullif(current_setting('app.organisation', true), '')::bigint"
WATCHED = "state,name,about,joining,begins_on,ends_on,budget,places,areas,eligibility,stages"
REFERRALS = f"""
alter table programs_referral enable row level security;
create policy of_carriers on programs_referral for select using (exists (
    select from programs_carrier c where c.program_id = programs_referral.program_id and c.organisation_id = {ORGANISATION}));
-- Whoever has a code reads whose it is: the name, and never the phone.
create function programs_referral_of(program bigint, asked text) returns table (id uuid, code varchar, name varchar)
language sql stable security definer set search_path = public, pg_temp as $$
    select r.id, r.code, r.name from programs_referral r
    where r.program_id = program and r.code = asked and r.ended_at is null
$$;
"""  # noqa: S608  ours


class Migration(migrations.Migration):
    dependencies = [("programs", "0002_walls")]
    operations = [
        migrations.AddField("program", "weights", models.JSONField(blank=True, default=dict, db_default={})),
        migrations.RunSQL(
            "drop trigger made_audited on programs_program; drop trigger audited on programs_program;"
            " drop trigger gone_audited on programs_program;",
            audited("programs_program", columns=WATCHED, business="", made=True).sql,
        ),
        audited("programs_program", columns=f"{WATCHED},weights", business="", made=True),
        migrations.AddField("consent", "by", models.CharField(blank=True, db_default="", default="", max_length=40)),
        migrations.AddField("consent", "how", models.CharField(db_default="page", default="page", max_length=6)),
        migrations.AlterField("consent", "person_id", models.BigIntegerField(null=True)),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.UUIDField(default=sekoci.kit.ids.new_id, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=12, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("phone", models.CharField(max_length=16)),
                ("organisation_id", models.BigIntegerField(null=True)),
                ("made_at", models.DateTimeField(default=sekoci.kit.clock.now)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "program",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programs.program"),
                ),
            ],
        ),
        migrations.AddField(
            "enrolment",
            "referral",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.referral"),
        ),
        migrations.AddConstraint(
            "referral",
            models.UniqueConstraint(
                condition=models.Q(ended_at=None), fields=("program", "phone"), name="programs_one_referral_a_phone"
            ),
        ),
        migrations.RunSQL(REFERRALS, "drop function programs_referral_of; drop policy of_carriers on programs_referral;"),
    ]
