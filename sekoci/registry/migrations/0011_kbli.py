from datetime import date

from django.db import migrations, models

EDITIONS = [
    ("2020", "Peraturan BPS 2/2020", date(2020, 9, 24), date(2025, 12, 17)),
    ("2025", "Peraturan BPS 7/2025", date(2025, 12, 18), None),
]


def write(apps, schema_editor):
    edition = apps.get_model("registry", "KbliEdition")
    edition.objects.using(schema_editor.connection.alias).bulk_create(
        edition(code=code, regulation=regulation, valid_from=since, valid_until=until)
        for code, regulation, since, until in EDITIONS
    )


class Migration(migrations.Migration):
    dependencies = [("registry", "0010_key_scopes")]
    operations = [
        migrations.AddField(
            model_name="business", name="kbli_2020", field=models.CharField(blank=True, db_default="", max_length=5)
        ),
        migrations.AddField(
            model_name="business", name="kbli_2025", field=models.CharField(blank=True, db_default="", max_length=5)
        ),
        migrations.CreateModel(
            name="KbliEdition",
            fields=[
                ("code", models.CharField(max_length=4, primary_key=True, serialize=False)),
                ("regulation", models.CharField(max_length=60)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="KbliCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.CharField(max_length=4)),
                ("code", models.CharField(max_length=5)),
                ("title", models.CharField(max_length=400)),
                ("description", models.TextField(blank=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("edition", "code"), name="registry_kbli_code")],
            },
        ),
        migrations.RunPython(write, migrations.RunPython.noop),
    ]
