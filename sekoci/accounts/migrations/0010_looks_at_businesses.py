from django.db import migrations, models


class Migration(migrations.Migration):
    """A page or a file of businesses is noted itself, whether they have a phone or not."""

    dependencies = [("accounts", "0009_staff_vouch")]
    operations = [
        migrations.AddField("viewing", "about", models.CharField(blank=True, db_default="", default="", max_length=200)),
        migrations.AddField("viewing", "ids", models.TextField(blank=True, db_default="", default="")),
    ]
