from django.db import migrations

COUNT = """
create function catalog_count_anew() returns void language plpgsql security definer set search_path = public, pg_temp
set lock_timeout = '2s' as $$
begin
    analyze catalog_product, catalog_variant, catalog_stock, catalog_stockmove;
exception when lock_not_available then null; -- somebody is at it already
end $$;
"""


class Migration(migrations.Migration):
    """The roles of the web own no table, and only owners may ANALYZE: this function is the owner's."""

    dependencies = [("catalog", "0012_changes_of_prices")]
    operations = [migrations.RunSQL(COUNT, "drop function catalog_count_anew();")]
