from django.db import migrations

EVENTS = """
create table kit_event (
    id bigint generated always as identity primary key,
    transaction xid8 not null default pg_current_xact_id(),
    name text not null,
    payload jsonb not null,
    at timestamptz not null
);
create index kit_event_order on kit_event (transaction, id);
create table kit_cursor (
    consumer text primary key,
    transaction xid8 not null,
    event_id bigint not null
);
create table kit_first_load (done boolean not null);
insert into kit_first_load values (false);
create function kit_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'Rows of % are written once, never changed', tg_table_name using errcode = 'restrict_violation';
end $$;
"""


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.RunSQL(
            EVENTS, "drop table kit_first_load; drop table kit_cursor; drop table kit_event; drop function kit_refuse_change();"
        ),
    ]
