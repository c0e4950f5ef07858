from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programs", "0009_cohort_days")]
    operations = [
        migrations.AlterField(
            "reading",
            "kind",
            models.CharField(
                choices=[("retention", "Bertahan"), ("impact", "Sebelum dan sesudah"), ("partners", "Untuk mitra")], max_length=9
            ),
        ),
    ]
