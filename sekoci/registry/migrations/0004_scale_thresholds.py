from datetime import date

from django.db import migrations

# PP 7/2021 Pasal 35, in force since 2 February 2021; before it UU 20/2008 Pasal 6, in force since 4 July 2008, whose other
# measure (net assets) is not the capital of today. Upper bounds, inclusive, in rupiah.
PP_7 = ("PP 7/2021 Pasal 35", date(2021, 2, 2), None)
UU_20 = ("UU 20/2008 Pasal 6", date(2008, 7, 4), date(2021, 2, 1))
MILLION, BILLION = 10**6, 10**9
THRESHOLDS = [
    (PP_7, "capital", "micro", 1 * BILLION),
    (PP_7, "capital", "small", 5 * BILLION),
    (PP_7, "capital", "medium", 10 * BILLION),
    (PP_7, "sales", "micro", 2 * BILLION),
    (PP_7, "sales", "small", 15 * BILLION),
    (PP_7, "sales", "medium", 50 * BILLION),
    (UU_20, "sales", "micro", 300 * MILLION),
    (UU_20, "sales", "small", 2500 * MILLION),
    (UU_20, "sales", "medium", 50 * BILLION),
]


def write(apps, schema_editor):
    threshold = apps.get_model("registry", "ScaleThreshold")
    threshold.objects.using(schema_editor.connection.alias).bulk_create(
        threshold(basis=basis, scale=scale, most=most, source=source, valid_from=since, valid_until=until)
        for (source, since, until), basis, scale, most in THRESHOLDS
    )


def remove(apps, schema_editor):
    threshold = apps.get_model("registry", "ScaleThreshold")
    threshold.objects.using(schema_editor.connection.alias).filter(source__in=[PP_7[0], UU_20[0]]).delete()


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_area_search")]
    operations = [migrations.RunPython(write, remove)]
