"""What outsiders read of the running month is kept as of Monday; rows that are there get what they say now."""

from django.db import migrations, models

FILL = """
    update indicators_stock set told_on = counted_on, told_outlets = outlets, told_digital = digital, told_named = named,
        told_sellers = sellers, told_sales = sales
    where slice = '' or level = 0
"""
COUNTS = ("told_outlets", "told_digital", "told_named", "told_sellers")


class Migration(migrations.Migration):
    dependencies = [("indicators", "0006_days_without_asking")]
    operations = [
        migrations.AddField("stock", "told_on", models.DateField(null=True)),
        *(migrations.AddField("stock", name, models.IntegerField(default=0, db_default=0)) for name in COUNTS),
        migrations.AddField("stock", "told_sales", models.BigIntegerField(default=0, db_default=0)),
        migrations.RunSQL(["set local statement_timeout = 0", FILL], migrations.RunSQL.noop),
    ]
