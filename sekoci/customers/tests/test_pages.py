"""The owner's pages about customers, and the box that buyers tick."""

import re
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from sekoci.customers.actions import give_consent
from sekoci.customers.queries import customers_of, has_agreed
from sekoci.customers.tests.people import SRI, bought, customer
from sekoci.delivery.actions import set_terms
from sekoci.delivery.rules import AreaPrice, Terms
from sekoci.kit.events import deliver_all
from sekoci.kit.ids import new_id
from sekoci.kit.sql import counted
from sekoci.orders.queries import orders_of_buyer
from sekoci.orders.tests.people import put_on_shelf
from sekoci.registry.actions import change_business, make_api_key
from sekoci.storefront.tests.people import Buyer, text_of
from tests.people import LAWEYAN, MARISO

pytestmark = pytest.mark.django_db
NASTY = "<script>alert(1)</script>"


@pytest.fixture
def home(client, owner, shop):
    client.force_login(owner.person)
    return f"/kelola/{shop.slug}/pelanggan"


@pytest.fixture
def sri(shop):
    bought(shop, put_on_shelf(shop, stock=1_000), SRI, name=NASTY)
    return customer(shop)


def test_nobody_yet_says_what_brings_customers(client, home):
    assert "Belum ada pelanggan" in client.get(home).content.decode()
    assert "Belum ada kabar" in client.get(f"{home}/kabar").content.decode()
    assert "Belum ada yang bisa dikirimi" in client.get(f"{home}/kabar/baru").content.decode()


def test_the_list_and_the_page_show_what_was_typed_as_text(client, home, sri):
    for address in (home, f"{home}/{sri.id}", f"{home}/{sri.id}/lagi", f"{home}/kabar/baru?untuk={sri.id}"):
        with counted() as statements:
            page = client.get(address).content.decode()
        assert len(statements) <= 12, (address, len(statements))  # two are the directory and the session's person
        assert NASTY not in page
        assert "&lt;script&gt;" in page
    assert "Tidak ada yang cocok" in client.get(f"{home}?cari=tidakada").content.decode()


def test_a_note_is_written_and_the_last_order_made_again(client, home, sri, shop):
    page = f"{home}/{sri.id}"
    said = client.post(page, {"kunci": str(new_id()), "text": f"Suka pedas {NASTY}"}, follow=True).content.decode()
    assert "Suka pedas" in said
    assert NASTY not in said
    assert client.post(page, {"kunci": str(new_id()), "text": ""}).status_code == 422
    filled = form_of(client.get(f"{page}/lagi"))
    assert "/pesanan/" in client.post(f"{page}/lagi", filled)["Location"]
    name = next(name for name in filled if name.startswith("n-"))
    more = client.post(f"{page}/lagi", filled | {"kunci": str(new_id()), name: "2"})
    assert "Totalnya berubah" in text_of(more)
    assert "Total Rp30.000" in text_of(more)
    assert "/pesanan/" in client.post(f"{page}/lagi", form_of(more))["Location"]
    answer = client.post(f"{page}/lagi", {"kunci": str(new_id()), name: "999999"}, follow=True)
    assert "tinggal 996" in text_of(answer)


def form_of(page) -> dict[str, str]:
    """What a browser would send of the last form of a page."""
    form = page.content.decode().rsplit("<form", 1)[1]
    fields = [each for each in re.findall("<input [^>]*value=[^>]*>", form) if 'type="radio"' not in each or " checked" in each]
    return {re.search('name="([^"]+)"', field)[1]: re.search('value="([^"]*)"', field)[1] for field in fields}


def test_the_last_order_again_costs_what_a_delivery_costs_today_and_shows_it_first(client, home, shop):
    change_business(shop.id, delivery_fee=5_000)
    keripik = put_on_shelf(shop, stock=100)
    buyer = Buyer(shop)
    brought = {"fulfilment": "delivery", "address": "Jl. Radjiman 10", "fee": "5000"}
    buyer.ordered(keripik, phone=SRI, **brought)
    deliver_all()
    page = f"{home}/{customer(shop).id}/lagi"
    before = client.get(page)
    assert "Ongkos antar Rp5.000 Total Rp20.000" in text_of(before)
    set_terms(shop.id, Terms("price", price=8_000, free_from=45_000, minimum=30_000), by="owner:1")
    refused = client.post(page, form_of(before))
    assert (refused.status_code, "Diantar mulai belanja Rp30.000." in text_of(refused)) == (422, True)
    name = next(name for name in form_of(refused) if name.startswith("n-"))
    for pieces, said in (("2", "Ongkos antar Rp8.000 Total Rp38.000"), ("3", "Total Rp45.000")):
        looked = client.post(page, form_of(refused) | {name: pieces}, headers={"HX-Request": "true"})
        assert said in text_of(looked)
    set_terms(shop.id, Terms("price", price=9_000), by="owner:1")
    changed = client.post(page, form_of(looked))
    assert (changed.status_code, "Ongkos antar sekarang Rp9.000, tadi Rp0." in text_of(changed)) == (409, True)
    assert len(orders_of_buyer(shop.id, SRI, limit=9)) == 1
    client.post(page, form_of(changed))
    order = orders_of_buyer(shop.id, SRI, limit=1)[0]
    assert (order.delivery_fee, order.total, order.address) == (9_000, 54_000, "Jl. Radjiman 10")
    collected = client.post(page, form_of(client.get(page)) | {"cara": "pickup"})
    assert "Total Rp45.000" in text_of(collected)
    client.post(page, form_of(collected))
    assert orders_of_buyer(shop.id, SRI, limit=1)[0].fulfilment == "pickup"


