"""What was taken out as a file comes back as a list: nothing changes, but what the owner mended in it."""

import csv
import io

import pytest

from sekoci.catalog.actions import ProductDraft, VariantDraft, add_products, confirm_import, lock_stock, move_stock, start_import
from sekoci.catalog.actions.stock import Move
from sekoci.catalog.queries import import_of, my_catalog, my_product
from sekoci.kit.clock import now
from sekoci.kit.scope import in_business

pytestmark = pytest.mark.django_db
SAID = "\n".join(f"- baris {n}" for n in range(25))
"""More lines than a quotation mark that nobody closed usually swallows; the first begins like a formula."""
ODD = [
    ProductDraft("=1+1", 5_000, stock=3, unit="bungkus", description="-tanpa pengawet", category="Camilan", key="a"),
    ProductDraft('Kue "lapis", legit; 1/2', 12_500, stock=0, unit="1/2 kg", key="b"),
    ProductDraft("0812 Kopi", 9_000, stock=7, unit_cost=4_333, description=SAID, key="c"),
    ProductDraft("Kaos", 0, variants=(VariantDraft("M", 85_000, 2), VariantDraft("+L", 90_000, 1)), key="d"),
    ProductDraft("Teh", 4_000, stock=1_000_000, is_listed=False, key="e"),
]


@pytest.fixture
def taken_out(client, owner, shop):
    """The shop's own file, of either kind."""
    ids = add_products(shop.id, ODD, by="o")
    variant = my_product(shop.id, ids[2]).variants[0].id
    with in_business(shop.id):
        lock_stock([variant])
        move_stock([Move(shop.id, variant, "reserve", 0, 2, 0, 0)], at=now())
    client.force_login(owner)
    return lambda kind: client.get(f"/kelola/{shop.slug}/produk/unduh", {"berkas": kind}).content


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_sent_back_as_it_is_changes_nothing(shop, taken_out, kind):
    before = my_catalog(shop.id)
    found = import_of(shop.id, start_import(shop.id, taken_out(kind), file_name=f"produk.{kind}", by="o"))
    assert (found.counts, found.state) == ({"new": 0, "changed": 0, "same": 6, "wrong": 0}, "ready")
    assert my_catalog(shop.id) == before


def test_what_was_mended_in_it_is_all_that_changes(shop, taken_out):
    rows = list(csv.reader(io.StringIO(taken_out("csv").decode("utf-8-sig"))))
    price = rows[0].index("harga jual")
    [coffee] = [row for row in rows if row[0] == "0812 Kopi"]
    coffee[price] = "9.500"
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows(rows)
    started = start_import(shop.id, file.getvalue().encode(), file_name="produk.csv", by="o")
    assert import_of(shop.id, started).counts == {"new": 0, "changed": 1, "same": 5, "wrong": 0}
    confirm_import(shop.id, started, by="o")
    assert [each.variants[0].price for each in my_catalog(shop.id)[0]] == [5_000, 12_500, 9_500, 85_000, 4_000]
