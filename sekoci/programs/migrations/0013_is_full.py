from django.db import migrations

IS_FULL = """
-- An owner who waits reads whether every place is taken, and not by whom: their wall shows them their own enrolment alone.
create function programs_is_full(asked bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce((select (select count(*) from programs_enrolment e where e.program_id = p.id and e.state = 'chosen') >= p.places
        from programs_program p where p.id = asked), false)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("programs", "0012_contact_and_decision_day")]
    operations = [migrations.RunSQL(IS_FULL, "drop function programs_is_full;")]
