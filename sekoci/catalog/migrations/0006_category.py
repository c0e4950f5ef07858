from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0005_purchases_once")]
    operations = [
        migrations.AddField(
            model_name="product", name="category", field=models.CharField(blank=True, db_default="", max_length=40)
        ),
    ]
