import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0004_by_buyer"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="discount",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="order",
            name="discounts",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="orderline",
            name="discount",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(condition=models.Q(("discount__gte", 0)), name="orders_discount_not_negative"),
        ),
        migrations.AddConstraint(
            model_name="orderline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("discount__gte", 0),
                    (
                        "discount__lte",
                        django.db.models.expressions.CombinedExpression(models.F("unit_price"), "*", models.F("quantity")),
                    ),
                ),
                name="orders_line_discount_in_line",
            ),
        ),
    ]
