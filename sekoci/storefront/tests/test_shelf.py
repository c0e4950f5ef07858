"""The shop page and product pages: what stands there, what they cost, and when they need not be drawn."""

import re
from urllib.parse import unquote

import brotli
import pytest

from sekoci.catalog.actions import ProductChange, ProductDraft, VariantDraft, add_products, change_product, remove_product
from sekoci.catalog.templatetags.photos import photo
from sekoci.kit import sql
from sekoci.orders.tests.people import put_on_shelf
from sekoci.registry.actions import change_business, publish_shop
from sekoci.storefront.hours import week_of
from sekoci.storefront.tests.people import HTMX, text_of

pytestmark = pytest.mark.django_db


def test_shows_what_is_sold_and_marks_what_has_run_out(shop, buyer):
    put_on_shelf(shop)
    put_on_shelf(shop, name="Sambal bawang", stock=0, price=22_000)
    page = buyer.see()
    read = text_of(page)
    assert "Keripik tempe Rp15.000 Tambah" in read
    assert "Habis Sambal bawang Rp22.000" in read
    assert page.content.count(b'name="barang"') == 1


def test_a_page_of_products_fits_its_budget_and_asks_the_database_little(shop, buyer):
    photo = "0123456789abcdef0123456789abcdef.1200x1200"
    drafts = [
        ProductDraft(f"Keripik rasa nomor {n} yang renyah", 15_000 + n, 9, 5_000, photo=photo.replace("0", f"{n % 10}", 9))
        for n in range(40)
    ]
    add_products(shop.id, drafts, by="owner:1")
    with sql.counted() as statements:
        page = buyer.see(headers={"Accept-Encoding": "br"})
    assert len(statements) <= 10
    assert len(page.content) <= 14_000
    assert brotli.decompress(page.content).count(b"<article") == 24


def test_the_rest_comes_by_load_more_with_and_without_script(shop, buyer):
    add_products(shop.id, [ProductDraft(f"Barang {n:02}", 1_000, 5) for n in range(30)], by="owner:1")
    more = buyer.see().context["next"]
    part = buyer.see(f"?setelah={more}", headers=HTMX)
    whole = buyer.see(f"?setelah={more}")
    assert b"<html" not in part.content
    assert b"<html" in whole.content
    for page in (part, whole):
        assert "Barang 29" in text_of(page)
        assert "Barang 05" not in text_of(page)
    assert "HX-Request" in part["Vary"]


def test_a_cursor_that_nobody_gave_is_refused(shop, buyer):
    assert buyer.see("?setelah=halo").status_code == 422


def test_finds_by_words_and_says_what_to_do_when_nothing_matches(shop, buyer):
    put_on_shelf(shop, price=9_000)
    put_on_shelf(shop, name="Kopi robusta")
    assert "Kopi robusta" in text_of(buyer.see("?cari=ROBUSTA"))
    assert "Rp15.000" in text_of(buyer.see("?cari=ROBUSTA"))
    assert "Rp9.000" not in text_of(buyer.see("?cari=ROBUSTA"))
    nothing = text_of(buyer.see("?cari=<b>zzz"))
    assert "Tidak ada yang cocok" in nothing
    assert "Lihat semua barang" in nothing


def test_an_empty_shop_says_so(buyer):
    assert "Toko ini baru dibuka" in text_of(buyer.see())


def test_a_repeat_is_answered_before_anything_is_drawn(shop, buyer):
    put_on_shelf(shop)
    first = buyer.see()
    with sql.counted() as statements:
        second = buyer.see(headers={"If-None-Match": first["ETag"]})
    assert (second.status_code, second.content) == (304, b"")
    assert len(statements) <= 5
    assert buyer.see(headers={"If-None-Match": "W/" + first["ETag"]}).status_code == 304


def test_whatever_a_buyer_would_see_differently_is_drawn_anew(shop, buyer):
    keripik = put_on_shelf(shop)
    known = {"If-None-Match": buyer.see()["ETag"]}
    assert buyer.see("?cari=kopi", headers=known).status_code == 200
    assert buyer.see("?bahasa=en", headers=known).status_code == 200
    change_product(shop.id, keripik, ProductChange(price=16_000), by="owner:1")
    repriced = buyer.see(headers=known)
    assert "Rp16.000" in text_of(repriced)
    known = {"If-None-Match": repriced["ETag"]}
    change_business(shop.id, opening_hours={"closed": ["2000-01-01"]})
    assert buyer.see(headers=known).status_code == 200
    buyer.send("/keranjang", {"barang": keripik}, headers=HTMX)
    filled = buyer.see(headers=known)
    assert "1 barang Rp16.000" in text_of(filled)


def test_a_shop_that_does_not_exist_or_is_not_public_is_not_found(shop, buyer):
    assert buyer.client.get("/tidak-ada").status_code == 404
    publish_shop(shop.id, public=False)
    for path in ("", "/keranjang", "/pesan", "/kartu.jpg"):
        assert buyer.see(path).status_code == 404, path


def test_a_product_shows_its_variants_and_what_is_left(shop, buyer):
    variants = (VariantDraft("M", 50_000, 3), VariantDraft("L", 60_000, 0))
    [batik] = add_products(shop.id, [ProductDraft("Batik", 50_000, variants=variants, description="Tulis tangan")], by="owner:1")
    read = text_of(buyer.see(f"/p/{batik}"))
    assert "Batik mulai Rp50.000" in read
    assert "M tinggal 3 Rp50.000 L Habis Rp60.000" in read
    assert "Tulis tangan" in read
    assert "Batik mulai Rp50.000 Pilih" in text_of(buyer.see())


