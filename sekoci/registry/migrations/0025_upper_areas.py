from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0024_office_keys")]
    operations = [
        migrations.AddIndex(
            model_name="area",
            index=models.Index(fields=["level"], condition=models.Q(level__lt=4), name="registry_area_upper"),
        ),
    ]
