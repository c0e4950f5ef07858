from django.db import migrations

SHORTEN = """
with said as (
    select id, regexp_replace(event_id, ':[0-9]+$', '') as key,
           row_number() over (partition by provider, regexp_replace(event_id, ':[0-9]+$', '') order by received_at, id) as nth
    from payments_notice where event_id ~ '^.+:.+:[0-9]+$' and not starts_with(event_id, 'demo:') and outcome <> 'forged'
)
update payments_notice notice set event_id = said.key from said
where said.id = notice.id and said.nth = 1
  and not exists (select from payments_notice other where other.provider = notice.provider and other.event_id = said.key)
"""
"""A notice's key was transaction, status and amount; the amount is no part of it any more. Later ones keep their long key."""


class Migration(migrations.Migration):
    dependencies = [("payments", "0004_to_ask_about")]
    operations = [migrations.RunSQL(SHORTEN, migrations.RunSQL.noop)]
