from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0013_identities_and_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="business",
            name="was_public",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="business",
            name="withheld_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="business",
            name="withheld_why",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddConstraint(
            model_name="business",
            constraint=models.CheckConstraint(
                condition=models.Q(("withheld_at", None), ("has_public_shop", False), _connector="OR"),
                name="registry_withheld_is_hidden",
            ),
        ),
    ]
