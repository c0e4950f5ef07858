"""The owner's forms of products, as a browser sends them."""

import re
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sekoci.catalog.actions import ProductDraft, VariantDraft, add_products
from sekoci.catalog.queries import my_product, my_products, product, shelf, stock_list
from sekoci.catalog.tests.browser import a_photo, said, value_of
from sekoci.catalog.tests.people import stocks
from sekoci.registry.queries import shop_by_slug


def test_the_first_product_opens_the_shop(page, shop):
    assert shop_by_slug(shop.slug) is None
    form = page.get("produk/pertama")
    assert f"/kelola/{shop.slug}/produk/impor" in form.content.decode()  # who has a list need not type
    sent = {"tanda": value_of(form, "tanda"), "name": "Keripik tempe", "price": "Rp 15rb", "stock": "20", "photo": a_photo()}
    sent["unit_cost"] = "9.000"
    answer = page.post("produk/pertama", **sent)
    assert answer.status_code == 302
    assert stock_list(shop.id).worth == 180_000
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


def test_a_shop_with_products_that_is_not_open_is_opened_by_one_tap(page, shop):
    page.post("produk/baru", name="Batik", price="5000")
    assert "Toko belum buka untuk pembeli." in said(page.get())
    assert "Toko belum buka" in said(page.get("produk/pertama"))
    assert shop_by_slug(shop.slug) is None
    assert page.post("produk/pertama").status_code == 302
    assert shop_by_slug(shop.slug) is not None
    assert "Toko belum buka" not in said(page.get())
    assert page.get("produk/pertama").status_code == 302


def test_a_shop_that_is_not_open_does_not_say_so(page):
    assert page.get("produk/pertama/selesai").status_code == 302


@pytest.mark.parametrize(
    "price", ["-5", "1e309", "١٥٠٠٠", "", "lima belas", "0", "Rp", "1.2.3", "99999999999999999999", "15000; drop"]
)
def test_a_price_that_cannot_be_read_is_refused_beside_its_field_and_the_rest_is_kept(page, shop, price):
    answer = page.post("produk/baru", name="Keripik <b>", price=price, stock="3", unit="pcs", low_stock_at="3")
    html = answer.content.decode()
    assert answer.status_code == 422
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
    assert answer.status_code == 422
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
    assert answer.status_code == 422
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


def test_removing_what_is_still_there_says_first_what_becomes_of_it(page, shop):
    both = (VariantDraft("Manis", 5_000, 7), VariantDraft("Tawar", 5_000, 3))
    [teh] = add_products(shop.id, [ProductDraft("Teh", 0, unit="gelas", variants=both)], by="o")
    assert "Stok 10 gelas keluar dari catatan, untung berkurang sebesar modalnya." in said(page.get(f"produk/{teh}"))
    manis, tawar = my_product(shop.id, teh).variants
    two = {
        "pilihan_id": [str(manis.id), str(tawar.id)],
        "pilihan_name": ["Manis", "Tawar"],
        "pilihan_price": ["5000", "5000"],
        "pilihan_stock": ["", ""],
        "pilihan_unit_cost": ["", ""],
    }
    kept = said(page.get("produk/pilihan", produk=str(teh), tambah_pilihan="1", **two))
    assert "dihapus saat disimpan" not in kept
    asked = said(page.get("produk/pilihan", produk=str(teh), hapus_pilihan="1", **two))
    assert "Tawar dihapus saat disimpan. Stok 3 gelas keluar dari catatan." in asked
