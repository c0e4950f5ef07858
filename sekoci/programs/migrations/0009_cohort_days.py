from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("programs", "0008_reading_basis")]
    operations = [
        migrations.AddField("cohort", "begins_on", models.DateField(null=True)),
        migrations.AddField("cohort", "ends_on", models.DateField(null=True)),
        migrations.AddConstraint(
            "cohort",
            models.CheckConstraint(condition=Q(begins_on__lte=F("ends_on")), name="programs_cohort_begins_before_it_ends"),
        ),
    ]
