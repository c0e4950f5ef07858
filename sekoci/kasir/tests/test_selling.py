import re

import pytest

from sekoci.catalog.actions import DiscountDraft, ProductDraft, add_products, make_discount
from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import counted, fetch
from sekoci.orders.actions import undo_sale
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
    page = answer.content.decode()
    assert ("Pilih barang atau tulis jumlah" if typed == "0" else 'id="uang-salah">Tulis dengan angka') in page
    assert f'value="{typed}"' in page
    assert re.search(r"<details[^>]* open>", page)
    assert balances(shop) == {}


def test_nothing_chosen_is_refused(client, counter, shop):
    assert client.post(counter, {"cara": "cash", "kunci": "k-1"}).status_code == 422
    keripik = put_on_shelf(shop)
    for quantity in ("-1", "1.5", "abc", "10000000000"):
        assert client.post(counter, {f"n-{keripik.hex}": quantity, "cara": "cash"}).status_code == 422
    assert client.post(counter, {f"n-{keripik.hex}": "1", "cara": "emas"}).status_code == 422
    assert client.post(counter, {"n-bukan": "1", "cara": "cash"}).status_code == 422


def test_qris_shows_the_code_with_the_amount_before_it_is_recorded(client, counter, shop):
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


def total_on(answer) -> str:
    return re.search(r"data-total[^>]*>([^<]*)<", answer.content.decode())[1]


@pytest.mark.parametrize("button", [{"hitung": "1"}, {"cara": "cash", "kunci": "k"}, {"cara": "qris", "kunci": "k"}])
def test_a_wrong_voucher_or_too_much_off_leaves_goods_total_and_a_sentence_beside_the_field(client, counter, shop, button):
    keripik = put_on_shelf(shop)
    make_discount(shop.id, DiscountDraft("voucher", now(), code="LEBARAN", amount=1_000))
    chosen = {f"n-{keripik.hex}": "2", "uang": "5rb"} | button
    for wrong, field, total in (
        ({"voucher": "SALAH"}, "voucher", "Rp35.000"),
        ({"voucher": "SALAH", "potongan": "500"}, "voucher", "Rp34.500"),
        ({"voucher": "LEBARAN", "potongan": "99rb"}, "potongan", "Rp34.000"),
        ({"voucher": "LEBARAN", "potongan": "banyak"}, "potongan", "Rp34.000"),
    ):
        answer = client.post(counter, chosen | wrong)
        page = answer.content.decode()
        assert total_on(answer) == total, wrong
        assert f'<p class="error" id="{field}-salah">' in page
        assert re.search(rf'name="n-{keripik.hex}"[^>]* value="2"', page)
    assert orders_of(shop.id).items == []


def test_looking_for_other_goods_keeps_the_total_too(client, counter, shop):
    keripik = put_on_shelf(shop)
    looked = {f"n-{keripik.hex}": "2", "voucher": "SALAH", "cari": "kopi", "lihat": ""}
    assert total_on(client.post(counter, looked)) == "Rp30.000"
    assert total_on(client.post(counter, {"cari": "kopi", "lihat": ""})) == total_on(client.get(counter)) == "Rp0"
    assert total_on(client.post(counter, {"uang": "banyak", "cara": "cash"})) == "–"


@pytest.mark.parametrize("way", ["cash", "qris", "transfer"])
def test_nothing_chosen_is_said_in_a_sentence(client, counter, way):
    answer = client.post(counter, {"cara": way, "kunci": "k"})
    assert answer.status_code == 422
    assert "Pilih barang atau tulis jumlah uangnya dulu." in answer.content.decode()


def test_a_sale_leads_to_its_order_and_says_when_stock_was_short(client, counter, shop):
    keripik = put_on_shelf(shop, stock=1)
    page = client.post(counter, {f"n-{keripik.hex}": "3", "cara": "cash", "kunci": "k"}, follow=True).content.decode()
    assert re.search(rf'<a href="/kelola/{shop.slug}/pesanan/[0-9a-f-]+">Lihat atau batalkan</a>', page)
    with in_business(shop.id):
        [(variant,)] = fetch("select id from catalog_variant where product_id = %s", (keripik,))
    assert "Stok tercatat kurang." in page
    assert f'<a href="/kelola/{shop.slug}/stok/{variant}">Keripik tempe (−2)</a>' in page


def test_the_goods_say_how_many_there_are_before_more_is_sold(client, counter, shop):
    keripik = put_on_shelf(shop, stock=15)
    empty = put_on_shelf(shop, name="Sambal", stock=0)
    page = client.get(counter).content.decode()
    assert re.search(rf'name="n-{keripik.hex}"[^>]* max="15"', page)
    assert "tinggal 15" in page
    assert re.search(rf'name="n-{empty.hex}"[^>]* max="0"', page)
    assert "stok habis" in page
    assert re.search(r"<form [^>]*data-counter novalidate>", page)  # told, never stopped: the sale happened


