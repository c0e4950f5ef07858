import django.db.models.deletion
from django.db import migrations, models

import sekoci.kit.ids
from sekoci.kit.walls import audited, own_rows_only

SETTINGS = (
    "name,slug,sells,about,kind,area_id,address,phone,nib,legal_form,kbli_2020,kbli_2025,capital,yearly_sales,opening_hours,"
    "has_public_shop,offers_pickup,offers_delivery,delivery_fee,delivery_way,accepts_cash,bank_account,closed_at"
)


class Migration(migrations.Migration):
    dependencies = [("registry", "0012_delivery_way"), ("kit", "0004_changes")]
    operations = [
        migrations.CreateModel(
            name="Identity",
            fields=[
                ("id", models.UUIDField(default=sekoci.kit.ids.new_id, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("nik", "NIK"), ("npwp", "NPWP")], max_length=4)),
                ("sealed", models.TextField()),
                ("last4", models.CharField(max_length=4)),
                ("person_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "business",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="registry.business"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("business", "kind"), name="registry_one_identity_a_kind")],
            },
        ),
        own_rows_only("registry_identity"),
        audited("registry_identity", columns="last4,at", keep="kind,person_id", made=True),
        audited("registry_business", columns=SETTINGS, business="id"),
        audited("registry_membership", columns="role,until", keep="person_id", made=True),
        audited("registry_invitation", columns="role,ended_how", made=True),
        audited("registry_apikey", columns="label,scopes,expires_at,revoked_at", keep="label", made=True),
    ]
