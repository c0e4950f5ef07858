from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("customers", "0002_walls")]
    operations = [
        migrations.AddField("note", "changed_at", models.DateTimeField(null=True)),
        migrations.AddField("note", "changed_by", models.BigIntegerField(null=True)),
        migrations.AddField("note", "removed_at", models.DateTimeField(null=True)),
        migrations.AddField("note", "removed_by", models.BigIntegerField(null=True)),
        migrations.AddIndex(
            "note",
            models.Index(
                condition=models.Q(("removed_at", None), _negated=True), fields=["removed_at"], name="customers_removed_notes"
            ),
        ),
    ]
