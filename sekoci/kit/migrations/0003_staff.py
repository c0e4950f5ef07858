from django.db import migrations

from sekoci.kit.walls import append_only

TABLES = """
create table kit_switch (
    name text primary key,
    mode text not null check (mode in ('on', 'off', 'some')),
    percent smallint not null check (percent between 0 and 100),
    businesses bigint[] not null,
    changed_at timestamptz not null
);
create table kit_staffact (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    person_id bigint not null,
    what text not null,
    about text not null,
    reason text not null
);
"""


class Migration(migrations.Migration):
    dependencies = [("kit", "0002_quiet_jobs")]
    operations = [
        migrations.RunSQL(TABLES, "drop table kit_staffact; drop table kit_switch;"),
        append_only("kit_staffact"),
    ]
