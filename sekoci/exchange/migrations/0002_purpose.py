from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_first")]
    operations = [
        migrations.AddField("agreement", "purpose", models.CharField(blank=True, db_default="", default="", max_length=300)),
    ]
