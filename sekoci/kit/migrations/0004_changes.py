from django.db import migrations

from sekoci.kit.walls import own_rows_only

CHANGES = """
create table kit_change (
    id bigint generated always as identity primary key,
    business_id bigint,
    about text not null,
    key text not null,
    verb text not null,
    facts jsonb not null,
    before jsonb not null,
    after jsonb not null,
    by text not null,
    page text not null,
    request text not null,
    at timestamptz not null,
    forgotten_at timestamptz
);
create index kit_change_business on kit_change (business_id, id);
create index kit_change_about on kit_change (about, key, id);

-- Arguments: the key's column, the business's column ('' for none), what else to keep (comma-separated), the columns that are watched.
create function kit_note_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
    became jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    this jsonb := coalesce(became, was);
    whom jsonb := coalesce(nullif(current_setting('app.whom', true), ''), '{}')::jsonb;
    kept jsonb := '{}'; b jsonb := '{}'; a jsonb := '{}'; named text;
begin
    foreach named in array string_to_array(tg_argv[2], ',') loop
        kept := kept || jsonb_build_object(named, this -> named);
    end loop;
    foreach named in array string_to_array(tg_argv[3], ',') loop
        if (was -> named) is distinct from (became -> named) then
            if was is not null then b := b || jsonb_build_object(named, was -> named); end if;
            if became is not null then a := a || jsonb_build_object(named, became -> named); end if;
        end if;
    end loop;
    insert into kit_change (business_id, about, key, verb, facts, before, after, by, page, request, at)
    values (nullif(this ->> tg_argv[1], '')::bigint, tg_table_name, this ->> tg_argv[0], lower(tg_op), kept, b, a,
        coalesce(whom ->> 'by', 'database:' || session_user), coalesce(whom ->> 'page', ''), coalesce(whom ->> 'request', ''),
        clock_timestamp());
    return null;
end $$;

-- A person was forgotten: that something changed, when and by whom stays; what it was does not. The one way to alter a change.
create function kit_forget_changes(of_table text, of_keys text[], columns text[]) returns bigint
language sql security definer set search_path = public, pg_temp as $$
    with forgotten as (
        update kit_change set before = before - columns, after = after - columns, forgotten_at = clock_timestamp()
        where about = of_table and key = any(of_keys) and (before ?| columns or after ?| columns) returning 1
    ) select count(*) from forgotten
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("kit", "0003_staff")]
    operations = [
        migrations.RunSQL(
            CHANGES,
            "drop function kit_forget_changes; drop table kit_change; drop function kit_note_change;",
        ),
        own_rows_only("kit_change"),
    ]
