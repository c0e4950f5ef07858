from django.db import migrations, models

from sekoci.kit.walls import OWN

FILL = """
    update indicators_standing s set kind = coalesce(nullif(o.kind, ''), b.kind, ''), has_phone = o.phone <> ''
    from registry_outlet o left join registry_business b on b.id = o.shop_id where o.id = s.id;
    update indicators_standing s set kind = b.kind from registry_business b where s.id < 0 and b.id = -s.id;
"""


class Migration(migrations.Migration):
    """What outlets are chosen by stands beside how they stand, and those alike lie together."""

    dependencies = [("indicators", "0004_women")]
    operations = [
        migrations.AddField("standing", "kind", models.CharField(blank=True, max_length=24, default="", db_default="")),
        migrations.AddField("standing", "has_phone", models.BooleanField(default=False, db_default=False)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            "standing",
            models.Index(
                fields=["digital", "sex", "scale", "has_phone", "id"],
                include=["area_code", "kind", "last_sale"],
                condition=models.Q(id__gt=0),
                name="indicators_standing_alike",
            ),
        ),
        migrations.RunSQL(
            f"create policy own_business on indicators_standing for select using (shop_id = {OWN})",
            "drop policy own_business on indicators_standing",
        ),
    ]