def test_looking_for_goods_and_a_refusal_keep_what_was_chosen(client, counter, shop):
    keripik, sambal = put_on_shelf(shop), put_on_shelf(shop, name="Sambal bawang")
    chosen = {f"n-{keripik.hex}": "3", "uang": "2rb", "apa": "Kantong"}
    page = client.post(counter, chosen | {"cari": "sambal", "lihat": ""}).content.decode()
    assert re.search(rf'name="n-{keripik.hex}"[^>]* value="3"', page)
    assert f'name="n-{sambal.hex}"' in page
    assert 'value="2rb"' in page
    assert 'value="Kantong"' in page
    refused = client.post(counter, chosen | {"cara": "emas"})
    assert refused.status_code == 422
    assert re.search(rf'name="n-{keripik.hex}"[^>]* value="3"', refused.content.decode())
    assert orders_of(shop.id).items == []


def test_a_later_page_of_the_shelf_keeps_what_was_chosen(client, counter, shop):
    add_products(shop.id, [ProductDraft(name=f"Barang {number:03}", price=1_000, stock=5) for number in range(70)], by="owner:1")
    page = client.get(counter).content.decode()
    first = re.search(r'name="(n-[0-9a-f]+)"', page)[1]
    cursor = re.search(r'name="lihat" value="([^"]+)">Barang berikutnya', page)[1]
    later = client.post(counter, {first: "2", "lihat": cursor}).content.decode()
    assert "Barang 069" in later
    assert re.search(rf'name="{first}"[^>]* value="2"', later)
    assert "Barang 001" not in later


def test_at_the_counter_the_menu_has_no_link_that_loses_what_was_chosen(client, counter, shop):
    assert f'href="{counter}"' not in client.get(counter).content.decode()
    assert f'href="{counter}"' in client.get(f"/kelola/{shop.slug}/produk").content.decode()


def test_a_cashier_sees_what_was_recorded_and_whom_to_tell(client, counter, shop, cashier):
    client.force_login(cashier.person)
    keripik = put_on_shelf(shop, stock=1)
    page = client.post(counter, {f"n-{keripik.hex}": "3", "cara": "cash", "kunci": "k"}, follow=True).content.decode()
    [sold] = orders_of(shop.id).items
    assert "Tercatat Rp45.000, tunai." in page
    assert f"Salah? Sebut kode {sold.code} ke pemilik." in page
    assert "Stok tercatat kurang: Keripik tempe. Beri tahu pemilik." in page
    assert "/pesanan" not in page
    assert "/stok" not in page
    assert "/pengaturan" not in page


def test_a_cashier_reads_their_own_sales_of_today_in_so_many_statements(client, counter, shop, owner, cashier):
    keripik = put_on_shelf(shop)
    client.post(counter, {f"n-{keripik.hex}": "1", "cara": "cash", "kunci": "of-the-owner"})
    client.force_login(cashier.person)
    own = f"{counter}/hari-ini"
    assert "Belum ada penjualan hari ini" in client.get(own).content.decode()

    def statements() -> tuple[int, str]:
        with counted() as seen:
            page = client.get(own).content.decode()
        return len(seen), page

    client.post(counter, {f"n-{keripik.hex}": "2", "cara": "transfer", "kunci": "k-1"})
    once, page = statements()
    assert "Rp30.000" in page
    assert "2 Keripik tempe" in page
    assert "transfer" in page
    assert "Rp15.000" not in page
    for number in range(5):
        client.post(counter, {"uang": str(1_000 + number), "cara": "cash", "kunci": f"more-{number}"})
    again, page = statements()
    assert again == once
    assert page.count("<b>S-") == 6
    assert "<dt>Transfer</dt><dd>Rp30.000</dd>" in page and "<dt>Tunai</dt><dd>Rp5.010</dd>" in page and "Rp35.010" in page
    sold = next(each for each in orders_of(shop.id).items if each.total == 1_004)
    undo_sale(shop.id, sold.id, by=f"owner:{owner.id}")
    assert "<dt>Tunai</dt><dd>Rp4.006</dd>" in client.get(own).content.decode()  # what was given back is not counted
    with in_business(shop.id):
        fetch("update orders_order set placed_at = placed_at - interval '1 day'")
    assert "Rp30.000" not in client.get(own).content.decode()


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


def test_a_cashier_who_is_refused_keeps_the_menu(client, counter, shop, cashier):
    client.force_login(cashier.person)
    refused = client.get(f"/kelola/{shop.slug}/produk")
    assert refused.status_code == 403
    assert f'href="{counter}/hari-ini"' in refused.content.decode()
    assert 'class="rail"' not in client.get("/kelola/tidak-ada/produk").content.decode()


def test_the_file_of_ones_own_sales_adds_up(client, counter, shop):
    goods = put_on_shelf(shop, price=15_000), put_on_shelf(shop, name="Kopi", price=7_000)
    client.post(counter, {**{f"n-{each.hex}": "2" for each in goods}, "cara": "cash", "kunci": "k"})
    rows = client.get(f"{counter}/hari-ini/unduh?berkas=csv").content.decode().splitlines()[1:]
    assert sum(int(row.replace(";", ",").split(",")[4]) for row in rows) == orders_of(shop.id).items[0].total == 44_000
