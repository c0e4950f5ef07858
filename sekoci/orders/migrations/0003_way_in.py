from django.db import migrations, models


class Migration(migrations.Migration):
    """By which of the shop's links a buyer came. The database fills it in for code that does not know of it yet."""

    dependencies = [("orders", "0002_walls")]
    operations = [
        migrations.AddField("order", "way_in", models.CharField(blank=True, db_default="", default="", max_length=12)),
    ]
