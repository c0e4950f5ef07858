from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

DIFFERENCE = """
    insert into registry_outletdifference (area_code, organisations, outlets, rows, shops)
    select left(area_code, 8), organisations, sum(sign), sum(sign * rows), sum(sign * (shop_id is not null)::int) from ({each}) each
    where ended_at is null group by 1, 2
    having (sum(sign), sum(sign * rows), sum(sign * (shop_id is not null)::int)) <> (0, 0, 0)
"""
CAME = "select *, 1 as sign from came"
WENT = "select *, -1 as sign from went"
COUNT = f"""
create function registry_count_outlets() returns trigger language plpgsql as $$ begin
    if tg_op = 'INSERT' then {DIFFERENCE.format(each=CAME)};
    elsif tg_op = 'DELETE' then {DIFFERENCE.format(each=WENT)};
    else {DIFFERENCE.format(each=f"{CAME} union all {WENT}")};
    end if;
    return null;
end $$;
create trigger counted_came after insert on registry_outlet referencing new table as came
    for each statement execute function registry_count_outlets();
create trigger counted_changed after update on registry_outlet referencing new table as came old table as went
    for each statement execute function registry_count_outlets();
create trigger counted_went after delete on registry_outlet referencing old table as went
    for each statement execute function registry_count_outlets();
{DIFFERENCE.format(each="select *, 1 as sign from registry_outlet")};
"""  # noqa: S608  ours
UNCOUNT = """
drop trigger counted_came on registry_outlet;
drop trigger counted_changed on registry_outlet;
drop trigger counted_went on registry_outlet;
drop function registry_count_outlets();
"""


class Migration(migrations.Migration):
    """Outlets counted by area and by whose lists have them, as they change: whoever writes them, a trigger notes the difference
    in rows of its own, so that nobody waits for a neighbour's count; a job adds them up. What stands already is one difference."""

    dependencies = [("registry", "0027_legal_basis")]
    operations = [
        migrations.CreateModel(
            name="OutletCount",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "level", "area_code", "organisations", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("level", models.SmallIntegerField()),
                ("area_code", models.CharField(blank=True, db_collation="C", max_length=8)),
                ("organisations", ArrayField(models.BigIntegerField())),
                ("outlets", models.IntegerField()),
                ("rows", models.BigIntegerField()),
                ("shops", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="OutletDifference",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("area_code", models.CharField(blank=True, db_collation="C", max_length=8)),
                ("organisations", ArrayField(models.BigIntegerField())),
                ("outlets", models.IntegerField()),
                ("rows", models.BigIntegerField()),
                ("shops", models.IntegerField()),
            ],
            options={"indexes": [models.Index(fields=["area_code"], name="registry_difference_area")]},
        ),
        migrations.RunSQL(COUNT, UNCOUNT),
    ]