def test_where_the_fee_goes_by_area_the_last_order_again_asks_for_the_village_it_never_named(client, home, shop):
    buyer = Buyer(shop)
    change_business(shop.id, delivery_fee=5_000)
    buyer.ordered(put_on_shelf(shop, stock=100), phone=SRI, fulfilment="delivery", address="Jl. Radjiman 10", fee="5000")
    deliver_all()
    areas = (AreaPrice(LAWEYAN, "", 7_000), AreaPrice(MARISO, "", 9_000))
    set_terms(shop.id, Terms("area", areas=areas), by="owner:1")
    page = f"{home}/{customer(shop).id}/lagi"
    with counted() as statements:
        asked = client.get(page)
    reads = [each for each in statements if "set_config" not in each and "accounts_viewing" not in each]
    assert len(reads) <= 10
    assert "Desa atau kecamatan tujuan" in text_of(asked)
    assert "Ongkos antar" not in text_of(asked)
    unsaid = client.post(page, form_of(asked))
    assert "Tulis paling sedikit tiga huruf nama tempatnya." in text_of(unsaid)
    there = {"place": "laweyan", "found_for": "laweyan", "area_code": LAWEYAN}
    seen = client.post(page, form_of(asked) | there | {"cek": "1"})
    assert "Ongkos antar Rp7.000 Total Rp22.000" in text_of(seen)
    other = {"place": "mariso", "found_for": "mariso", "area_code": MARISO}
    changed = client.post(page, form_of(seen) | other)
    assert (changed.status_code, "Ongkos antar sekarang Rp9.000, tadi Rp7.000." in text_of(changed)) == (409, True)
    assert len(orders_of_buyer(shop.id, SRI, limit=9)) == 1
    client.post(page, form_of(seen) | there)
    order = orders_of_buyer(shop.id, SRI, limit=1)[0]
    assert (order.delivery_fee, order.total, order.area_code) == (7_000, 22_000, LAWEYAN)
    assert "Desa atau kecamatan tujuan" not in text_of(client.get(page))


def test_forgetting_is_asked_and_for_the_owner_only(client, home, sri, shop, staff):
    assert "Ya, hapus datanya" in client.get(f"{home}/{sri.id}").content.decode()
    client.force_login(staff.person)
    assert "Ya, hapus datanya" not in client.get(f"{home}/{sri.id}").content.decode()
    assert client.post(f"{home}/{sri.id}/hapus").status_code == 403
    assert len(customers_of(shop.id).items) == 1


def test_the_owner_forgets(client, home, sri, shop):
    assert "tetap ada tanpa nama" in client.post(f"{home}/{sri.id}/hapus", follow=True).content.decode()
    assert customers_of(shop.id).items == []


def test_an_offer_is_written_shown_and_sent(client, home, sri, shop):
    give_consent(shop.id, SRI, language="id", how="order:x")
    write = f"{home}/kabar/baru"
    assert "1 pelanggan akan dapat" in client.get(write).content.decode()
    sent = {"kunci": str(new_id()), "text": "Lihat jahat.com sekarang juga"}
    answer = client.post(write, sent)
    assert (answer.status_code, "Hanya link toko Anda" in answer.content.decode()) == (422, True)
    said = client.post(write, sent | {"text": "Besok ada promo keripik."}, follow=True).content.decode()
    assert "Kabar dikirim ke 1 pelanggan" in said
    assert "Besok ada promo keripik." in said


def test_the_list_is_a_file_without_formulas(client, home, shop):
    bought(shop, put_on_shelf(shop), SRI, name="=1+1")
    assert "'=1+1" in client.get(f"{home}/ekspor").content.decode()
    rows = (
        CalamineWorkbook.from_filelike(BytesIO(client.get(f"{home}/ekspor?berkas=xlsx").content))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert rows[1][:5] == ["=1+1", "0812-3456-7899", 1.0, 1.0, 15_000.0]


def test_customers_over_json_are_the_keys_own(client, shop, other_shop, sri):
    headers = {"Authorization": f"Bearer {make_api_key(shop.id, label='uji').key}"}
    body = client.get("/api/v1/my/customers", headers=headers).json()
    assert [(each["phone"], each["spent"], each["agrees_to_offers"]) for each in body["items"]] == [(SRI, 15_000, False)]
    theirs = {"Authorization": f"Bearer {make_api_key(other_shop.id, label='uji').key}"}
    assert client.get("/api/v1/my/customers", headers=theirs).json() == {"items": [], "next": None}


def test_the_box_is_not_ticked_and_can_be_taken_back_on_the_orders_page(shop):
    buyer, keripik = Buyer(shop), put_on_shelf(shop)
    buyer.put(keripik)
    page = buyer.see("/pesan").content.decode()
    assert 'name="promo" value="ya">' in page
    buyer.ordered(keripik)
    assert not has_agreed(shop.id, "+6281298765432")
    order = buyer.ordered(keripik, promo="ya")
    assert has_agreed(shop.id, "+6281298765432")
    path = order.removeprefix(f"/{shop.slug}")
    assert "Anda setuju dikirimi kabar promo" in text_of(buyer.see(path))
    buyer.send(f"{path}/tanpa-promo")
    assert not has_agreed(shop.id, "+6281298765432")
    assert "Anda setuju dikirimi kabar promo" not in text_of(buyer.see(path))
