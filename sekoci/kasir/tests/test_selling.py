import re

import pytest

from sekoci.catalog.actions import ProductDraft, add_products
from sekoci.kit.ids import new_id
from sekoci.orders.queries import orders_of
from sekoci.orders.tests.people import balances, put_on_shelf, stock_of
from sekoci.payments.actions import save_sticker
from sekoci.payments.tests.people import STICKER

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(client, owner, shop):
    client.force_login(owner.person)
    return f"/kelola/{shop.slug}/jual"


def test_three_taps_record_a_sale(client, counter, shop):
    keripik = put_on_shelf(shop)
    assert "Keripik tempe" in client.get(counter).content.decode()
    answer = client.post(counter, {f"n-{keripik.hex}": "2", "cara": "cash", "kunci": "k-1"}, follow=True)
    assert "Tercatat Rp30.000, tunai." in answer.content.decode()
    assert "Rp12.000" in answer.content.decode()  # today's profit: 30.000 less 18.000
    assert stock_of(shop, keripik) == (8, 0, 72_000)


def test_the_same_form_sent_twice_is_one_sale(client, counter, shop):
    keripik = put_on_shelf(shop)
    for _ in range(2):
        client.post(counter, {f"n-{keripik.hex}": "2", "cara": "cash", "kunci": "k-1"})
    assert stock_of(shop, keripik)[0] == 8
    assert len(orders_of(shop.id).items) == 1


def test_a_free_amount_is_read_the_way_people_write_it(client, counter, shop):
    client.post(counter, {"uang": "15rb", "apa": "Jasa antar", "cara": "transfer", "kunci": "k-1"})
    assert balances(shop) == {"1-1200": 15_000, "4-1100": -15_000}


@pytest.mark.parametrize("typed", ["-5", "1e309", "١٢٣", "lima ribu", "1,2,3", "0"])
def test_an_amount_that_is_none_is_refused_and_kept_on_the_page(client, counter, shop, typed):
    answer = client.post(counter, {"uang": typed, "cara": "cash", "kunci": "k-1"})
    assert answer.status_code == 422
    assert "notice-bad" in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()
    assert balances(shop) == {}


def test_nothing_chosen_is_refused(client, counter, shop):
    assert client.post(counter, {"cara": "cash", "kunci": "k-1"}).status_code == 422
    keripik = put_on_shelf(shop)
    for quantity in ("-1", "1.5", "abc", "10000000000"):
        assert client.post(counter, {f"n-{keripik.hex}": quantity, "cara": "cash"}).status_code == 422
    assert client.post(counter, {f"n-{keripik.hex}": "1", "cara": "emas"}).status_code == 422
    assert client.post(counter, {"n-bukan": "1", "cara": "cash"}).status_code == 422


def test_qris_shows_the_code_with_the_amount_before_it_is_recorded(client, counter, shop):
    from sekoci.kit.scope import in_business
    from sekoci.kit.sql import fetch

    keripik = put_on_shelf(shop)
    with in_business(shop.id):
        fetch(
            "insert into payments_qrissticker (business_id, payload, merchant_name, city, nmid, added_at)"
            " values (%s, %s, 'M', 'K', '', now())",
            (shop.id, STICKER),
        )
    shown = client.post(counter, {f"n-{keripik.hex}": "2", "cara": "qris", "kunci": "k-1"}).content.decode()
    assert "<svg" in shown
    assert "Rp30.000" in shown
    assert stock_of(shop, keripik)[0] == 10
    client.post(counter, {f"n-{keripik.hex}": "2", "cara": "qris", "kunci": "k-1", "masuk": "1"})
    assert stock_of(shop, keripik)[0] == 8
    assert balances(shop)["1-1200"] == 30_000


def test_the_code_has_the_whole_price_of_products_far_down_the_shelf(client, counter, shop):
    drafts = [ProductDraft(name=f"Barang {number:03}", price=1_000 + number, stock=5) for number in range(103)]
    last = add_products(shop.id, drafts, by="owner:1")[-1]
    save_sticker(shop.id, STICKER)
    shown = client.post(counter, {f"n-{last.hex}": "2", "uang": "500", "cara": "qris", "kunci": "k-1"}).content.decode()
    assert "Rp2.704" in shown


