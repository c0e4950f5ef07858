from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0006_shop_version")]
    operations = [
        migrations.AddField(model_name="business", name="kind", field=models.CharField(blank=True, db_default="", max_length=24)),
    ]
