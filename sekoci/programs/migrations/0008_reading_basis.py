from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programs", "0007_owners_are_told")]
    operations = [
        migrations.AddField("reading", "basis", models.CharField(blank=True, db_default="", default="", max_length=40)),
    ]
