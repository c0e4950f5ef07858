from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    """What partners read of counts is counted on Mondays and kept."""

    dependencies = [("registry", "0030_area_plain")]
    operations = [
        migrations.CreateModel(
            name="OutletWeek",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "level", "area_code", "organisations", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("level", models.SmallIntegerField()),
                ("area_code", models.CharField(blank=True, db_collation="C", max_length=8)),
                ("organisations", ArrayField(models.BigIntegerField())),
                ("outlets", models.IntegerField()),
                ("rows", models.BigIntegerField()),
                ("shops", models.IntegerField()),
                ("counted_at", models.DateTimeField()),
            ],
        ),
    ]
