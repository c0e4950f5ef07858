from django.db import migrations, models

KNOWN = """
    update registry_partnerlist l set as_of = e.as_of
    from (select list_id, max(as_of) as as_of from registry_listedition where state = 'stored' group by 1) e
    where e.list_id = l.id and not l.is_own
"""


class Migration(migrations.Migration):
    """A list says by itself of which day it tells: rows that stayed the same are not written anew for it."""

    dependencies = [("registry", "0025_upper_areas")]
    operations = [
        migrations.AddField("partnerlist", "as_of", models.DateField(null=True)),
        migrations.AddField("partnerlist", "records_wait", models.BooleanField(db_default=False, default=False)),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
    ]
