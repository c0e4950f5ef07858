from django.db import migrations

FUNCTION = """
create function catalog_locked_vouchers(businesses bigint[], keys text[], phones text[])
returns table (id uuid, business bigint, code text, amount bigint, percent int, ceiling bigint, minimum bigint,
    starts_at timestamptz, ends_at timestamptz, uses_left int, per_phone int, phone text, used_by_phone bigint)
language plpgsql as $$
begin
    -- Two statements in one round trip: what phones used is counted with a view of the rows that is newer than the locks.
    perform from catalog_discount voucher
    join (select distinct b, k from unnest(businesses, keys) as asked (b, k)) wanted
      on voucher.business_id = wanted.b and voucher.key = wanted.k
    where voucher.kind = 'voucher' order by voucher.id for no key update of voucher;
    return query
    select voucher.id, voucher.business_id, voucher.code::text, voucher.amount, voucher.percent, voucher.ceiling, voucher.minimum,
        voucher.starts_at, voucher.ends_at, voucher.most_uses - voucher.used, voucher.per_phone, wanted.p,
        (select count(*) from catalog_voucheruse used where used.business_id = voucher.business_id and used.voucher_id = voucher.id
            and used.phone = wanted.p and used.given_back_at is null)
    from (select distinct b, k, p from unnest(businesses, keys, phones) as asked (b, k, p)) wanted
    join catalog_discount voucher on voucher.kind = 'voucher' and voucher.business_id = wanted.b and voucher.key = wanted.k;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0010_shelf_version_at")]
    operations = [
        migrations.RunSQL(FUNCTION, "drop function catalog_locked_vouchers(bigint[], text[], text[])"),
    ]
