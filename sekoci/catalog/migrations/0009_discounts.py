import django.db.models.deletion
from django.db import migrations, models

import sekoci.kit.clock
import sekoci.kit.ids
from sekoci.kit.walls import own_rows_only


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0008_imports"),
        ("registry", "0006_shop_version"),
    ]

    operations = [
        migrations.CreateModel(
            name="Discount",
            fields=[
                ("id", models.UUIDField(default=sekoci.kit.ids.new_id, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("price", "Harga promo"), ("bundle", "Beli n bayar m"), ("voucher", "Voucher")], max_length=7
                    ),
                ),
                ("amount", models.BigIntegerField(null=True)),
                ("percent", models.IntegerField(null=True)),
                ("ceiling", models.BigIntegerField(null=True)),
                ("buy", models.IntegerField(null=True)),
                ("pay", models.IntegerField(null=True)),
                ("code", models.CharField(blank=True, max_length=20)),
                ("key", models.CharField(blank=True, max_length=20)),
                ("minimum", models.BigIntegerField(default=0)),
                ("most_uses", models.IntegerField(null=True)),
                ("per_phone", models.IntegerField(null=True)),
                ("used", models.IntegerField(default=0)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(default=sekoci.kit.clock.now)),
                (
                    "business",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="registry.business"),
                ),
                (
                    "product",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.product"
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.variant"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VoucherUse",
            fields=[
                ("id", models.UUIDField(default=sekoci.kit.ids.new_id, primary_key=True, serialize=False)),
                ("order_id", models.UUIDField()),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("amount", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("given_back_at", models.DateTimeField(null=True)),
                (
                    "business",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="registry.business"),
                ),
                (
                    "voucher",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.discount"),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="discount",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "voucher")), fields=("business", "key"), name="catalog_voucher_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="discount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("buy__gt", models.F("pay")),
                        ("buy__isnull", False),
                        ("kind", "bundle"),
                        ("pay__gt", 0),
                        ("pay__isnull", False),
                        ("product__isnull", False),
                    ),
                    models.Q(
                        ("kind", "price"),
                        models.Q(
                            models.Q(("amount__gte", 0), ("amount__isnull", False), ("percent", None)),
                            models.Q(("amount", None), ("percent__gt", 0), ("percent__isnull", False), ("percent__lte", 10000)),
                            _connector="OR",
                        ),
                    ),
                    models.Q(
                        ("kind", "voucher"),
                        models.Q(("key", ""), _negated=True),
                        models.Q(
                            models.Q(("amount__gte", 0), ("amount__isnull", False), ("percent", None)),
                            models.Q(("amount", None), ("percent__gt", 0), ("percent__isnull", False), ("percent__lte", 10000)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="catalog_discount_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="discount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("used__gte", 0), models.Q(("most_uses", None), ("used__lte", models.F("most_uses")), _connector="OR")
                ),
                name="catalog_voucher_not_overused",
            ),
        ),
        migrations.AddConstraint(
            model_name="discount",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at", None), ("ends_at__gte", models.F("starts_at")), _connector="OR"),
                name="catalog_discount_span",
            ),
        ),
        migrations.AddIndex(
            model_name="voucheruse",
            index=models.Index(fields=["business", "voucher", "phone"], name="catalog_voucher_phone"),
        ),
        migrations.AddConstraint(
            model_name="voucheruse",
            constraint=models.UniqueConstraint(fields=("business", "order_id"), name="catalog_one_voucher_an_order"),
        ),
        # Discounts that ended are many after some years: only those that run or come are looked at.
        migrations.RunSQL(
            "create index catalog_discount_running on catalog_discount (business_id, coalesce(ends_at, 'infinity'))"
            " where kind <> 'voucher'",
            "drop index catalog_discount_running",
        ),
        own_rows_only("catalog_discount"),
        own_rows_only("catalog_voucheruse"),
    ]