def test_a_product_that_is_gone_or_another_shops_leads_back_to_the_shelf(shop, other_shop, buyer):
    keripik, theirs = put_on_shelf(shop), put_on_shelf(other_shop)
    remove_product(shop.id, keripik, by="owner:1")
    for product_id in (keripik, theirs):
        page = buyer.see(f"/p/{product_id}")
        assert page.status_code == 404
        assert "Lihat semua barang" in text_of(page)


def test_a_link_previews_with_name_words_and_a_picture(shop, buyer):
    keripik = put_on_shelf(shop)
    for path, title in (("", "Keripik Melati"), (f"/p/{keripik}", "Keripik tempe · Rp15.000")):
        page = buyer.see(path).content.decode()
        assert f'property="og:title" content="{title}"' in page
        assert f'property="og:image" content="http://127.0.0.1:8000/{shop.slug}{path}/kartu.jpg?v=' in page


def test_a_closed_shop_says_so_and_when_it_opens(shop, buyer):
    change_business(shop.id, opening_hours={"mon": [["03:00", "03:01"]]})
    read = text_of(buyer.see())
    assert "Tutup sekarang" in read
    assert "Senin 03.00-03.01 Selasa Libur" in read


def test_hours_read_as_people_write_them():
    assert week_of({}) == []
    week = week_of({"mon": [["08:00", "12:00"], ["13:00", "17:30"]]})
    assert week[0] == ("Senin", "08.00-12.00, 13.00-17.30")
    assert week[6] == ("Minggu", "")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_front_page_leads_owners_in_and_buyers_to_shops(shop, client, language):
    client.cookies["bahasa"] = language
    photo = f"{'a' * 32}.1200x1200"
    drafts = [ProductDraft("Kopi", 9_000), ProductDraft("Teh", 5_000, photo=photo)]
    add_products(shop.id, drafts, by="owner:1")
    with sql.counted() as statements:
        page = client.get("/")
    assert len(statements) <= 10
    html = page.content.decode()
    assert 'href="/masuk"' in html
    assert f'href="/{shop.slug}"' in html
    assert f"/media/{shop.id}/{photo}-" in html
    assert ("Open my shop" if language == "en" else "Buka toko saya") in html


def test_a_question_by_whatsapp_names_the_shop_as_it_is_written(shop, buyer):
    change_business(shop.id, name="Kopi & <Teh> 'Melati'")
    page = buyer.see(f"/p/{put_on_shelf(shop)}").content.decode()
    asked = re.search(r'href="https://wa.me/\d+\?text=([^"]*)"', page)[1]
    assert unquote(asked) == "Halo Kopi & <Teh> 'Melati', saya mau tanya."


def test_a_shops_name_in_capitals_or_with_a_slash_leads_to_the_shop_and_to_no_hidden_one(shop, buyer):
    keripik = put_on_shelf(shop)
    loud = shop.slug.upper()
    for asked, there in (
        (f"/{loud}", f"/{shop.slug}"),
        (f"/{shop.slug}/?dari=wa", f"/{shop.slug}?dari=wa"),
        (f"/{loud}/", f"/{shop.slug}"),
        (f"/{loud}/p/{keripik}", f"/{shop.slug}/p/{keripik}"),
        (f"/{loud}/ulasan?mulai=x%2Fy", f"/{shop.slug}/ulasan?mulai=x%2Fy"),
    ):
        answer = buyer.client.get(asked)
        assert (answer.status_code, answer["Location"]) == (301, there)
    assert buyer.client.post(f"/{loud}/keranjang", {"barang": keripik}).status_code == 404
    assert [buyer.client.get(path).status_code for path in ("/PASAR", "/pasar/", "/TIDAK-ADA", "/tidak-ada/")] == [404] * 4
    publish_shop(shop.id, public=False)
    assert [buyer.client.get(path).status_code for path in (f"/{loud}", f"/{shop.slug}/")] == [404] * 2


def test_public_pages_say_what_their_one_address_is(shop, buyer):
    for path, one in (("/?a=1", "/"), (f"/{shop.slug}/ulasan?mulai=9", f"/{shop.slug}/ulasan"), ("/privasi?a=1", "/privasi")):
        assert f'<link rel="canonical" href="http://127.0.0.1:8000{one}">' in buyer.client.get(path).content.decode()


def test_search_engines_read_between_how_many_prices_there_is_a_choice(shop, buyer):
    variants = (VariantDraft("M", 50_000, 3), VariantDraft("L", 60_000, 0))
    [batik] = add_products(shop.id, [ProductDraft("Batik", 50_000, variants=variants)], by="owner:1")
    assert '"offerCount":2' in buyer.see(f"/p/{batik}").content.decode().replace(": ", ":")


def test_a_small_photo_names_each_of_its_widths_once():
    asked = photo(1, f"{'0' * 32}.640x480", "Keripik").split('srcset="')[1].split('"')[0]
    assert [each.split()[1] for each in asked.split(", ")] == ["320w", "640w"]
    assert asked.split(", ")[1].split()[0].endswith("-640.webp")
