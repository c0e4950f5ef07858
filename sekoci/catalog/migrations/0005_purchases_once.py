from django.db import migrations, models

KINDS = [
    ("opening", "Stok awal"),
    ("purchase", "Beli stok"),
    ("correction", "Koreksi"),
    ("reserve", "Dipesan"),
    ("release", "Batal dipesan"),
    ("sale", "Terjual"),
    ("return", "Dikembalikan"),
    ("undo", "Beli stok dibatalkan"),
]


class Migration(migrations.Migration):
    dependencies = [("catalog", "0004_shelf_version")]
    operations = [
        migrations.AddField("product", "fingerprint", models.BinaryField(null=True)),
        migrations.AlterField("stockmove", "kind", models.CharField(max_length=10, choices=KINDS)),
        migrations.AddIndex(
            "stockmove",
            models.Index(
                fields=["business", "reference"],
                condition=models.Q(kind__in=["purchase", "undo"]),
                name="catalog_purchase",
            ),
        ),
    ]
