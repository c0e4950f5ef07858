"""Putting things into a basket, changing it, and being told what became different."""

import pytest

from sekoci.catalog.actions import (
    DiscountDraft,
    ProductChange,
    ProductDraft,
    VariantDraft,
    add_products,
    change_product,
    correct_stock,
    make_discount,
    remove_product,
)
from sekoci.catalog.queries import product
from sekoci.kit import clock
from sekoci.orders.tests.people import put_on_shelf
from sekoci.storefront.basket import COOKIE
from sekoci.storefront.rules import MOST_KINDS
from sekoci.storefront.tests.people import HTMX, text_of, variant_of

pytestmark = pytest.mark.django_db


def test_without_script_a_tap_puts_it_in_and_leads_back(shop, buyer):
    keripik = put_on_shelf(shop)
    answer = buyer.send("/keranjang", {"barang": keripik})
    assert (answer.status_code, answer["Location"]) == (302, f"/{shop.slug}")
    read = text_of(buyer.see())
    assert "Keripik tempe masuk keranjang." in read
    assert "1 barang Rp15.000" in read
    assert "masuk keranjang" not in text_of(buyer.see())


def test_with_htmx_the_bar_alone_comes_back_with_a_word(shop, buyer):
    keripik = put_on_shelf(shop)
    answer = buyer.send("/keranjang", {"barang": keripik}, headers=HTMX)
    assert text_of(answer) == "1 barang Rp15.000"
    assert "masuk keranjang" in answer["HX-Trigger"]
    assert "2 barang Rp30.000" in text_of(buyer.send("/keranjang", {"barang": keripik}, headers=HTMX))


def test_never_more_than_there_is(shop, buyer):
    keripik = put_on_shelf(shop, stock=3)
    answer = buyer.send("/keranjang", {"barang": keripik, "jumlah": 10}, headers=HTMX)
    assert "3 barang" in text_of(answer)
    assert "hanya ada 3" in answer["HX-Trigger"]


def test_a_kind_must_be_chosen_and_must_be_of_that_product(shop, buyer):
    variants = (VariantDraft("M", 50_000, 3), VariantDraft("L", 60_000, 2))
    [batik] = add_products(shop.id, [ProductDraft("Batik", 50_000, variants=variants)], by="owner:1")
    keripik = put_on_shelf(shop)
    assert buyer.put(batik).status_code == 422
    assert buyer.put(batik, jenis=variant_of(shop, keripik)).status_code == 404
    large = product(shop.id, batik).variants[1].id
    assert buyer.put(batik, jenis=large).status_code == 302
    assert "Batik - L Rp60.000 / pcs Rp60.000" in buyer.basket()


def test_another_shops_product_is_refused_and_nothing_is_kept(other_shop, buyer):
    theirs = put_on_shelf(other_shop)
    assert buyer.put(theirs).status_code == 404
    assert buyer.put(theirs, jenis=variant_of(other_shop, theirs)).status_code == 404
    assert "Keranjang kosong" in buyer.basket()


@pytest.mark.parametrize("quantity", ["0", "-1", "1000001", str(10**12), "dua", "1.5", "1e3", "", "٣"])
def test_a_quantity_that_is_none_is_refused(shop, buyer, quantity):
    keripik = put_on_shelf(shop)
    assert buyer.put(keripik, quantity).status_code == 422
    assert "Keranjang kosong" in buyer.basket()


