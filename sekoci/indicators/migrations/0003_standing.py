from django.db import migrations, models

from sekoci.kit.walls import own_rows_only

AREAS = "(select string_to_array(nullif(current_setting('app.areas', true), ''), '|'))::text[]"


class Migration(migrations.Migration):
    dependencies = [("indicators", "0002_gaps")]
    operations = [
        *(
            migrations.AddField("stock", name, models.BigIntegerField(default=0, db_default=0))
            for name in ("orders", "cashless", "afar")
        ),
        migrations.AddField("stock", "firsts", models.IntegerField(default=0, db_default=0)),
        migrations.CreateModel(
            name="Standing",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("area_code", models.CharField(blank=True, db_collation="C", max_length=13)),
                ("shop_id", models.BigIntegerField(null=True)),
                ("sector", models.CharField(blank=True, max_length=24)),
                ("sex", models.CharField(blank=True, max_length=1)),
                ("scale", models.CharField(blank=True, max_length=8)),
                ("owner", models.BigIntegerField()),
                ("named", models.IntegerField()),
                ("listed", models.BooleanField()),
                ("pays", models.BooleanField()),
                ("sells", models.BooleanField()),
                ("digital", models.BooleanField()),
                ("orders", models.BigIntegerField()),
                ("sales", models.BigIntegerField()),
                ("cashless", models.BigIntegerField()),
                ("afar", models.BigIntegerField()),
                ("is_first", models.BooleanField()),
                ("workers", models.BigIntegerField(null=True)),
                ("workers_here", models.BigIntegerField(null=True)),
                ("workers_before", models.BigIntegerField(null=True)),
                ("yearly_sales", models.BigIntegerField(null=True)),
                ("is_unbanked", models.BooleanField()),
                ("oldest", models.DateField(null=True)),
                ("newest", models.DateField(null=True)),
                ("last_sale", models.CharField(max_length=10, null=True)),
            ],
            options={"indexes": [models.Index(fields=["area_code", "id"], name="indicators_standing_area")]},
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[("id", models.BigAutoField(primary_key=True, serialize=False)), ("shop_id", models.BigIntegerField())],
        ),
        own_rows_only("indicators_waiting", "shop_id"),
        migrations.RunSQL(
            "alter table indicators_standing enable row level security; create policy inside_reach on indicators_standing"
            f" for select using (area_code like any ({AREAS}));",
            "drop policy inside_reach on indicators_standing; alter table indicators_standing disable row level security;",
        ),
    ]
