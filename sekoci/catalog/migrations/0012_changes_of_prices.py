from django.db import migrations

from sekoci.kit.walls import audited

DISCOUNT = "amount,percent,ceiling,buy,pay,code,minimum,most_uses,per_phone,starts_at,ends_at"


class Migration(migrations.Migration):
    dependencies = [("catalog", "0011_locked_vouchers"), ("kit", "0004_changes")]
    operations = [
        audited("catalog_variant", columns="price,name,deleted_at", keep="product_id,name"),
        audited("catalog_product", columns="name,unit,category,maker,is_listed,deleted_at", keep="name"),
        audited("catalog_discount", columns=DISCOUNT, keep="kind,code,product_id", made=True),
    ]
