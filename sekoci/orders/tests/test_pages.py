from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from sekoci.accounts.queries import viewings_of
from sekoci.kit import clock, sql
from sekoci.orders.actions import place_orders
from sekoci.orders.queries import order_by_token
from sekoci.orders.tests.people import put_on_shelf, wish
from sekoci.registry.actions import change_business, make_api_key, publish_shop, release_shop, withhold_shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_home(client, owner, shop):
    client.force_login(owner.person)
    return f"/kelola/{shop.slug}"


@pytest.fixture
def waiting(shop):
    return place_orders([wish(shop, (put_on_shelf(shop), 2))])[0]


def test_home_says_what_waits_and_what_runs_out(client, at_home, shop, waiting):
    put_on_shelf(shop, name="Sambal", stock=0)
    page = client.get(at_home).content.decode()
    assert waiting.code in page
    assert "Untung hari ini" in page
    assert "1 pesanan baru" in page
    assert "Sambal" in page


def test_home_says_what_was_sold_beyond_the_stock_and_leads_to_it_for_two_days(client, at_home, shop):
    there = {"source": "counter", "fulfilment": "counter", "over_the_counter": True, "when_short": "keep_and_flag"}
    blangkon = put_on_shelf(shop, name="Blangkon", stock=2)
    enough, short = place_orders([wish(shop, (blangkon, 2), **there), wish(shop, (blangkon, 3), **there)])
    assert "1 penjualan melebihi stok." in client.get(at_home).content.decode()
    page = client.get(f"{at_home}/pesanan?saring=kurang").content.decode()
    assert (short.code in page, enough.code in page) == (True, False)
    with clock.frozen(clock.now() + timedelta(days=3)):
        assert "melebihi stok" not in client.get(at_home).content.decode()


def test_an_order_goes_its_way_by_buttons(client, at_home, waiting):
    order = f"{at_home}/pesanan/{waiting.order_id}"
    for button in ("Terima pesanan", "Sudah dikemas", "Serahkan, terima tunai"):
        page = client.get(order).content.decode()
        assert button in page
        verb = {"Terima pesanan": "terima", "Sudah dikemas": "kemas", "Serahkan, terima tunai": "serahkan-tunai"}[button]
        assert client.post(f"{order}/{verb}", follow=True).status_code == 200
    view = order_by_token(waiting.token)
    assert (view.state, view.payment.status) == ("completed", "settled")
    assert "Kembalikan uang" in client.get(order).content.decode()


def test_a_list_is_noted_once_a_day_and_an_order_once_an_hour_so_that_its_buyer_can_read_it(
    client, at_home, shop, waiting, owner
):
    phone, key = order_by_token(waiting.token).buyer_phone, make_api_key(shop.id, label="x").key
    for hours in (0, 0.5, 2, 25):
        with clock.frozen(clock.now() + timedelta(hours=hours)):
            client.force_login(owner.person)
            for path in ("", "/pesanan", "/antar", f"/pesanan/{waiting.order_id}"):
                assert client.get(at_home + path).status_code == 200
            client.get("/api/v1/my/orders", HTTP_AUTHORIZATION=f"Bearer {key}")
    seen = Counter((viewer, what) for _, viewer, what, _ in viewings_of(phone))
    mine = f"shop:{owner.id}"
    assert seen == {(mine, "row"): 2, (mine, "order"): 3, (f"api:{shop.id}", "row"): 2}


def test_home_notes_whose_orders_it_shows_in_no_statement_of_its_own(client, at_home, shop, waiting, owner):
    client.get(f"{at_home}/pengaturan")
    with sql.counted() as statements:
        assert waiting.code in client.get(at_home).content.decode()
    [seen] = viewings_of(order_by_token(waiting.token).buyer_phone)
    assert seen[1:] == (f"shop:{owner.id}", "row", shop.name)
    assert len(statements) <= 12  # two belong to the test: the directory, which a process remembers, and the scope put back


