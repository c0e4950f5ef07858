from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_walls")]
    operations = [
        migrations.AddField(
            model_name="area", name="name_key", field=models.CharField(db_collation="C", db_default="", max_length=80)
        ),
        migrations.AddField(model_name="area", name="path_key", field=models.CharField(db_default="", max_length=200)),
        migrations.AddField(model_name="area", name="weight", field=models.BigIntegerField(db_default=0)),
        migrations.AddIndex(model_name="area", index=models.Index(fields=["name_key"], name="registry_area_name")),
        # In hand-written SQL, because Django's own index on an expression would want django.contrib.postgres.
        migrations.RunSQL(
            "create index registry_area_words on registry_area using gin (to_tsvector('simple', path_key)) with (fastupdate = off);"
            "create index registry_regency_words on registry_area using gin (to_tsvector('simple', path_key)) with (fastupdate = off)"
            " where level = 2;",
            "drop index registry_regency_words; drop index registry_area_words;",
        ),
    ]
