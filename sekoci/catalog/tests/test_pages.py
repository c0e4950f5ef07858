"""The owner's pages of products and stock, as a browser sends and reads them."""

import io
import re
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sekoci.catalog.actions import ProductDraft, VariantDraft, add_products, remove_product
from sekoci.catalog.queries import my_product, my_products, product, shelf
from sekoci.catalog.tests.people import a_shop, an_owner, balances, stocks
from sekoci.kit.sql import counted
from sekoci.registry.queries import shop_by_slug


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def page(client, owner, shop):
    """The owner's browser, for addresses below `/kelola/<slug>/`."""
    client.force_login(owner)

    class Browser:
        def get(self, path: str = "produk", **query):
            return client.get(f"/kelola/{shop.slug}/{path}", query)

        def post(self, path: str, **fields):
            return client.post(f"/kelola/{shop.slug}/{path}", fields)

    return Browser()


def a_photo() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (640, 480), (255, 122, 26)).save(content, "JPEG")
    return SimpleUploadedFile("IMG_0001.HEIC", content.getvalue(), "image/jpeg")


def said(response) -> str:
    """The page as text, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def value_of(response, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1]


def test_the_first_product_opens_the_shop(page, shop):
    assert shop_by_slug(shop.slug) is None
    form = page.get("produk/pertama")
    sent = {"tanda": value_of(form, "tanda"), "name": "Keripik tempe", "price": "Rp 15rb", "stock": "20", "photo": a_photo()}
    answer = page.post("produk/pertama", **sent)
    assert answer.status_code == 302
    opened = page.get("produk/pertama/selesai")
    assert "Toko Anda sudah buka" in said(opened)
    assert f"/{shop.slug}" in said(opened)
    assert "<svg" in opened.content.decode() and "data-share" in opened.content.decode()
    assert shop_by_slug(shop.slug) is not None
    [item] = shelf(shop.id).items
    assert (item.name, item.price, item.stock) == ("Keripik tempe", 15_000, 20)
    assert item.photo
    again = page.post("produk/pertama", **{**sent, "photo": a_photo()})
    assert again.status_code == 302
    assert len(shelf(shop.id).items) == 1
    assert page.get("produk/pertama").status_code == 302


def test_a_shop_that_is_not_open_does_not_say_so(page):
    assert page.get("produk/pertama/selesai").status_code == 302


@pytest.mark.parametrize(
    "price", ["-5", "1e309", "١٥٠٠٠", "", "lima belas", "0", "Rp", "1.2.3", "99999999999999999999", "15000; drop"]
)
def test_a_price_that_cannot_be_read_is_refused_beside_its_field_and_the_rest_is_kept(page, shop, price):
    answer = page.post("produk/baru", name="Keripik <b>", price=price, stock="3", unit="pcs", low_stock_at="3")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert re.search(r'id="id_price"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*id="id_price"', html)
    assert 'id="id_price_error"' in html
    assert 'value="Keripik &lt;b&gt;"' in html
    assert my_products(shop.id).is_bare


@pytest.mark.parametrize(
    ("price", "read"), [("1.250.000", 1_250_000), ("Rp 15rb", 15_000), ("15000", 15_000), ("1,5 jt", 1_500_000)]
)
def test_a_price_is_read_as_people_write_it_and_read_back(page, shop, price, read):
    answer = page.post("produk/baru", name="Batik", price=price, unit="lembar", is_listed="on")
    assert answer.status_code == 302
    assert shelf(shop.id).items[0].price == read
    assert "rupiah" in said(page.get())


@pytest.mark.parametrize("stock", ["-1", "1e6", "1000001", "1.000.001", "٥", "2,5", "banyak", "10" * 20])
def test_a_stock_that_cannot_be_read_is_refused_beside_its_field(page, shop, stock):
    answer = page.post("produk/baru", name="Batik", price="1000", stock=stock)
    assert 'id="id_stock_error"' in answer.content.decode()
    assert my_products(shop.id).is_bare


def test_the_same_form_sent_twice_adds_one_product(page, shop):
    key = value_of(page.get("produk/baru"), "tanda")
    for _ in range(2):
        assert page.post("produk/baru", tanda=key, name="Batik", price="1000", stock="5", unit_cost="700").status_code == 302
    assert my_products(shop.id).counts["tersembunyi"] == 1
    assert stocks(shop.id) == [("", 5, 0, 3_500)]


def test_a_forged_key_is_not_believed(page, shop):
    page.post("produk/baru", tanda=f"{UUID(int=7)}:forged", name="Batik", price="1000")
    assert my_products(shop.id).items[0].id != UUID(int=7)


def test_a_photo_survives_a_mistake_elsewhere(page, shop):
    wrong = page.post("produk/baru", name="Batik", price="murah", photo=a_photo())
    kept = value_of(wrong, "photo_kept")
    assert kept in wrong.content.decode()
    page.post("produk/baru", name="Batik", price="5000", photo_kept=kept)
    assert my_products(shop.id).items[0].photo == kept


def test_a_photo_of_the_album_will_do_and_can_be_taken_away(page, shop):
    page.post("produk/baru", name="Batik", price="5000", album=a_photo())
    [batik] = my_products(shop.id).items
    assert batik.photo
    page.post(f"produk/{batik.id}", name="Batik", price="5000", photo_kept=batik.photo, hapus_foto="on")
    assert my_products(shop.id).items[0].photo == ""


@pytest.mark.parametrize("name", ["../../etc/passwd", "0" * 32 + ".10x10", "x", "\x00"])
def test_a_photo_that_this_shop_does_not_have_is_not_believed(page, shop, name):
    page.post("produk/baru", name="Batik", price="5000", photo_kept=name)
    assert my_products(shop.id).items[0].photo == ""


def test_what_is_not_a_photo_is_told_so_beside_the_field(page, shop):
    answer = page.post("produk/baru", name="Batik", price="5000", photo=SimpleUploadedFile("foto.jpg", b"%PDF-1.7 ..."))
    assert answer.status_code == 200
    assert "Ini bukan foto yang bisa dipakai" in said(answer)
    assert 'id="id_photo_error"' in answer.content.decode()
    assert my_products(shop.id).is_bare


def test_thirty_megabytes_are_refused_beside_the_field_without_being_kept(page, shop, monkeypatch):
    seen = []
    from django.core.files.uploadhandler import TemporaryFileUploadHandler as OnDisk

    original = OnDisk.receive_data_chunk
    monkeypatch.setattr(
        OnDisk, "receive_data_chunk", lambda self, raw, start: (seen.append(start + len(raw)), original(self, raw, start))[1]
    )
    large = SimpleUploadedFile("foto.jpg", b"\xff\xd8\xff" + bytes(30_000_000), "image/jpeg")
    answer = page.post("produk/baru", photo=large, name="Batik", price="5000")
    assert answer.status_code == 200
    assert "paling banyak 20 MB" in said(answer)
    assert 'value="Batik"' in answer.content.decode()
    assert max(seen) <= 20_000_000
    assert my_products(shop.id).is_bare


def test_choices_are_added_removed_and_saved_without_javascript(page, shop):
    rows = {"pilihan_id": [""], "pilihan_name": [""], "pilihan_price": [""], "pilihan_stock": [""], "pilihan_unit_cost": [""]}
    more = page.post("produk/baru", name="Kaos", tambah_pilihan="1")
    assert more.content.decode().count('name="pilihan_name"') == 2
    assert 'value="Kaos"' in more.content.decode()
    assert "aria-invalid" not in more.content.decode()
    three = {column: ["", "", ""] for column in rows} | {
        "pilihan_name": ["S", "M", "L"],
        "pilihan_price": ["70rb", "75rb", "80rb"],
    }
    fewer = page.post("produk/baru", name="Kaos", hapus_pilihan="1", **three)
    assert re.findall(r'name="pilihan_name" value="([^"]*)"', fewer.content.decode()) == ["S", "L"]
    full = {
        "pilihan_id": ["", "", ""],
        "pilihan_name": ["S", "", "L"],
        "pilihan_price": ["70rb", "", ""],
        "pilihan_stock": ["4", "", "1.000"],
        "pilihan_unit_cost": ["40000", "", ""],
    }
    answer = page.post("produk/baru", name="Kaos", price="75rb", is_listed="on", **full)
    assert answer.status_code == 302
    [kaos] = shelf(shop.id).items
    assert [(each.name, each.price, each.stock) for each in kaos.variants] == [("S", 70_000, 4), ("L", 75_000, 1_000)]


def test_a_choice_that_cannot_be_read_is_refused_in_its_row(page, shop):
    rows = {
        "pilihan_id": ["", ""],
        "pilihan_name": ["", "M"],
        "pilihan_price": ["5000", "-5"],
        "pilihan_stock": ["", "x"],
        "pilihan_unit_cost": ["", "١"],
    }
    html = page.post("produk/baru", name="Kaos", **rows).content.decode()
    for place in ("pilihan-1-nama-salah", "pilihan-2-harga-salah", "pilihan-2-stok-salah", "pilihan-2-modal-salah"):
        assert f'id="{place}"' in html
    assert my_products(shop.id).is_bare


def test_a_plain_product_gets_choices_and_its_stock_goes_with_the_first(page, shop):
    [teh] = add_products(shop.id, [ProductDraft("Teh", 5_000, stock=7)], by="o")
    rows = page.post(f"produk/{teh}", name="Teh", price="5000", tambah_pilihan="1")
    plain = value_of(rows, "pilihan_id")
    assert UUID(plain) == product(shop.id, teh).variant_id
    sent = {"pilihan_id": [plain, ""], "pilihan_name": ["Panas", "Es"], "pilihan_price": ["5000", "6000"]}
    page.post(f"produk/{teh}", name="Teh", is_listed="on", pilihan_stock=["", "3"], pilihan_unit_cost=["", ""], **sent)
    assert [(each.name, each.stock) for each in product(shop.id, teh).variants] == [("Panas", 7), ("Es", 3)]


def test_htmx_gets_only_the_rows(page):
    html = page.get("produk/pilihan", tambah_pilihan="1").content.decode()
    assert html.count('name="pilihan_name"') == 2
    assert "<html" not in html


def test_a_change_is_saved_and_stock_is_left_alone(page, shop):
    [teh] = add_products(shop.id, [ProductDraft("Teh", 5_000, stock=7, low_stock_at=2)], by="o")
    form = page.get(f"produk/{teh}").content.decode()
    assert 'value="5.000"' in form and 'name="stock"' not in form
    page.post(f"produk/{teh}", name="Teh melati", price="6rb", unit="gelas", description="Wangi", low_stock_at="4")
    changed = my_product(shop.id, teh)
    assert (changed.name, changed.unit, changed.description, changed.low_stock_at, changed.is_listed) == (
        "Teh melati", "gelas", "Wangi", 4, False,
    )  # fmt: skip
    assert (changed.variants[0].price, changed.stock) == (6_000, 7)


def test_a_removed_product_can_be_brought_back_at_once_and_later(page, shop):
    [teh] = add_products(shop.id, [ProductDraft("Teh", 5_000)], by="o")
    answer = page.post(f"produk/{teh}/hapus")
    after = page.get(answer["Location"].split(f"/{shop.slug}/")[1].split("?")[0], **{"baru-dihapus": str(teh)})
    assert "Teh sudah dihapus." in said(after)
    assert f"/produk/{teh}/kembalikan" in after.content.decode()
    assert "Kembalikan produk" in said(page.get(f"produk/{teh}"))
    assert "Teh" in said(page.get(saring="dihapus"))
    page.post(f"produk/{teh}/kembalikan")
    assert shelf(shop.id).items[0].name == "Teh"


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
    for line in ("Stok awal 10", "Ditambah 5", "Rp2.600 satuan, belum dibayar", "Koreksi −1: rusak", "Harga modal jadi Rp3.000"):
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
    assert answer.status_code == 200
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