def test_home_says_what_the_shop_lacks_and_whose_cost_is_unknown(client, at_home, shop):
    put_on_shelf(shop, name="Sambal", unit_cost=0)
    change_business(shop.id, bank_account="", address="")
    with sql.counted() as statements:
        page = client.get(at_home).content.decode()
    assert len(statements) <= 11  # one is the directory, which a process remembers but not inside a test's transaction
    for said in ("Harga modal 1 barang belum diisi", "Tulis alamat toko", "Pasang QRIS atau rekening"):
        assert said in page
    change_business(shop.id, bank_account="BRI 123", address="Jalan Melati 1")
    assert "Lengkapi toko" not in client.get(at_home).content.decode()


def test_home_of_a_hidden_shop_says_how_to_open_it_and_offers_no_link_to_nothing(client, at_home, shop):
    publish_shop(shop.id, public=False)
    page = client.get(at_home).content.decode()
    assert f"{at_home}/produk/pertama" in page
    assert "Bagikan toko" not in page
    assert f'href="/{shop.slug}"' not in page
    assert f'href="{at_home}/pengaturan">Belum tampil</a>' in page
    publish_shop(shop.id)
    page = client.get(at_home).content.decode()
    assert "Bagikan toko" in page and f'href="/{shop.slug}"' in page and "Belum tampil" not in page
    assert f"{at_home}/produk/pertama" not in page


def test_the_owner_of_a_shop_that_staff_hid_reads_why_and_is_not_told_to_open_it(client, at_home, shop, waiting):
    withhold_shop(shop.id, by=1, reason="Menjual barang tiruan")
    for path in (at_home, f"{at_home}/pengaturan", f"{at_home}/produk"):
        with sql.counted() as statements:
            page = client.get(path).content.decode()
        assert "Alasannya: Menjual barang tiruan." in page
        assert "/privasi" in page
        assert f"{at_home}/produk/pertama" not in page and "Tampilkan toko" not in page
        assert len(statements) <= 12  # as above
    release_shop(shop.id, by=1, reason="Sudah diperbaiki")
    assert "Menjual barang tiruan" not in client.get(at_home).content.decode()


def test_what_buyers_owe_stays_in_sight_until_it_is_paid(client, at_home, shop, waiting):
    order = f"{at_home}/pesanan/{waiting.order_id}"
    assert waiting.code not in client.get(f"{at_home}/pesanan?saring=utang").content.decode()
    for verb in ("terima", "serahkan", "selesai"):
        client.post(f"{order}/{verb}")
    assert order_by_token(waiting.token).state == "completed"
    for page in (at_home, f"{at_home}/pesanan", f"{at_home}/pesanan?saring=utang"):
        assert waiting.code in client.get(page).content.decode(), page
    assert "Pembeli masih berutang Rp30.000." in client.get(f"{at_home}/uang").content.decode()
    assert waiting.code in client.get(f"{at_home}/pesanan/ekspor?saring=utang").content.decode()
    client.post(f"{order}/lunas")
    for page in (at_home, f"{at_home}/pesanan", f"{at_home}/pesanan?saring=utang"):
        assert waiting.code not in client.get(page).content.decode(), page
    assert "masih berutang" not in client.get(f"{at_home}/uang").content.decode()


def test_goods_that_go_without_their_money_are_asked_about(client, at_home, shop):
    facts = {"fulfilment": "delivery", "address": "Jl. Radjiman 10"}
    kopi = put_on_shelf(shop)
    by_transfer = place_orders([wish(shop, (kopi, 1), method="transfer", provider="transfer", **facts)])[0]
    on_arrival = place_orders([wish(shop, (kopi, 1), **facts)])[0]
    asked = "Rp15.000 belum dibayar. Pesanan tetap ada di daftar yang belum dibayar."
    for order, is_asked in ((by_transfer, True), (on_arrival, False)):
        client.post(f"{at_home}/pesanan/{order.order_id}/terima")
        page = client.get(f"{at_home}/pesanan/{order.order_id}").content.decode()
        assert "Sudah dikirim" in page
        assert (asked in page) is is_asked


def test_home_shows_what_is_new_first(client, at_home, shop):
    kopi = put_on_shelf(shop, stock=100)
    old = place_orders([wish(shop, (kopi, 1)) for _ in range(5)])
    for order in old:
        client.post(f"{at_home}/pesanan/{order.order_id}/terima")
    [new] = place_orders([wish(shop, (kopi, 1))])
    page = client.get(at_home).content.decode()
    assert page.index(new.code) < page.index(old[0].code) < page.index(old[3].code)
    assert old[4].code not in page
    assert "Lihat yang lain juga" in page


