from django.db import migrations

from sekoci.kit.walls import append_only, own_rows_only


class Migration(migrations.Migration):
    dependencies = [("books", "0001_first"), ("kit", "0001_events")]
    operations = [
        own_rows_only("books_entry"),
        own_rows_only("books_entryline"),
        append_only("books_entry"),
        append_only("books_entryline"),
    ]
