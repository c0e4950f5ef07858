"""Every list as a file (experiment E42): what people typed is a text in it, whatever it begins with, and nothing is computed.

What we say in them is in the reader's language. They are found in the table of addresses, so that a new one cannot be forgotten.
"""

import csv
import io
import re
import zipfile

import pytest
from python_calamine import load_workbook

from sekoci.books.actions import owner_puts_in
from sekoci.catalog.actions import (
    CertificateDraft,
    DiscountDraft,
    ProductDraft,
    VariantDraft,
    add_certificate,
    add_products,
    correct_stock,
    make_discount,
    start_import,
)
from sekoci.catalog.queries import my_product
from sekoci.kasir.actions import Sold, sell
from sekoci.kit.clock import day_in, now
from sekoci.kit.ids import new_id
from sekoci.orders.actions import place_orders
from sekoci.orders.files import HANDED, METHODS, PAID
from sekoci.orders.pages import STATES
from sekoci.orders.tests.people import wish
from sekoci.payments.actions import settle_payments
from sekoci.payments.tests.people import ask, notice
from sekoci.payments.views import OUTCOMES, RESOLUTIONS
from sekoci.registry.actions import invite, make_api_key
from tests.addresses import fill, routes

pytestmark = pytest.mark.django_db
BEGINNINGS = ("=", "+", "-", "@", "\t=", "\r=", " =", "'=")
CODES = {*STATES, *HANDED, *METHODS, *PAID, *OUTCOMES, *RESOLUTIONS, "own_qris", "pretend", "owner", "cashier"}
"""Words of the code."""
SAME = {"status", "total", "debit"}
"""Headings that are the same in both languages."""
FORMULA = 'HYPERLINK("http://x.id","a")'


def files() -> list[str]:
    return [route for route in routes() if route.startswith("kelola/<") and route.rsplit("/", 1)[-1] in ("unduh", "ekspor")]


@pytest.fixture
def evil(client, owner, shop) -> dict[str, str]:
    """A shop in which every text that people type looks like a formula; ids for its addresses."""
    client.force_login(owner.person)
    drafts = [
        ProductDraft(f"{start}{FORMULA}", 5_000, stock=9, unit=f"{start}cmd"[:20], description=start, key=f"k{n}")
        for n, start in enumerate(BEGINNINGS)
    ]
    choices = tuple(VariantDraft(f"{start}{n}", 1_000, 2) for n, start in enumerate(BEGINNINGS))
    ids = add_products(shop.id, [*drafts, ProductDraft("=Kaos", 0, variants=choices)], by="o")
    variant = my_product(shop.id, ids[0]).variants[0].id
    for start in BEGINNINGS:
        place_orders([wish(shop, (ids[0], 1), buyer_name=f"{start}{FORMULA}")])
        note = f"{start}{FORMULA}"
        owner_puts_in(shop.id, amount=1_000, into="cash", day=day_in(shop.zone), key=str(new_id()), note=note)
    correct_stock(shop.id, variant, 50, reason=f"={FORMULA}", by="o")
    sell(shop.id, Sold([], amount=2_000, what=f"={FORMULA}"), method="cash", key=str(new_id()), by=f"owner:{owner.id}")
    make_discount(shop.id, DiscountDraft("price", now(), product_id=ids[0], percent=1_000))
    add_certificate(shop.id, CertificateDraft("pirt", "2063372010001-30", f"@{FORMULA}"), by="o")
    make_api_key(shop.id, label=f"={FORMULA}", by=owner.id)
    invite(shop.id, phone="0812 3456 7891", role="cashier", name=f"+{FORMULA}", by=owner.id)
    listed = start_import(shop.id, f"nama;harga\n={FORMULA};mahal\n".encode(), file_name="a.csv", by="o")
    return {"variant_id": str(variant), "import_id": str(listed)}


