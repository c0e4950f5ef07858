from django.db import migrations, models


class Migration(migrations.Migration):
    """The range that a linking leaves is told of each area by what was unsure there."""

    dependencies = [("registry", "0032_several_phones")]
    operations = [
        migrations.CreateModel(
            name="AreaDoubt",
            fields=[
                ("area_code", models.CharField(blank=True, db_collation="C", max_length=8, primary_key=True, serialize=False)),
                ("below", models.IntegerField()),
                ("above", models.IntegerField()),
            ],
        ),
    ]
