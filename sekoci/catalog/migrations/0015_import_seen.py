from django.db import migrations, models


class Migration(migrations.Migration):
    """A list that waits from before has no mark of what was shown: it is shown once more before it is written."""

    dependencies = [("catalog", "0014_import_undone")]
    operations = [migrations.AddField("ProductImport", "seen", models.BinaryField(null=True))]
