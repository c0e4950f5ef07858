"""A wrong tap at the counter is undone in one step; what came back is told on the order's way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sekoci.books.queries import EntryFilter, days_between, entries_between, money_between
from sekoci.kit import clock
from sekoci.operations.verify import verify
from sekoci.orders.actions import (
    NotFreshSale,
    Return,
    accept_orders,
    confirm_order_payments,
    hand_over_orders,
    place_orders,
    refund_order,
    send_orders,
    undo_sale,
)
from sekoci.orders.queries import order_by_token
from sekoci.orders.returns import returns_of
from sekoci.orders.rules import LineDraft
from sekoci.orders.tests.people import counted, put_on_shelf, stock_of, wish
from sekoci.registry.actions import publish_shop

pytestmark = pytest.mark.django_db
ME = "owner:1"
COUNTER = {"source": "counter", "fulfilment": "counter", "over_the_counter": True, "when_short": "keep_and_flag", "by": ME}


@pytest.fixture
def keripik(shop):
    return put_on_shelf(shop)


def tapped(shop, *lines, way="cash"):
    [order] = place_orders([wish(shop, *lines, method={"own_qris": "qris"}.get(way, way), provider=way, **COUNTER)])
    return order


@pytest.fixture
def sale(shop, keripik):
    return tapped(shop, (keripik, 2))


@pytest.fixture
def page(client, owner, shop, sale):
    client.force_login(owner.person)
    return f"/kelola/{shop.slug}/pesanan/{sale.order_id}"


def today(shop):
    day = clock.day_in(shop.zone)
    return money_between(shop.id, day, day)


def is_clean():
    return [check for check in verify().checks if check.wrong] == []


@pytest.mark.parametrize(("way", "account"), [("cash", "1-1100"), ("transfer", "1-1200"), ("own_qris", "1-1200")])
def test_a_wrong_tap_leaves_stock_purses_and_figures_as_if_it_never_was(shop, keripik, way, account):
    tapped(shop, (keripik, 1), way=way)
    before, stock = today(shop), stock_of(shop, keripik)
    wrong = tapped(shop, (keripik, 3), way=way)
    assert today(shop).cash_in == 60_000
    for _ in range(2):
        undo_sale(shop.id, wrong.order_id, by=ME)
    after = today(shop)
    assert (after.cash_in, after.cash_out, after.profit) == (15_000, 0, before.profit)
    assert after.balances[account] == before.balances[account] == 15_000
    assert after.balances | {"4-1100": 0, "4-1900": 0} == before.balances | {"4-1100": 0, "4-1900": 0}
    assert [(day.cash_in, day.cash_out) for day in days_between(shop.id, after.first, after.last)] == [(15_000, 0)]
    assert stock_of(shop, keripik) == stock
    assert counted(shop, "payments_refund") == 1
    assert is_clean()


def test_an_ordinary_refund_stays_money_out(shop, keripik, sale):
    refund_order(shop.id, sale.order_id, by=ME)
    assert (today(shop).cash_in, today(shop).cash_out) == (30_000, 30_000)


def test_the_entries_of_an_undone_sale_stay_and_say_what_they_are(client, shop, page, sale):
    undo_sale(shop.id, sale.order_id, by=ME)
    day = clock.day_in(shop.zone)
    rows = entries_between(shop.id, EntryFilter(day, day)).rows
    assert [(str(row.told), row.cash) for row in rows] == [
        (f"Penjualan dibatalkan {sale.code}", -30_000),
        (f"Pembayaran {sale.code}", 30_000),
    ]
    shown = client.get(f"/kelola/{shop.slug}/uang", {"bahasa": "en"}).content.decode()
    assert "Sale undone" in shown


def test_only_an_untouched_sale_of_today_is_undone(shop, keripik, sale):
    with clock.frozen(clock.now() + timedelta(days=1)), pytest.raises(NotFreshSale):
        undo_sale(shop.id, sale.order_id, by=ME)
    refund_order(shop.id, sale.order_id, by=ME, what=Return(amount=1_000))
    with pytest.raises(NotFreshSale):
        undo_sale(shop.id, sale.order_id, by=ME)
    [web] = place_orders([wish(shop, (keripik, 1))])
    accept_orders(shop.id, [web.order_id], by=ME)
    hand_over_orders(shop.id, [web.order_id], by=ME, paid_cash=True)
    with pytest.raises(NotFreshSale):
        undo_sale(shop.id, web.order_id, by=ME)
    assert stock_of(shop, keripik)[0] == 7


def test_one_button_says_what_will_happen_and_does_it(client, shop, keripik, page):
    shown = client.get(page).content.decode()
    assert "Batalkan penjualan ini" in shown
    assert "Uang Rp30.000 keluar lagi dari kas." in " ".join(shown.split())
    assert "Kembali ke stok: 2 pcs Keripik tempe." in " ".join(shown.split())
    assert "<details open" not in shown
    assert shown.index("Batalkan penjualan ini") < shown.index("Kembalikan uang")
    assert "Undo this sale" in client.get(page, {"bahasa": "en"}).content.decode()
    client.get(page, {"bahasa": "id"})
    for _ in range(2):
        said = client.post(f"{page}/batalkan-jual", follow=True).content.decode()
        assert "Penjualan dibatalkan. Uang dan stok dihitung kembali." in said
    assert "Batalkan penjualan ini" not in said
    assert "Kembalikan uang" not in said
    assert stock_of(shop, keripik)[0] == 10
    with clock.frozen(clock.now() + timedelta(days=1)):
        assert "Batalkan penjualan ini" not in client.get(page).content.decode()


def test_a_sale_that_was_given_back_no_longer_warns_of_short_stock(client, shop, keripik, page):
    short = tapped(shop, (keripik, 20))
    order = page.rsplit("/", 1)[0] + f"/{short.order_id}"
    assert "Stok tidak cukup" in client.get(order).content.decode()
    client.post(f"{order}/batalkan-jual")
    assert "Stok tidak cukup" not in client.get(order).content.decode()
    assert is_clean()


def test_the_way_of_an_order_tells_what_came_back_when_and_why(client, shop, keripik, page, sale):
    [(_, line)] = returns_of(order_by_token(sale.token)).out
    with clock.frozen(clock.now() + timedelta(hours=1)):
        what = Return(amount=10_000, key="a", pieces={line.variant_id: 1}, reason="hancur")
        refund_order(shop.id, sale.order_id, by=ME, what=what)
    with clock.frozen(clock.now() + timedelta(hours=2)):
        refund_order(shop.id, sale.order_id, by=ME, what=Return(amount=5_000, key="b"))
    first, second = returns_of(order_by_token(sale.token)).backs
    assert (first.amount, [pieces for pieces, _ in first.goods], first.reason) == (10_000, [1], "hancur")
    assert (second.amount, second.goods) == (5_000, ())
    shown = " ".join(client.get(page).content.decode().split())
    way = shown[shown.index("Perjalanan") :]
    for said in ("Uang dan barang kembali", "Rp10.000 · 1 pcs Keripik tempe · hancur", "<b>Uang kembali</b>", "Rp5.000"):
        assert said in way
    assert way.index("Selesai") < way.index("hancur") < way.index("<b>Uang kembali</b>")


def test_goods_that_were_never_paid_are_not_called_a_payment_cancelled(client, shop, keripik, page):
    [order] = place_orders([wish(shop, (keripik, 2))])
    accept_orders(shop.id, [order.order_id], by=ME)
    hand_over_orders(shop.id, [order.order_id], by=ME)
    refund_order(shop.id, order.order_id, by=ME, what=Return(reason="tidak jadi"))
    shown = client.get(page.rsplit("/", 1)[0] + f"/{order.order_id}").content.decode()
    assert "Tidak jadi dibayar" in shown
    assert "Batal bayar" not in shown
    assert "2 pcs Keripik tempe · tidak jadi" in " ".join(shown.split())


def test_the_buyers_page_tells_of_money_that_came_back_meanwhile(client, shop, keripik):
    publish_shop(shop.id)
    [order] = place_orders([wish(shop, (keripik, 2), fulfilment="delivery", address="Jalan 1")])
    accept_orders(shop.id, [order.order_id], by=ME)
    confirm_order_payments(shop.id, [order.order_id], by=ME)
    send_orders(shop.id, [order.order_id], by=ME)
    page = f"/{shop.slug}/pesanan/{order.token}"
    version = client.get(page).context["version"]
    news = f"{page}?versi={version}"
    assert client.get(news, headers={"HX-Request": "true"}).status_code == 204
    refund_order(shop.id, order.order_id, by=ME, what=Return(amount=10_000))
    assert "Sudah dikembalikan Rp10.000" in client.get(news, headers={"HX-Request": "true"}).content.decode()


def test_a_free_amount_is_undone_with_its_money_alone(shop):
    [sale] = place_orders([replace(wish(shop, **COUNTER), lines=(LineDraft(1, name="Jasa bungkus", unit_price=2_500),))])
    undo_sale(shop.id, sale.order_id, by=ME)
    figures = today(shop)
    assert (figures.cash_in, figures.cash_out, figures.profit, figures.on_hand) == (0, 0, 0, 0)
    assert is_clean()
