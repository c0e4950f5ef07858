from django.db import migrations, models

MARK = """
    create function registry_row_waits() returns trigger language plpgsql as $$ begin
        new.waits := case when
            (old.name, old.owner, old.phone, old.street, old.area_code, old.nib, old.kbli, old.kind, old.latitude, old.longitude,
                old.gone_at is null) is distinct from
            (new.name, new.owner, new.phone, new.street, new.area_code, new.nib, new.kbli, new.kind, new.latitude, new.longitude,
                new.gone_at is null)
            then 2 else greatest(new.waits, 1) end;
        return new;
    end $$;
    create trigger waits before update on registry_listrow for each row when (
        (old.name, old.owner, old.phone, old.street, old.area_code, old.nib, old.kbli, old.kind, old.sex, old.latitude,
            old.longitude, old.as_of, old.gone_at) is distinct from
        (new.name, new.owner, new.phone, new.street, new.area_code, new.nib, new.kbli, new.kind, new.sex, new.latitude,
            new.longitude, new.as_of, new.gone_at)
    ) execute function registry_row_waits();
"""
AREAS = "(select string_to_array(nullif(current_setting('app.areas', true), ''), '|'))::text[]"


def pairs_seen(how: str) -> str:
    """Pairs whose two rows (`and`), or one of them (`or`), lie inside the officer's areas."""
    return (
        "drop policy inside_reach on registry_doubtfulpair; create policy inside_reach on registry_doubtfulpair"
        f" for select using (left_area like any ({AREAS}) {how} right_area like any ({AREAS}));"
    )


class Migration(migrations.Migration):
    dependencies = [("registry", "0017_area_shapes")]
    operations = [
        migrations.AddField(
            "listrow",
            "waits",
            models.SmallIntegerField(choices=[(0, "Nothing"), (1, "Record"), (2, "Link")], db_default=2, default=2),
        ),
        migrations.AddField("linkrun", "progress", models.SmallIntegerField(db_default=0, default=0)),
        migrations.AddField("pairdecision", "holds", models.BooleanField(db_default=True, default=True)),
        migrations.AddIndex("listrow", models.Index(fields=["id"], condition=models.Q(waits__gt=0), name="registry_row_waits")),
        migrations.AddIndex("pairdecision", models.Index(fields=["right_row_id"], name="registry_decision_right")),
        migrations.AddIndex(
            "outletmove",
            models.Index(
                condition=models.Q(("from_outlet_id", None), _negated=True), fields=["from_outlet_id"], name="registry_move_from"
            ),
        ),
        migrations.AddIndex(
            "outletmove",
            models.Index(
                condition=models.Q(("decision_id", None), _negated=True), fields=["decision_id"], name="registry_move_decision"
            ),
        ),
        migrations.RunSQL(MARK, "drop trigger waits on registry_listrow; drop function registry_row_waits();"),
        migrations.RunSQL(pairs_seen("and"), pairs_seen("or")),
    ]
