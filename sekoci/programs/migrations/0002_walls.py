from django.db import migrations

from sekoci.kit.walls import OWN, append_only, audited, own_rows_only

AREAS = "(select string_to_array(nullif(current_setting('app.areas', true), ''), '|'))::text[]"
ORGANISATION = "nullif(current_setting('app.organisation', true), '')::bigint"
OF_ENROLMENTS = ("enrolmentstep", "consent", "stageevent", "mark", "support")
WATCHED = "state,name,about,joining,begins_on,ends_on,budget,places,areas,eligibility,stages"
OWNERS_WRITE = ("enrolmentstep", "consent")


def inside_reach() -> migrations.RunSQL:
    """Officers read enrolments inside their areas, of programmes that their organisation carries."""
    return migrations.RunSQL(
        "create policy inside_reach on programs_enrolment for select using ("  # noqa: S608  ours
        f" area_code like any ({AREAS}) and exists (select from programs_carrier c"
        f" where c.program_id = programs_enrolment.program_id and c.organisation_id = {ORGANISATION}));",
        "drop policy inside_reach on programs_enrolment;",
    )


def with_its_enrolment(table: str) -> migrations.RunSQL:
    """Whoever reads an enrolment reads what belongs to it; its owner adds to some of that."""
    mine = f"(select from programs_enrolment e where e.id = enrolment_id and e.shop_id = {OWN})"
    writing = (
        f"create policy owner_adds on {table} for insert with check (exists {mine});"
        f"create policy owner_ends on {table} for update using (exists {mine}) with check (exists {mine});"
    )
    return migrations.RunSQL(
        f"alter table {table} enable row level security;"  # noqa: S608  ours
        f"create policy with_enrolment on {table} for select using"
        " (exists (select from programs_enrolment e where e.id = enrolment_id));"
        + (writing if table.removeprefix("programs_") in OWNERS_WRITE else ""),
        f"drop policy if exists owner_adds on {table}; drop policy if exists owner_ends on {table};"
        f"drop policy with_enrolment on {table}; alter table {table} disable row level security;",
    )


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_first"), ("kit", "0004_changes"), ("registry", "0022_own_outlet")]
    operations = [
        own_rows_only("programs_enrolment", "shop_id"),
        inside_reach(),
        *(with_its_enrolment(f"programs_{table}") for table in OF_ENROLMENTS),
        *(append_only(f"programs_{table}") for table in ("enrolmentstep", "stageevent", "mark")),
        audited("programs_program", columns=WATCHED, business="", made=True),
        audited("programs_support", columns="state,on_day,cost,note", business="", keep="enrolment_id,kind_id", made=True),
    ]
