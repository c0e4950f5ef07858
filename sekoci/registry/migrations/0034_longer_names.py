from django.db import migrations, models


class Migration(migrations.Migration):
    """A dinas of three trades in a regency of four islands needs more than eighty letters."""

    dependencies = [("registry", "0033_doubt_by_area")]
    operations = [migrations.AlterField("organisation", "name", models.CharField(max_length=120))]