def test_an_order_says_how_it_is_paid_and_how_it_gets_to_the_buyer(client, at_home, waiting):
    row = client.get(f"{at_home}/pesanan").content.decode()
    assert "Tunai · diambil · " in " ".join(row.split())
    page = client.get(f"{at_home}/pesanan/{waiting.order_id}").content.decode()
    assert "<dt>Cara bayar</dt><dd>Tunai" in page
    assert "Uang sudah masuk" not in page


def test_a_cashier_sells_and_sees_neither_orders_nor_money(client, shop, cashier, waiting):
    client.force_login(cashier.person)
    order = f"/kelola/{shop.slug}/pesanan/{waiting.order_id}"
    for path in (f"/kelola/{shop.slug}", f"/kelola/{shop.slug}/pesanan", order):
        page = client.get(path)
        assert page.status_code == 403
        assert f'href="/kelola/{shop.slug}/jual"' in page.content.decode()
    assert client.post(f"{order}/batal").status_code == 403
    counter = client.get(f"/kelola/{shop.slug}/jual").content.decode()
    assert "Untung" not in counter
    assert f"/kelola/{shop.slug}/uang" not in counter


def test_a_step_out_of_turn_says_so_and_changes_nothing(client, at_home, waiting):
    page = client.post(f"{at_home}/pesanan/{waiting.order_id}/selesai", follow=True)
    assert f"Pesanan {waiting.code} masih baru. Terima dulu pesanannya." in page.content.decode()
    assert order_by_token(waiting.token).state == "placed"


def test_the_list_filters_searches_and_exports(client, at_home, shop, waiting):
    listing = f"{at_home}/pesanan"
    assert waiting.code in client.get(listing).content.decode()
    assert waiting.code in client.get(listing, {"cari": waiting.code[2:].lower(), "saring": "semua"}).content.decode()
    assert waiting.code in client.get(listing, {"cari": "sri"}).content.decode()
    assert waiting.code not in client.get(listing, {"saring": "selesai"}).content.decode()
    assert waiting.code not in client.get(listing, {"cari": "%"}).content.decode()
    exported = client.get(f"{listing}/ekspor").content.decode("utf-8-sig")
    assert waiting.code in exported
    assert ",0812-3456-7899," in exported


def test_an_exported_cell_is_never_a_formula(client, at_home, shop):
    place_orders([wish(shop, (put_on_shelf(shop), 1), buyer_name='=HYPERLINK("http://x")')])
    exported = client.get(f"{at_home}/pesanan/ekspor").content.decode("utf-8-sig")
    assert "'=HYPERLINK" in exported


def test_exported_times_are_the_shops_own(client, other_owner, other_shop):
    put = put_on_shelf(other_shop)
    with clock.frozen(datetime(2026, 11, 21, 23, 30, tzinfo=UTC)):
        place_orders([wish(other_shop, (put, 1))])
    client.force_login(other_owner.person)
    exported = client.get(f"/kelola/{other_shop.slug}/pesanan/ekspor").content.decode("utf-8-sig")
    assert other_shop.zone == "Asia/Makassar"
    assert "2026-11-22T07:30+08:00" in exported


def test_no_page_takes_more_than_ten_statements(client, at_home, shop, waiting):
    for number in range(5):
        place_orders([wish(shop, (put_on_shelf(shop, name=f"Kue {number}"), 1))])
    for address in (at_home, f"{at_home}/pesanan", f"{at_home}/pesanan/{waiting.order_id}", f"{at_home}/jual"):
        client.get(address)  # the slug is looked up once a process
        with sql.counted() as statements:
            assert client.get(address).status_code == 200
        real = [each for each in statements if "set_config" not in each]
        assert len(real) <= 10, (address, real)


def test_pages_speak_english_too(client, at_home, waiting):
    page = client.get(at_home, {"bahasa": "en"}).content.decode()
    assert "Profit today" in page
