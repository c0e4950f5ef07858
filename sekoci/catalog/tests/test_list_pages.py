"""The owner's lists and stock, and what holds for every page."""

import re
from uuid import UUID

import pytest

from sekoci.catalog.actions import ProductDraft, VariantDraft, add_products, remove_product
from sekoci.catalog.queries import product
from sekoci.catalog.tests.browser import said, value_of
from sekoci.catalog.tests.people import a_shop, an_owner, balances, stocks
from sekoci.kit.sql import counted


def test_stock_is_bought_counted_and_costed_and_the_history_tells_it(page, shop):
    [teh] = add_products(shop.id, [ProductDraft("Teh", 5_000, stock=10, unit_cost=2_000)], by="o")
    path = f"stok/{product(shop.id, teh).variant_id}"
    key = value_of(page.get(path), "tanda")
    bought = {"aksi": "tambah", "tanda": key, "beli-quantity": "5", "beli-unit_cost": "2.600", "beli-paid_from": "supplier"}
    for _ in range(2):
        assert page.post(path, **bought).status_code == 302
    assert page.post(path, aksi="hitung", **{"hitung-counted": "14", "hitung-reason": "rusak"}).status_code == 302
    assert page.post(path, aksi="modal", **{"modal-unit_cost": "3rb"}).status_code == 302
    text = said(page.get(path))
    for line in (
        "Stok awal 10",
        "Ditambah 5",
        "Rp2.600 satuan, utang ke pemasok",
        "Koreksi −1: rusak",
        "Harga modal jadi Rp3.000",
    ):
        assert line in text
    assert stocks(shop.id) == [("", 14, 0, 42_000)]
    assert balances(shop.id)["1-3100"] == 42_000


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"aksi": "tambah", "beli-quantity": "0", "beli-unit_cost": "1", "beli-paid_from": "cash"}, "beli-quantity"),
        ({"aksi": "tambah", "beli-quantity": "1000001", "beli-unit_cost": "1", "beli-paid_from": "cash"}, "beli-quantity"),
        ({"aksi": "tambah", "beli-quantity": "1", "beli-unit_cost": "-1", "beli-paid_from": "cash"}, "beli-unit_cost"),
        ({"aksi": "tambah", "beli-quantity": "1", "beli-unit_cost": "999999999999", "beli-paid_from": "cash"}, "beli-unit_cost"),
        ({"aksi": "hitung", "hitung-counted": "-1"}, "hitung-counted"),
        ({"aksi": "modal", "modal-unit_cost": "mahal"}, "modal-unit_cost"),
    ],
)
def test_what_cannot_be_done_to_a_stock_is_said_beside_the_field_and_nothing_changed(page, shop, sent, field):
    [teh] = add_products(shop.id, [ProductDraft("Teh", 5_000, stock=10, unit_cost=2_000)], by="o")
    answer = page.post(f"stok/{product(shop.id, teh).variant_id}", **sent)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert stocks(shop.id) == [("", 10, 0, 20_000)]


def paths(shop_id: int, product_id: UUID, variant_id: UUID) -> list[tuple[str, str]]:
    return [
        ("get", f"produk/{product_id}"),
        ("post", f"produk/{product_id}"),
        ("post", f"produk/{product_id}/hapus"),
        ("post", f"produk/{product_id}/kembalikan"),
        ("get", f"stok/{variant_id}"),
        ("post", f"stok/{variant_id}"),
    ]


def test_a_neighbours_products_are_not_found_by_any_page(page, shop, neighbour):
    [theirs] = add_products(neighbour.id, [ProductDraft("Rahasia", 5_000, stock=3)], by="o")
    variant = product(neighbour.id, theirs).variant_id
    sent = {"name": "Curian", "price": "1", "aksi": "hitung", "hitung-counted": "0"}
    for method, path in paths(shop.id, theirs, variant):
        answer = page.post(path, **sent) if method == "post" else page.get(path)
        assert answer.status_code == 404, path
        assert "Rahasia" not in answer.content.decode()
    assert product(neighbour.id, theirs).name == "Rahasia"
    assert stocks(neighbour.id) == [("", 3, 0, 0)]


