import django.db.models.deletion
from django.db import migrations, models

import sekoci.kit.clock
import sekoci.kit.ids
from sekoci.kit.walls import own_rows_only

STATES = [
    ("checking", "Diperiksa"),
    ("ready", "Siap"),
    ("writing", "Disimpan"),
    ("done", "Selesai"),
    ("cancelled", "Dibatalkan"),
]


class Migration(migrations.Migration):
    dependencies = [("catalog", "0007_certificates"), ("registry", "0001_first")]
    operations = [
        migrations.CreateModel(
            "ProductImport",
            [
                ("id", models.UUIDField(primary_key=True, default=sekoci.kit.ids.new_id, serialize=False)),
                (
                    "business",
                    models.ForeignKey("registry.Business", on_delete=django.db.models.deletion.CASCADE, related_name="+"),
                ),
                ("file_name", models.CharField(max_length=120)),
                ("content", models.BinaryField(null=True)),
                ("sheet", models.IntegerField(default=0)),
                ("sheets", models.JSONField(default=list)),
                ("header", models.IntegerField(default=-1)),
                ("columns", models.JSONField(default=dict)),
                ("fingerprint", models.BinaryField()),
                ("state", models.CharField(max_length=10, choices=STATES, default="checking")),
                ("rows", models.IntegerField(default=0)),
                ("written", models.IntegerField(default=0)),
                ("counts", models.JSONField(default=dict)),
                ("titles", models.JSONField(default=list)),
                ("examples", models.JSONField(default=list)),
                ("sample", models.JSONField(default=list)),
                ("problems", models.JSONField(default=list)),
                ("by", models.CharField(max_length=40)),
                ("created_at", models.DateTimeField(default=sekoci.kit.clock.now)),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["business", "fingerprint"], condition=models.Q(state="done"), name="catalog_import_once"
                    )
                ],
                "indexes": [models.Index(fields=["business", "id"], name="catalog_import_latest")],
            },
        ),
        own_rows_only("catalog_productimport"),
    ]