def test_the_files_are_found():
    assert {route.split("/", 2)[2] for route in files()} >= {
        "produk/unduh",
        "produk/impor/<uuid:import_id>/salah/unduh",
        "stok/unduh",
        "stok/<uuid:variant_id>/unduh",
        "pesanan/ekspor",
        "pembayaran/unduh",
        "uang/unduh",
        "uang/buku/unduh",
        "jual/hari-ini/unduh",
        "produk/diskon/unduh",
        "produk/izin/unduh",
        "ulasan/unduh",
        "pengaturan/orang/unduh",
        "pengaturan/kunci/unduh",
    }


def test_no_cell_of_any_list_is_a_formula(client, shop, evil):
    said = set()
    for route in files():
        address = fill(route, {"slug": shop.slug} | evil)
        wished = {"masa": "bulan", "lihat": "semua", "saring": "semua" if "pesanan" in route else ""}
        plain = client.get(address, wished)
        assert plain.status_code == 200, address
        mark = ";" if address.endswith("/salah/unduh") else ","  # the file that came had semicolons
        rows = list(csv.reader(io.StringIO(plain.content.decode("utf-8-sig")), delimiter=mark))
        for cell in (cell for row in rows for cell in row):
            assert cell.lstrip(" ")[:1] not in ("=", "+", "@", "\t", "\r"), (address, cell)
            assert not cell.startswith("-") or cell[1:].isdigit(), (address, cell)
        sheet = client.get(address, wished | {"berkas": "xlsx"})
        assert sheet["Content-Disposition"].endswith('.xlsx"'), address
        cells, texts = read_back(sheet.content)
        assert [[str(cell).lstrip("'") for cell in row] for row in cells] == [[cell.lstrip("'") for cell in row] for row in rows]
        said |= texts
    assert {f"={FORMULA}", f"+{FORMULA}", f"-{FORMULA}", f"@{FORMULA}", "=Kaos - =0"} <= said


def test_headings_and_values_are_words_of_the_reader(client, shop, evil):
    """But for lists of goods, which come back as they went out, and the kinds of the journal, which programs read."""
    waiting = ask(shop, "pretend")
    settle_payments([notice(waiting)])
    settle_payments([notice(waiting, event="lagi")])
    for route in files():
        if "produk/unduh" in route or "produk/impor/" in route:
            continue
        address = fill(route, {"slug": shop.slug} | evil)
        wished = {"masa": "bulan", "lihat": "semua", "saring": "semua" if "pesanan" in route else ""}
        (ours, *rows), (theirs, *english) = (
            list(csv.reader(io.StringIO(client.get(address, wished | {"bahasa": each}).content.decode("utf-8-sig"))))
            for each in ("id", "en")
        )
        assert len(rows) == len(english)
        assert [head for head in ours if head in theirs and head not in SAME] == [], address
        kinds = ours.index("jenis") if "jenis" in ours else None
        said = {cell for row in rows + english for place, cell in enumerate(row) if place != kinds}
        assert not said & CODES, address


def read_back(content: bytes) -> tuple[list[list[object]], set[str]]:
    """The cells as another program reads them, numbers as whole numbers; and all texts. No formula and no link is in the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        kinds = set(re.findall(rb"<(f|hyperlink)\b", archive.read("xl/worksheets/sheet1.xml")))
    assert kinds == set()
    rows = load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    cells = [[int(cell) if isinstance(cell, float) else cell for cell in row] for row in rows]
    return cells, {cell for row in cells for cell in row if isinstance(cell, str)}


def test_a_file_holds_what_the_list_shows(client, owner, shop):
    client.force_login(owner.person)
    add_products(
        shop.id, [ProductDraft("Teh", 5_000, stock=50), ProductDraft("Kopi", 9_000), ProductDraft("Roti", 1_000)], by="o"
    )
    for wished, names in (({"saring": "habis", "urut": "nama"}, ["Kopi", "Roti"]), ({"cari": "te"}, ["Teh"])):
        listed = client.get(f"/kelola/{shop.slug}/produk", wished).content.decode()
        assert "berkas=xlsx" in listed
        for path in ("produk/unduh", "stok/unduh"):
            cells, _ = read_back(client.get(f"/kelola/{shop.slug}/{path}", wished | {"berkas": "xlsx"}).content)
            assert [row[0] for row in cells[1:]] == names