def test_a_strangers_browser_sees_nothing(client, shop):
    [teh] = add_products(shop.id, [ProductDraft("Teh", 5_000)], by="o")
    for path in ("produk", "produk/baru", "produk/pertama", f"produk/{teh}", "stok", "produk/unduh", "stok/unduh"):
        assert client.get(f"/kelola/{shop.slug}/{path}").status_code == 302
    client.force_login(an_owner("+6281299999999"))
    for path in ("produk", "produk/baru", "produk/pertama", f"produk/{teh}", "stok", "produk/unduh", "stok/unduh"):
        assert client.get(f"/kelola/{shop.slug}/{path}").status_code == 404


def test_no_page_takes_more_than_ten_statements(page, shop):
    draft = ProductDraft("Kaos", 0, variants=tuple(VariantDraft(f"No. {n}", 1_000, n, 500) for n in range(1, 20)))
    ids = add_products(shop.id, [draft] * 30, by="o")
    remove_product(shop.id, ids[0], by="o")
    variant = product(shop.id, ids[1]).variants[0].id
    for path in ("produk", "stok", f"produk/{ids[1]}", f"stok/{variant}", "produk/baru"):
        with counted() as statements:
            assert page.get(path).status_code == 200
        assert len(statements) <= 10, path


def test_every_page_speaks_english_too(page, shop):
    [teh] = add_products(shop.id, [ProductDraft("Teh", 5_000, stock=3)], by="o")
    variant = product(shop.id, teh).variant_id
    for path, words in (
        ("produk", "Products"),
        ("produk/baru", "Add a product"),
        (f"produk/{teh}", "Remove this product"),
        ("stok", "Stock value"),
        (f"stok/{variant}", "Opening stock 3"),
    ):
        assert words in said(page.get(path, bahasa="en")), path


def test_two_shops_of_one_owner_do_not_mix(client, owner, shop):
    second = a_shop(owner, "Kedai Kedua")
    [teh] = add_products(second.id, [ProductDraft("Teh", 5_000)], by="o")
    client.force_login(owner)
    assert client.get(f"/kelola/{shop.slug}/produk/{teh}").status_code == 404
    assert client.get(f"/kelola/{second.slug}/produk/{teh}").status_code == 200


def test_an_empty_list_says_what_to_do_first(page):
    assert "Tambah produk pertama" in said(page.get())
    assert "Tambah produk dulu" in said(page.get("stok"))


def test_lists_filter_sort_search_and_say_when_nothing_matches(page, shop):
    add_products(
        shop.id, [ProductDraft("Teh", 5_000, stock=50), ProductDraft("Kopi", 9_000), ProductDraft("Roti", 1_000, stock=2)], by="o"
    )
    for path in ("produk", "stok"):
        assert "Kopi" in said(page.get(path, saring="habis")) and "Roti" not in said(page.get(path, saring="habis"))
        assert "Roti" in said(page.get(path, saring="menipis"))
        assert "Tidak ada yang cocok" in said(page.get(path, cari="soto"))
        assert page.get(path, saring="'; drop", urut="x", mulai="-1", cari="\x00%").status_code == 200
    html = page.get(urut="harga").content.decode()
    assert html.index(">Roti<") < html.index(">Teh<") < html.index(">Kopi<")


def test_a_list_downloaded_holds_no_formula(page, shop):
    add_products(shop.id, [ProductDraft('=HYPERLINK("http://x")', 5_000, stock=3)], by="o")
    for path in ("produk/unduh", "stok/unduh"):
        text = page.get(path).content.decode("utf-8-sig")
        assert "'=HYPERLINK" in text
        assert not re.search(r'(^|,|\n)"?=', text)
