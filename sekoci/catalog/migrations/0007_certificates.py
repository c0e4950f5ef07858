import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import sekoci.kit.clock
import sekoci.kit.ids
from sekoci.kit.walls import own_rows_only

KINDS = [("pirt", "P-IRT"), ("bpom", "BPOM"), ("halal", "Halal")]


def of(model: str, **options: object) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=model, **options)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0006_category"), ("registry", "0008_suggested_kinds")]
    operations = [
        migrations.AddField(
            model_name="product",
            name="made_in",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.area"),
        ),
        migrations.AddField(model_name="product", name="maker", field=models.CharField(blank=True, db_default="", max_length=60)),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.UUIDField(default=sekoci.kit.ids.new_id, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=KINDS, max_length=8)),
                ("number", models.CharField(max_length=40)),
                ("holder", models.CharField(blank=True, max_length=80)),
                ("valid_until", models.DateField(null=True)),
                ("told_at", models.SmallIntegerField(null=True)),
                ("created_at", models.DateTimeField(default=sekoci.kit.clock.now)),
                ("removed_at", models.DateTimeField(null=True)),
                ("business", of("registry.business")),
                ("product", of("catalog.product", null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["business", "product", "kind", "number"],
                        condition=Q(removed_at=None),
                        nulls_distinct=False,
                        name="catalog_certificate_once",
                    )
                ],
                "indexes": [models.Index(fields=["valid_until"], condition=Q(removed_at=None), name="catalog_certificate_ends")],
            },
        ),
        own_rows_only("catalog_certificate"),
    ]
