from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("programs", "0010_weeks_for_partners")]
    operations = [
        migrations.AddField("target", "indicator", models.CharField(blank=True, db_default="", default="", max_length=16)),
        migrations.AlterField("target", "stage", models.CharField(blank=True, max_length=16)),
        migrations.RemoveConstraint("target", "programs_one_target"),
        migrations.AddConstraint(
            "target",
            models.UniqueConstraint(fields=["program", "stage", "indicator", "area_code", "by_day"], name="programs_one_target"),
        ),
        migrations.AddConstraint(
            "target",
            models.CheckConstraint(
                condition=Q(stage="", indicator__gt="") | Q(stage__gt="", indicator=""), name="programs_target_of_one_thing"
            ),
        ),
    ]
