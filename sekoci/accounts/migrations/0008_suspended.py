from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_changes_of_people"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="suspended_at",
            field=models.DateTimeField(null=True),
        ),
    ]
