from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("programs", "0006_same_voucher_anywhere")]
    operations = [
        migrations.AddField("enrolment", "untold_step_id", models.BigIntegerField(null=True)),
        migrations.AddIndex(
            "enrolment",
            models.Index(fields=["id"], condition=~Q(untold_step_id=None), name="programs_enrolment_untold"),
        ),
    ]
