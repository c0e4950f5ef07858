from django.db import migrations, models

WORDS = """
-- What was written once stays: who, when, what. Its words go when a person is forgotten, by a role that works across businesses.
create function programs_only_words_go() returns trigger language plpgsql as $$
declare
    words text[] := array['reason', 'evidence', 'redacted_at'];
    after jsonb := to_jsonb(new);
begin
    if tg_op = 'UPDATE' and coalesce(after ->> 'reason', after ->> 'evidence') = '' and after ->> 'redacted_at' is not null
        and after - words = to_jsonb(old) - words
        and (select rolbypassrls from pg_roles where rolname = current_user)
    then
        return new;
    end if;
    raise exception 'Rows of % are written once, never changed', tg_table_name using errcode = 'restrict_violation';
end $$;
"""
TABLES = ("programs_enrolmentstep", "programs_mark")


def words_may_go(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"drop trigger written_once on {table}; create trigger written_once before update or delete on {table}"
        " for each row execute function programs_only_words_go();",
        f"drop trigger written_once on {table}; create trigger written_once before update or delete on {table}"
        " execute function kit_refuse_change();",
    )


class Migration(migrations.Migration):
    dependencies = [("programs", "0003_more_ways_in")]
    operations = [
        migrations.AddField("enrolmentstep", "redacted_at", models.DateTimeField(null=True)),
        migrations.AddField("mark", "redacted_at", models.DateTimeField(null=True)),
        migrations.AddField("enrolment", "forgotten_at", models.DateTimeField(null=True)),
        migrations.RunSQL(WORDS, "drop function programs_only_words_go;"),
        *map(words_may_go, TABLES),
    ]
