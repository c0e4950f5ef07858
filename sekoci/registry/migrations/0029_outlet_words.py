from django.db import migrations

INDEX = """
create index registry_outlet_words on registry_outlet
    using gin (to_tsvector('simple', regexp_replace(lower(name || ' ' || owner), '[^[:alnum:]]+', ' ', 'g')))
    where ended_at is null
"""


class Migration(migrations.Migration):
    """Outlets are found by words of their names and owners' without reading them all."""

    dependencies = [("registry", "0028_outlets_counted")]
    operations = [migrations.RunSQL(INDEX, "drop index registry_outlet_words")]
