from django.db import migrations

MAKE = "create index registry_row_phones on registry_listrow (id) where length(said ->> 'phone') > 20"


class Migration(migrations.Migration):
    """Rows whose cell may name two phones, so that whoever is forgotten is found where their number came second."""

    dependencies = [("registry", "0031_outlets_of_a_week")]
    operations = [migrations.RunSQL(MAKE, "drop index registry_row_phones")]
