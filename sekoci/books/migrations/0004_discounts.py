from typing import Any

from django.db import migrations

CODE = "4-1800"


def add(apps: Any, schema_editor: Any) -> None:
    account = apps.get_model("books", "Account")
    row = account(code=CODE, name="Potongan penjualan", name_en="Discounts given", kind="income", is_money=False)
    account.objects.using(schema_editor.connection.alias).bulk_create([row], ignore_conflicts=True)


def remove(apps: Any, schema_editor: Any) -> None:
    """Where an entry names it, it stays: entries are written once."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "delete from books_account where code = %s and not exists (select from books_entryline where debit_id = code)"
            " and not exists (select from books_entryline where credit_id = code)",
            (CODE,),
        )


class Migration(migrations.Migration):
    """Since 22 November 2026 sales are booked at their full price; what is taken off stands against them on its own account."""

    dependencies = [("books", "0003_chart")]
    operations = [migrations.RunPython(add, remove)]
