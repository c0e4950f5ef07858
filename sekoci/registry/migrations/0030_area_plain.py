from django.db import migrations


class Migration(migrations.Migration):
    """Codes of areas stand elsewhere as plain bytes (collation "C"), which no index of the areas served: every page that named places
    sorted all 91,599 of them."""

    dependencies = [("registry", "0029_outlet_words")]
    operations = [
        migrations.RunSQL(
            'create unique index registry_area_plain on registry_area (code collate "C")', "drop index registry_area_plain"
        )
    ]
