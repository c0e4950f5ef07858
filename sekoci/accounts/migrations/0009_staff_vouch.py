from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_suspended"),
    ]

    operations = [
        migrations.AddField(
            model_name="phonechange",
            name="vouched_why",
            field=models.CharField(blank=True, db_default="", max_length=300),
        ),
    ]
