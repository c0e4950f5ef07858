from django.db import migrations

from sekoci.kit.walls import append_only

AREAS = "(select string_to_array(nullif(current_setting('app.areas', true), ''), '|'))::text[]"
ORGANISATION = "nullif(current_setting('app.organisation', true), '')::bigint"


def inside_reach(table: str, *columns: str, organisation: bool = False) -> migrations.RunSQL:
    """Row-level security for officers: rows whose area lies inside theirs, or that their organisation brought. Read only."""
    tests = [f"{column} like any ({AREAS})" for column in columns]
    tests += [f"organisation_id = {ORGANISATION}"] * organisation
    return migrations.RunSQL(
        f"alter table {table} enable row level security; create policy inside_reach on {table} for select using ({' or '.join(tests)});",
        f"drop policy inside_reach on {table}; alter table {table} disable row level security;",
    )


class Migration(migrations.Migration):
    dependencies = [("registry", "0015_lists_and_outlets"), ("kit", "0001_events")]
    operations = [
        inside_reach("registry_listrow", "area_code", organisation=True),
        inside_reach("registry_quarantinedrow", organisation=True),
        inside_reach("registry_outlet", "area_code"),
        inside_reach("registry_doubtfulpair", "left_area", "right_area"),
        append_only("registry_pairdecision"),
        append_only("registry_outletmove"),
    ]
