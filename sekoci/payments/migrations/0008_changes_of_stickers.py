from django.db import migrations

from sekoci.kit.walls import audited


class Migration(migrations.Migration):
    dependencies = [("payments", "0007_what_came"), ("kit", "0004_changes")]
    operations = [
        audited("payments_qrissticker", columns="payload,merchant_name,nmid", key="business_id", keep="merchant_name", made=True),
    ]
