from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0003_way_in")]
    operations = [
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("buyer_phone", ""), _negated=True),
                fields=["business", "buyer_phone"],
                name="orders_by_buyer",
            ),
        ),
    ]