def test_no_code_is_shown_for_what_the_shop_does_not_have(client, counter, shop, other_shop):
    save_sticker(shop.id, STICKER)
    for stranger in (new_id(), put_on_shelf(other_shop)):
        answer = client.post(counter, {f"n-{stranger.hex}": "2", "uang": "500", "cara": "qris", "kunci": "k-1"})
        assert answer.status_code == 404
        assert "tidak dijual lagi" in answer.content.decode()
        assert '<b class="big">' not in answer.content.decode()


def test_a_paper_sticker_at_the_stall_is_enough_to_sell_by_qris(client, counter, shop):
    keripik = put_on_shelf(shop)
    sale = {f"n-{keripik.hex}": "2", "cara": "qris", "kunci": "k-1"}
    shown = client.post(counter, sale).content.decode()
    assert "Tunjukkan stiker QRIS Anda" in shown
    assert "Rp30.000" in shown
    assert stock_of(shop, keripik)[0] == 10
    said = client.post(counter, sale | {"masuk": "1"}, follow=True).content.decode()
    assert "Tercatat Rp30.000, QRIS." in said
    assert balances(shop)["1-1200"] == 30_000
    [sold] = orders_of(shop.id).items
    assert (sold.payment.method, sold.payment.status, sold.payment.qris) == ("qris", "settled", "")


@pytest.mark.parametrize("way", ["cash", "qris", "transfer"])
def test_nothing_chosen_is_said_in_a_sentence(client, counter, way):
    answer = client.post(counter, {"cara": way, "kunci": "k"})
    assert answer.status_code == 422
    assert "Pilih barang atau tulis jumlah uangnya dulu." in answer.content.decode()


def test_a_sale_leads_to_its_order_and_says_when_stock_was_short(client, counter, shop):
    keripik = put_on_shelf(shop, stock=1)
    page = client.post(counter, {f"n-{keripik.hex}": "3", "cara": "cash", "kunci": "k"}, follow=True).content.decode()
    assert re.search(rf'<a href="/kelola/{shop.slug}/pesanan/[0-9a-f-]+">Lihat atau batalkan</a>', page)
    assert "Stok tercatat kurang dari yang dijual." in page


def test_a_cashier_may_sell_and_an_outsider_may_not(client, counter, shop, cashier, outsider):
    client.force_login(cashier.person)
    assert client.get(counter).status_code == 200
    client.force_login(outsider.person)
    assert client.get(counter).status_code == 404


def test_a_neighbours_product_cannot_be_sold_here(client, counter, shop, other_shop):
    theirs = put_on_shelf(other_shop)
    answer = client.post(counter, {f"n-{theirs.hex}": "1", "cara": "cash", "kunci": str(new_id())})
    assert answer.status_code == 404
    assert stock_of(other_shop, theirs)[0] == 10


def test_a_sale_over_json_is_recorded_once(client, shop):
    from sekoci.registry.actions import make_api_key

    keripik = put_on_shelf(shop, stock=1)
    headers = {"Authorization": f"Bearer {make_api_key(shop.id, label='kasir').key}", "Idempotency-Key": "hp-1"}
    body = {"payment": "cash", "lines": [{"product": str(keripik), "quantity": 2}], "amount": 1_000, "what": "Kantong"}
    answers = [client.post("/api/v1/my/sales", body, content_type="application/json", headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["needs_attention"] is True
    assert balances(shop)["1-1100"] == 31_000
    by_sticker = client.post(
        "/api/v1/my/sales",
        body | {"payment": "qris"},
        content_type="application/json",
        headers=headers | {"Idempotency-Key": "hp-2"},
    )
    assert by_sticker.status_code == 201
    empty = client.post("/api/v1/my/sales", {"payment": "cash"}, content_type="application/json", headers=headers)
    assert (empty.status_code, empty.json()["field"]) == (422, "lines")
