from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_walls")]
    operations = [
        migrations.AddField("product", "source_key", models.CharField(max_length=80, null=True)),
        migrations.AddConstraint(
            "product", models.UniqueConstraint(fields=("business", "source_key"), name="catalog_product_once")
        ),
    ]
