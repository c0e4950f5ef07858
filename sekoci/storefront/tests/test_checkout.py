"""From basket to order: filled in, refused with nothing lost, sent twice."""

import pytest

from sekoci.catalog.actions import ProductChange, change_product, correct_stock, remove_product
from sekoci.kit.ids import new_id
from sekoci.orders.queries import order_by_token, orders_of
from sekoci.orders.tests.people import put_on_shelf, stock_of
from sekoci.registry.actions import change_business
from sekoci.storefront.tests.people import TYPED, text_of, variant_of

pytestmark = pytest.mark.django_db


def order_at(location: str):
    return order_by_token(location.rsplit("/", 1)[1])


def test_a_buyer_without_an_account_orders_and_the_basket_is_empty_again(shop, buyer):
    keripik = put_on_shelf(shop)
    buyer.put(keripik, 2)
    assert "2 × Keripik tempe Rp30.000" in text_of(buyer.see("/pesan"))
    order = order_at(buyer.order()["Location"])
    assert (order.state, order.total, order.buyer_phone, order.note) == ("placed", 30_000, "+6281298765432", "Agak pedas")
    assert (order.source, order.payment.method) == ("shop", "cash")
    assert stock_of(shop, keripik)[1] == 2
    assert "Keranjang kosong" in buyer.basket()


def test_delivery_asks_for_an_address_and_adds_its_fee(shop, buyer):
    change_business(shop.id, delivery_fee=5_000)
    buyer.put(put_on_shelf(shop))
    refused = buyer.order(fulfilment="delivery")
    assert refused.status_code == 422
    assert "Tulis alamat untuk diantar." in text_of(refused)
    order = order_at(buyer.order(fulfilment="delivery", address="Jalan Rajiman 5")["Location"])
    assert (order.total, order.delivery_fee, order.address) == (20_000, 5_000, "Jalan Rajiman 5")


