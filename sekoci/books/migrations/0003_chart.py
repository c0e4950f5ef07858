from typing import Any

from django.db import migrations

# Written out here, not read from rules.CHART: what a migration did once stays what it did. A test compares the two.
CHART = [
    ("1-1100", "Kas", "Cash", "asset", True),
    ("1-1200", "Bank dan e-wallet", "Bank and e-wallet", "asset", True),
    ("1-1300", "Dana QRIS di penyedia", "QRIS money at the provider", "asset", True),
    ("1-2100", "Utang pelanggan", "Owed by customers", "asset", False),
    ("1-3100", "Persediaan", "Stock of goods", "asset", False),
    ("2-1100", "Utang pemasok", "Owed to suppliers", "liability", False),
    ("2-1200", "Uang muka pelanggan", "Paid ahead by customers", "liability", False),
    ("2-1300", "Uang belum jelas", "Money to be explained", "liability", False),
    ("3-1100", "Modal pemilik", "Owner's capital", "equity", False),
    ("3-1200", "Prive", "Taken by the owner", "equity", False),
    ("4-1100", "Penjualan", "Sales", "income", False),
    ("4-1200", "Ongkos kirim", "Delivery charged", "income", False),
    ("4-1900", "Retur penjualan", "Sales returned", "income", False),
    ("4-2100", "Pendapatan lain", "Other income", "income", False),
    ("5-1100", "Harga pokok penjualan", "Cost of goods sold", "expense", False),
    ("5-1200", "Selisih persediaan", "Stock gained or lost", "expense", False),
    ("6-1100", "Gaji dan upah", "Wages", "expense", False),
    ("6-1200", "Sewa tempat", "Rent", "expense", False),
    ("6-1300", "Biaya pembayaran", "Payment fees", "expense", False),
    ("6-1400", "Listrik, air, pulsa", "Power, water, phone", "expense", False),
    ("6-1500", "Bensin dan ongkos jalan", "Fuel and transport", "expense", False),
    ("6-1600", "Kemasan dan perlengkapan", "Packaging and supplies", "expense", False),
    ("6-1700", "Promosi", "Advertising", "expense", False),
    ("6-1800", "Perbaikan alat", "Repairs", "expense", False),
    ("6-1900", "Biaya lain", "Other costs", "expense", False),
]


def load(apps: Any, schema_editor: Any) -> None:
    account = apps.get_model("books", "Account")
    rows = [account(code=c, name=n, name_en=e, kind=k, is_money=m) for c, n, e, k, m in CHART]
    account.objects.using(schema_editor.connection.alias).bulk_create(rows, ignore_conflicts=True)


def unload(apps: Any, schema_editor: Any) -> None:
    """An account that an entry names stays: entries are written once."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "delete from books_account where code = any(%s) and not exists (select from books_entryline where debit_id = code)"
            " and not exists (select from books_entryline where credit_id = code)",
            ([row[0] for row in CHART],),
        )


class Migration(migrations.Migration):
    dependencies = [("books", "0002_walls")]
    operations = [migrations.RunPython(load, unload)]
