from django.db import migrations, models
from django.db.models import Q

from sekoci.programs.rules.vouchers import voucher_key

OUTLETS = """
update programs_support s set outlet_id = e.outlet_id from programs_enrolment e where e.id = s.enrolment_id;
"""
TWICE = """
-- What was given twice before this rule stays written: the later ones are a voucher of their own.
update programs_support s set voucher = s.voucher || ':' || s.id from (
    select id, row_number() over (partition by voucher, owner_key order by at, id) as by_owner,
        row_number() over (partition by voucher, outlet_id order by at, id) as by_outlet
    from programs_support where is_once and state <> 'cancelled'
) counted where counted.id = s.id and (counted.by_owner > 1 or counted.by_outlet > 1);
"""
SETTLED = "set constraints all immediate"
"""A row that was updated twice in a transaction has its keys looked at once more at the end; no index is made before that."""


def name_vouchers(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select k.id, k.program_id, k.name from programs_supportkind k where k.what = 'voucher'")
        for kind_id, program_id, name in cursor.fetchall():
            cursor.execute(
                "update programs_support set voucher = %s where kind_id = %s and is_once",
                (voucher_key(name, program_id=program_id), kind_id),
            )
        cursor.execute("update programs_support set voucher = 'kind:' || kind_id where is_once and voucher = ''")


def once(field: str, name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=["voucher", field], condition=Q(is_once=True) & ~Q(state="cancelled"), name=name)


class Migration(migrations.Migration):
    dependencies = [("programs", "0005_readings")]
    operations = [
        migrations.AddField("support", "voucher", models.CharField(blank=True, db_default="", default="", max_length=120)),
        migrations.AddField("support", "outlet_id", models.BigIntegerField(null=True)),
        migrations.RunSQL(OUTLETS, migrations.RunSQL.noop),
        migrations.RunPython(name_vouchers, migrations.RunPython.noop),
        migrations.RunSQL(TWICE, migrations.RunSQL.noop),
        migrations.RunSQL(SETTLED, migrations.RunSQL.noop),
        migrations.RemoveConstraint("support", "programs_same_voucher_once"),
        migrations.AddConstraint("support", once("owner_key", "programs_same_voucher_once")),
        migrations.AddConstraint("support", once("outlet_id", "programs_same_voucher_once_here")),
    ]
