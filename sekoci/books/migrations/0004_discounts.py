from typing import Any

from django.db import migrations

CODE = "4-1800"


def add(apps: Any, schema_editor: Any) -> None:
    account = apps.get_model("books", "Account")
    row = account(code=CODE, name="Potongan penjualan", name_en="Discounts given", kind="income", is_money=False)
    account.objects.using(schema_editor.connection.alias).bulk_create([row])


def remove(apps: Any, schema_editor: Any) -> None:
    apps.get_model("books", "Account").objects.using(schema_editor.connection.alias).filter(code=CODE).delete()


class Migration(migrations.Migration):
    """Since 22 November 2026 sales are booked at their full price; what is taken off stands against them on its own account."""

    dependencies = [("books", "0003_chart")]
    operations = [migrations.RunPython(add, remove)]
