from django.db import migrations

from sekoci.kit.walls import audited


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_looks"), ("kit", "0004_changes"), ("mfa", "0001_initial")]
    operations = [
        audited("accounts_person", columns="phone,name,is_active,is_staff,is_superuser", business=""),
        audited("mfa_authenticator", columns="type", business="", keep="user_id", made=True),
    ]
