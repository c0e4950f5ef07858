from django.db import migrations, models

REMEMBER = """
update payments_payment payment set came = notice.suspense
from payments_notice notice
where notice.payment_id = payment.id and notice.resolution = 'accepted' and payment.status = 'settled'
  and not exists (select from payments_refund refund where refund.payment_id = payment.id)
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0006_owed")]
    operations = [
        migrations.AddField("payment", "came", models.BigIntegerField(null=True)),
        migrations.RunSQL(REMEMBER, migrations.RunSQL.noop),
    ]
