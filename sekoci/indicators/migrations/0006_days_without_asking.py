"""A shop's day is not asked for its business any more: it is made of orders, which have one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("indicators", "0005_alike")]
    operations = [
        migrations.AlterField(
            "shopday",
            "business",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="registry.business",
            ),
        )
    ]
