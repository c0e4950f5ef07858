import django.contrib.postgres.fields
from django.db import migrations, models

FILL = """
    update registry_outlet o set organisations = r.whose from (
        select outlet_id, array_agg(distinct organisation_id order by organisation_id) as whose from registry_listrow
        where outlet_id is not null group by 1) r where r.outlet_id = o.id
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0022_own_outlet")]
    operations = [
        migrations.AddField(
            "outlet",
            "organisations",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
