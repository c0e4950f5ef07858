from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("operations", "0001_checks"),
    ]

    operations = [
        migrations.AddField(
            model_name="check",
            name="things",
            field=models.BigIntegerField(null=True),
        ),
    ]