def test_an_address_typed_before_choosing_to_pick_up_is_not_kept(shop, buyer):
    order = order_at(buyer.ordered(put_on_shelf(shop), address="Jalan Rajiman 5"))
    assert (order.fulfilment, order.address) == ("pickup", "")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Bagian ini harus diisi."),
        ({"phone": "081234"}, "Nomor HP belum benar."),
        ({"method": "transfer"}, "transfer"),
        ({"fulfilment": "balon"}, "balon"),
        ({"note": "x" * 501}, "500"),
        ({"method": ""}, "Pilih salah satu."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(shop, buyer, wrong, said):
    keripik = put_on_shelf(shop)
    buyer.put(keripik)
    page = buyer.order(**wrong)
    assert page.status_code == 422
    assert said in text_of(page)
    html = page.content.decode()
    for field in {"name", "note"} - set(wrong):
        assert TYPED[field] in html
    assert orders_of(shop.id).items == []
    assert stock_of(shop, keripik)[1] == 0
    assert "Total Rp15.000" in buyer.basket()


def test_sent_twice_it_is_one_order(shop, buyer):
    keripik = put_on_shelf(shop, stock=1)
    buyer.put(keripik)
    cookie = buyer.client.cookies["keranjang"].value
    key = str(new_id())
    first = buyer.order(key=key)
    buyer.client.cookies["keranjang"] = cookie
    second = buyer.order(key=key)
    assert first["Location"] == second["Location"]
    assert len(orders_of(shop.id).items) == 1


def test_the_same_form_with_another_basket_asks_whether_it_is_a_new_order(shop, buyer):
    keripik = put_on_shelf(shop)
    key = str(new_id())
    buyer.put(keripik)
    buyer.order(key=key)
    buyer.put(keripik, 2)
    page = buyer.order(key=key)
    assert page.status_code == 422
    assert "Pesanan ini sudah terkirim." in text_of(page)
    fresh = page.context["form"]["key"].value()
    assert fresh != key
    assert buyer.order(key=fresh).status_code == 302


def test_sent_again_with_an_empty_basket_it_leads_to_its_order(shop, buyer):
    keripik = put_on_shelf(shop)
    key = str(new_id())
    order = buyer.ordered(keripik, key=key)
    assert "Keranjang masih kosong" in text_of(buyer.see("/pesan", follow=True))
    again = buyer.order(key=key)
    assert (again.status_code, again["Location"]) == (302, order)
    for change in ({"phone": "0812 1111 2222"}, {"name": "Orang lain"}, {"key": str(new_id())}):
        assert buyer.order(**{"key": key, **change})["Location"] == f"/{shop.slug}"
    assert len(orders_of(shop.id).items) == 1


def test_sold_out_meanwhile_is_told_with_what_is_left_and_can_be_sent_again(shop, buyer):
    keripik, kopi = put_on_shelf(shop), put_on_shelf(shop, name="Kopi", price=20_000)
    buyer.put(keripik, 5)
    buyer.put(kopi)
    correct_stock(shop.id, variant_of(shop, keripik), 3, reason="count", by="owner:1")
    page = buyer.order()
    read = text_of(page)
    assert page.status_code == 409
    assert "Keripik tempe tinggal 3." in read
    assert "3 × Keripik tempe Rp45.000" in read
    assert TYPED["note"] in page.content.decode()
    assert order_at(buyer.order()["Location"]).total == 65_000


def test_repriced_or_removed_meanwhile_is_told_and_asked_again(shop, buyer):
    keripik, kopi = put_on_shelf(shop), put_on_shelf(shop, name="Kopi", price=20_000)
    buyer.put(keripik)
    buyer.put(kopi)
    change_product(shop.id, keripik, ProductChange(price=16_000), by="owner:1")
    remove_product(shop.id, kopi, by="owner:1")
    page = buyer.order()
    read = text_of(page)
    assert page.status_code in (404, 409)
    assert "berubah dari Rp15.000 menjadi Rp16.000" in read
    assert "Kopi tidak dijual lagi" in read
    assert orders_of(shop.id).items == []
    assert order_at(buyer.order()["Location"]).total == 16_000


def test_a_new_delivery_fee_is_told_and_asked_again(shop, buyer):
    change_business(shop.id, offers_delivery=True, delivery_fee=5_000)
    buyer.put(put_on_shelf(shop))
    typed = {"fulfilment": "delivery", "address": "Jl. Radjiman 10", "fee": "5000"}
    assert 'name="fee" value="5000"' in buyer.see("/pesan").content.decode()
    change_business(shop.id, delivery_fee=25_000)
    page = buyer.order(**typed)
    assert page.status_code == 409
    assert "Ongkos antar sekarang Rp25.000, tadi Rp5.000." in text_of(page)
    assert orders_of(shop.id).items == []
    assert 'name="fee" value="25000"' in page.content.decode()
    assert order_at(buyer.order(**typed | {"fee": "25000"})["Location"]).total == 40_000
    buyer.put(put_on_shelf(shop))
    assert order_at(buyer.order(fulfilment="pickup", fee="5000")["Location"]).total == 15_000


def test_when_everything_is_gone_the_basket_says_what_to_do(shop, buyer):
    keripik = put_on_shelf(shop)
    buyer.put(keripik)
    remove_product(shop.id, keripik, by="owner:1")
    page = buyer.order()
    assert page.status_code == 404
    assert "Keripik tempe tidak dijual lagi." in text_of(page)
    assert "Lihat barang" in text_of(page)


def test_an_empty_basket_leads_to_the_shelf(shop, buyer):
    for answer in (buyer.see("/pesan"), buyer.order()):
        assert answer["Location"] == f"/{shop.slug}"
    assert "Keranjang masih kosong." in text_of(buyer.see())


def test_an_order_from_another_sites_form_is_refused(shop, buyer):
    buyer.put(put_on_shelf(shop))
    forged = buyer.send("/pesan", {**TYPED, "key": str(new_id())}, headers={"Origin": "https://evil.example"})
    assert forged.status_code == 403
    assert orders_of(shop.id).items == []


@pytest.mark.parametrize("key", ["", "x", "a b c d e f g h", "k" * 61])
def test_a_key_that_is_none_is_refused(shop, buyer, key):
    buyer.put(put_on_shelf(shop))
    assert buyer.order(key=key).status_code == 422


def test_only_ways_the_shop_takes_are_offered(shop, buyer):
    change_business(shop.id, accepts_cash=False, bank_account="BRI 1234 a.n. Melati", offers_delivery=False)
    buyer.put(put_on_shelf(shop))
    read = text_of(buyer.see("/pesan"))
    assert "Transfer bank" in read
    assert "QRIS (simulasi)" in read
    assert "Tunai" not in read
    assert "Diantar" not in read
