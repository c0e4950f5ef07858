import django.db.models.deletion
from django.db import migrations, models

from sekoci.kit.walls import own_rows_only


class Migration(migrations.Migration):
    initial = True
    dependencies = [("registry", "0007_kind"), ("kit", "0001_events")]
    operations = [
        migrations.CreateModel(
            name="Feed",
            fields=[
                (
                    "business",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="registry.business",
                    ),
                ),
                ("secret", models.CharField(max_length=40)),
                ("made_at", models.DateTimeField()),
                ("fetched_at", models.DateTimeField(null=True)),
            ],
        ),
        own_rows_only("channels_feed"),
    ]
