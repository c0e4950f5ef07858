from django.db import migrations

from sekoci.registry.rules import suggested_kind

BATCH = 1000


def suggest(apps, schema_editor):
    """Shops that were opened before there were kinds get the one their words point to; a batch a transaction, so that no sale waits."""
    last = 0
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(
                "select id, sells, name from registry_business where id > %s and kind = '' order by id limit %s", (last, BATCH)
            )
            rows = cursor.fetchall()
            if not rows:
                return
            last = rows[-1][0]
            kinds = [suggested_kind(sells, name) for _id, sells, name in rows]
            cursor.execute(
                "update registry_business set kind = new.kind from unnest(%s::bigint[], %s::text[]) new (id, kind)"
                " where registry_business.id = new.id and registry_business.kind = '' and new.kind <> ''",
                ([row[0] for row in rows], kinds),
            )


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("registry", "0007_kind")]
    operations = [migrations.RunPython(suggest, migrations.RunPython.noop)]
