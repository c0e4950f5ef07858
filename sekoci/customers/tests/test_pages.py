"""The owner's pages about customers, and the box that buyers tick."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from sekoci.customers.actions import give_consent
from sekoci.customers.queries import customers_of, has_agreed
from sekoci.customers.tests.people import SRI, bought, customer
from sekoci.kit.ids import new_id
from sekoci.kit.sql import counted
from sekoci.orders.tests.people import put_on_shelf
from sekoci.registry.actions import make_api_key
from sekoci.storefront.tests.people import Buyer, text_of

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
    form = client.get(f"{page}/lagi").content.decode()
    name = form.split('name="n-')[1].split('"')[0]
    answer = client.post(f"{page}/lagi", {"kunci": str(new_id()), f"n-{name}": "2"})
    assert "/pesanan/" in answer["Location"]
    answer = client.post(f"{page}/lagi", {"kunci": str(new_id()), f"n-{name}": "999999"}, follow=True)
    assert "tinggal" in text_of(answer)


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
