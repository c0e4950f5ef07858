from django.db import migrations, models

COUNT = """
create function registry_count_lists_anew() returns void language plpgsql security definer set search_path = public, pg_temp
set lock_timeout = '2s' as $$
begin
    analyze registry_listrow;
exception when lock_not_available then null; -- somebody is at it already
end $$;
"""


class Migration(migrations.Migration):
    """What lists need that come again and again. Only owners may ANALYZE: the function is the owner's."""

    dependencies = [("registry", "0020_linking")]
    operations = [
        migrations.AddField("partnerlist", "area_code", models.CharField(blank=True, db_default="", default="", max_length=13)),
        migrations.AddField("listrow", "mark", models.UUIDField(null=True)),
        migrations.RunSQL(COUNT, "drop function registry_count_lists_anew();"),
    ]