@pytest.mark.parametrize("identity", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_product_that_does_not_exist_is_refused(buyer, identity):
    assert buyer.send("/keranjang", {"barang": identity}).status_code == 404


def test_a_form_from_another_site_puts_nothing_in(shop, buyer):
    keripik = put_on_shelf(shop)
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert buyer.send("/keranjang", {"barang": keripik}, headers=headers).status_code == 403
    assert buyer.send("/keranjang", {"barang": keripik}, headers={"Origin": "http://testserver"}).status_code == 302


def test_quantities_change_and_lines_go(shop, buyer):
    keripik, kopi = put_on_shelf(shop), put_on_shelf(shop, name="Kopi", price=20_000)
    buyer.put(keripik)
    buyer.put(kopi)
    line = variant_of(shop, keripik)
    part = buyer.send("/keranjang/ubah", {f"jumlah-{line.hex}": 4}, headers=HTMX)
    assert "Rp60.000" in text_of(part)
    assert "Total Rp80.000" in text_of(part)
    assert b"<html" not in part.content
    buyer.send("/keranjang/ubah", {"hapus": line.hex})
    buyer.basket()
    assert "Keripik tempe" not in buyer.basket()
    assert buyer.send("/keranjang/ubah", {f"jumlah-{line.hex}": "-3"}, headers=HTMX).status_code == 422


def test_going_on_takes_the_quantities_along_and_says_first_what_there_is_not(shop, buyer):
    keripik = put_on_shelf(shop, stock=10)
    buyer.put(keripik)
    line = variant_of(shop, keripik)
    assert buyer.send("/keranjang/ubah", {f"jumlah-{line.hex}": "4", "lanjut": "1"})["Location"] == f"/{shop.slug}/pesan"
    assert "4 × Keripik tempe" in text_of(buyer.see("/pesan"))
    assert buyer.send("/keranjang/ubah", {f"jumlah-{line.hex}": "50", "lanjut": "1"})["Location"] == f"/{shop.slug}/keranjang"
    assert "Keripik tempe tinggal 10." in buyer.basket()


@pytest.mark.parametrize("typed", ["", "2.5", "-1", "satu", "10000000"])
def test_a_quantity_that_cannot_be_read_is_told_beside_its_product_and_the_others_are_kept(shop, buyer, typed):
    keripik, kopi = put_on_shelf(shop), put_on_shelf(shop, name="Kopi")
    buyer.put(keripik, 2)
    buyer.put(kopi)
    sent = {f"jumlah-{variant_of(shop, keripik).hex}": typed, f"jumlah-{variant_of(shop, kopi).hex}": "3", "lanjut": "1"}
    assert buyer.send("/keranjang/ubah", sent)["Location"] == f"/{shop.slug}/keranjang"
    read = buyer.basket()
    assert "Keripik tempe: Jumlah harus angka 0 sampai 1.000.000." in read
    assert "Total Rp75.000" in read


def test_a_new_price_is_told_once_and_asked_again(shop, buyer):
    keripik = put_on_shelf(shop)
    buyer.put(keripik, 2)
    change_product(shop.id, keripik, ProductChange(price=17_500), by="owner:1")
    read = buyer.basket()
    assert "Harga Keripik tempe berubah dari Rp15.000 menjadi Rp17.500." in read
    assert "Total Rp35.000" in read
    assert "berubah" not in buyer.basket()


def test_what_is_gone_or_short_is_told_and_the_rest_stays(shop, buyer):
    keripik, kopi, gula = (put_on_shelf(shop, name=name) for name in ("Keripik", "Kopi", "Gula"))
    for each in (keripik, kopi, gula):
        buyer.put(each, 5)
    remove_product(shop.id, keripik, by="owner:1")
    correct_stock(shop.id, variant_of(shop, kopi), 2, reason="count", by="owner:1")
    correct_stock(shop.id, variant_of(shop, gula), 0, reason="count", by="owner:1")
    read = buyer.basket()
    assert "Keripik tidak dijual lagi." in read
    assert "Kopi tinggal 2." in read
    assert "Gula baru saja habis." in read
    assert "Total Rp30.000" in read


def test_each_shop_has_its_own_basket(shop, other_shop, buyer):
    buyer.put(put_on_shelf(shop))
    cookie = buyer.client.cookies[COOKIE]
    assert cookie["path"] == f"/{shop.slug}"
    stolen = buyer.client.get(f"/{other_shop.slug}/keranjang")
    assert "Keranjang kosong" in text_of(stolen)


@pytest.mark.parametrize("cookie", ["", "x", "1.AAAA:zzz", "a" * 5000])
def test_a_cookie_somebody_wrote_by_hand_is_an_empty_basket(buyer, cookie):
    buyer.client.cookies[COOKIE] = cookie
    assert "Keranjang kosong" in buyer.basket()


def test_thirty_kinds_fit_and_one_more_is_refused(shop, buyer):
    ids = add_products(shop.id, [ProductDraft(f"Keripik rasa ke-{n} paling enak", 1_000, 5) for n in range(31)], by="owner:1")
    for product_id in ids[:MOST_KINDS]:
        assert buyer.put(product_id).status_code == 302
    assert len(buyer.client.cookies[COOKIE].OutputString()) <= 4096
    assert buyer.put(ids[-1]).status_code == 422
    assert "Total Rp30.000" in buyer.basket()


def test_the_bar_says_what_the_basket_says_with_buy_n_pay_m(shop, buyer):
    keripik = put_on_shelf(shop)
    make_discount(shop.id, DiscountDraft("bundle", clock.now(), product_id=keripik, buy=2, pay=1))
    assert text_of(buyer.send("/keranjang", {"barang": keripik, "jumlah": 4}, headers=HTMX)) == "4 barang Rp30.000"
    assert "4 barang Rp30.000" in text_of(buyer.see(f"/p/{keripik}"))
    assert "4 barang Rp30.000" in text_of(buyer.see())
    assert "Total Rp30.000" in buyer.basket()
