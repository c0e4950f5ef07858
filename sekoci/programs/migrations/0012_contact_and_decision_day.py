from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programs", "0011_targets_of_areas")]
    operations = [
        migrations.AddField("program", "contact", models.CharField(blank=True, db_default="", default="", max_length=120)),
        migrations.AddField("program", "decides_on", models.DateField(null=True)),
    ]
