import django.db.models.deletion
from django.db import migrations, models

import sekoci.kit.ids
from sekoci.kit.walls import own_rows_only

STATES = [
    ("checking", "Diperiksa"),
    ("ready", "Siap"),
    ("writing", "Disimpan"),
    ("done", "Selesai"),
    ("cancelled", "Dibatalkan"),
    ("undoing", "Sedang dikembalikan"),
    ("undone", "Dikembalikan"),
]


def _key_to(model):
    return models.ForeignKey(model, on_delete=django.db.models.deletion.CASCADE, related_name="+", db_index=False)


class Migration(migrations.Migration):
    """Imports from before have no `undo_until`: what they changed was not kept, so they cannot be taken back."""

    dependencies = [("catalog", "0013_counted_anew")]
    operations = [
        migrations.AddField("ProductImport", "undo_until", models.DateTimeField(null=True)),
        migrations.AlterField("ProductImport", "state", models.CharField(max_length=10, choices=STATES, default="checking")),
        migrations.CreateModel(
            "ImportChange",
            [
                ("id", models.UUIDField(primary_key=True, default=sekoci.kit.ids.new_id, serialize=False)),
                ("business", _key_to("registry.Business")),
                ("imported", _key_to("catalog.ProductImport")),
                ("variant", _key_to("catalog.Variant")),
                ("is_new", models.BooleanField(default=False)),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["business", "imported", "variant"], name="catalog_import_change")
                ],
            },
        ),
        own_rows_only("catalog_importchange"),
    ]
