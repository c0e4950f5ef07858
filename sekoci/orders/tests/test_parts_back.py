"""Goods come back in parts: how many of each line, at what they cost when they left, never more than left."""

import re

import pytest

from sekoci.catalog.actions import BoughtLine, NotSoManyOut, buy_in
from sekoci.catalog.queries import product
from sekoci.operations.verify import verify
from sekoci.orders.actions import (
    AllAtOnce,
    AllGivenBack,
    BackMeanwhile,
    Return,
    accept_orders,
    hand_over_orders,
    place_orders,
    refund_order,
)
from sekoci.orders.queries import order_by_token
from sekoci.orders.returns import returns_of
from sekoci.orders.tests.people import balances, counted, put_on_shelf, stock_of, wish
from sekoci.registry.actions import make_api_key

pytestmark = pytest.mark.django_db
ME = "owner:1"


@pytest.fixture
def keripik(shop):
    """Ten packets; what they cost does not divide evenly once more was bought."""
    made = put_on_shelf(shop)
    buy_in(shop.id, [BoughtLine(product(shop.id, made).variant_id, 1, 10_003)], paid_from="cash", by=ME)
    return made


@pytest.fixture
def variant(shop, keripik):
    return product(shop.id, keripik).variant_id


@pytest.fixture
def sold(shop, keripik):
    """Seven packets for 105.000, handed over and paid."""
    return sell(shop, (keripik, 7))


def sell(shop, *lines):
    [order] = place_orders([wish(shop, *lines)])
    accept_orders(shop.id, [order.order_id], by=ME)
    hand_over_orders(shop.id, [order.order_id], by=ME, paid_cash=True)
    return order


def wrong():
    return [check for check in verify().checks if check.wrong]


def test_money_for_one_piece_brings_no_goods_back_unless_somebody_says_so(shop, keripik, variant, sold):
    refund_order(shop.id, sold.order_id, by=ME, what=Return(amount=15_000, key="a"))
    assert stock_of(shop, keripik)[0] == 4
    refund_order(shop.id, sold.order_id, by=ME, what=Return(amount=15_000, key="b", pieces={variant: 1}))
    assert stock_of(shop, keripik)[0] == 5
    assert wrong() == []


def test_pieces_come_back_at_what_they_cost_and_the_last_takes_the_rest(shop, keripik, variant, sold):
    _, _, worth = stock_of(shop, keripik)
    cost = 100_003 - worth
    each = round(cost / 7)
    assert cost % 7
    for number in range(1, 7):
        refund_order(shop.id, sold.order_id, by=ME, what=Return(amount=1_000, key=f"k{number}", pieces={variant: 1}))
        assert abs(stock_of(shop, keripik)[2] - worth - number * each) <= number
        assert wrong() == []
    refund_order(shop.id, sold.order_id, by=ME)
    assert stock_of(shop, keripik) == (11, 0, 100_003)
    assert "5-1100" not in balances(shop)
    assert wrong() == []


def test_never_more_comes_back_of_a_line_than_left(shop, keripik, variant, sold):
    refund_order(shop.id, sold.order_id, by=ME, what=Return(amount=15_000, key="a", pieces={variant: 5}))
    with pytest.raises(NotSoManyOut) as refused:
        refund_order(shop.id, sold.order_id, by=ME, what=Return(amount=15_000, key="b", pieces={variant: 3}))
    assert refused.value.facts == {"variant": str(variant), "left": 2}
    assert (stock_of(shop, keripik)[0], balances(shop)["1-1100"]) == (9, 105_000 - 10_003 - 15_000)
    with pytest.raises(NotSoManyOut):
        refund_order(shop.id, sold.order_id, by=ME, what=Return(amount=1, key="c", pieces={variant: -1}))
    strange = product(shop.id, put_on_shelf(shop, name="Sambal")).variant_id
    with pytest.raises(NotSoManyOut):
        refund_order(shop.id, sold.order_id, by=ME, what=Return(amount=1, key="d", pieces={strange: 1}))
    assert wrong() == []


def test_goods_may_come_back_after_the_last_of_the_money(shop, keripik, variant, sold):
    refund_order(shop.id, sold.order_id, by=ME, what=Return(goods_back=False))
    assert stock_of(shop, keripik)[0] == 4
    refund_order(shop.id, sold.order_id, by=ME, what=Return(amount=0, pieces={variant: 2}, out=7))
    with pytest.raises(BackMeanwhile):
        refund_order(shop.id, sold.order_id, by=ME, what=Return(amount=0, pieces={variant: 2}, out=7))
    assert stock_of(shop, keripik)[0] == 6
    with pytest.raises(AllGivenBack):
        refund_order(shop.id, sold.order_id, by=ME, what=Return(amount=1))
    assert wrong() == []


def test_two_lines_of_one_thing_come_back_together_and_a_free_amount_not_at_all(shop, keripik, variant):
    order = sell(shop, (keripik, 2), (keripik, 3))
    assert [(pieces, line.name) for pieces, line in returns_of(order_by_token(order.token)).out] == [(5, "Keripik tempe")]
    refund_order(shop.id, order.order_id, by=ME, what=Return(amount=60_000, pieces={variant: 4}))
    assert returns_of(order_by_token(order.token)).pieces_out == 1
    assert wrong() == []


def test_a_debt_comes_back_whole_or_not_at_all(shop, keripik, variant):
    [order] = place_orders([wish(shop, (keripik, 2))])
    accept_orders(shop.id, [order.order_id], by=ME)
    hand_over_orders(shop.id, [order.order_id], by=ME)
    with pytest.raises(AllAtOnce):
        refund_order(shop.id, order.order_id, by=ME, what=Return(pieces={variant: 1}))
    refund_order(shop.id, order.order_id, by=ME, what=Return(pieces={variant: 2}))
    assert stock_of(shop, keripik)[0] == 11
    assert wrong() == []


class TestTheForm:
    @pytest.fixture
    def page(self, client, owner, shop, sold):
        client.force_login(owner.person)
        return f"/kelola/{shop.slug}/pesanan/{sold.order_id}"

    def test_asks_how_many_came_back_and_begins_with_none(self, client, page, shop, keripik, variant):
        shown = client.get(page).content.decode()
        [field] = re.findall(f'<input[^>]*name="n-{variant}"[^>]*>', shown)
        assert 'value="0"' in field
        assert 'max="7"' in field
        assert "7 pcs masih di pembeli" in shown
        form = {"jumlah": "15rb", "dari": "cash", "kunci": "k-1", "alasan": "hancur", f"n-{variant}": "1"}
        for _ in range(2):
            said = client.post(f"{page}/kembalikan", form, follow=True).content.decode()
            assert "Uang kembali sudah dicatat." in said
        assert "6 pcs masih di pembeli" in said
        assert (stock_of(shop, keripik)[0], counted(shop, "payments_refund")) == (5, 1)

    @pytest.mark.parametrize(("typed", "why"), [("999999", "Paling banyak Rp105.000"), ("lima", "angka"), ("", "harus diisi")])
    @pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
    def test_a_wrong_amount_keeps_everything_typed_and_says_why_beside_it(self, client, page, shop, variant, typed, why, headers):
        form = {"jumlah": typed, "dari": "bank", "kunci": "k-1", "alasan": "hancur semua", f"n-{variant}": "3"}
        answer = client.post(f"{page}/kembalikan", form, headers=headers)
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert "<details open>" in shown
        [error] = re.findall('<p class="error" id="id_jumlah_error">([^<]*)</p>', shown)
        assert why in error
        for kept in ('value="hancur semua"', 'value="bank" checked', 'value="k-1"'):
            assert kept in shown
        assert re.search(f'name="n-{variant}" value="3"', shown)
        assert re.search('name="jumlah" value="([^"]*)"', shown)[1] == typed if typed else 'name="jumlah"' in shown
        assert counted(shop, "payments_refund") == 0

    @pytest.mark.parametrize("typed", ["8", "-1", "banyak", "1.5", "9999999999999999999999"])
    def test_a_wrong_number_of_pieces_does_so_too(self, client, page, shop, variant, typed):
        form = {"jumlah": "15rb", "dari": "cash", "kunci": "k-1", f"n-{variant}": typed}
        answer = client.post(f"{page}/kembalikan", form)
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert f'id="id_n-{variant}_error"' in shown
        assert f'value="{typed}"' in shown
        assert 'value="15rb"' in shown
        assert counted(shop, "payments_refund") == 0

    def test_asks_for_goods_alone_once_the_money_is_back(self, client, page, shop, keripik, variant, sold):
        refund_order(shop.id, sold.order_id, by=ME, what=Return(goods_back=False))
        shown = client.get(page).content.decode()
        assert 'name="jumlah"' not in shown
        form = {"keluar": "7", f"n-{variant}": "7"}
        client.post(f"{page}/kembalikan", form)
        assert stock_of(shop, keripik)[0] == 11
        assert "/kembalikan" not in client.get(page).content.decode()
        client.post(f"{page}/kembalikan", form)
        assert stock_of(shop, keripik)[0] == 11


def test_lines_come_back_over_json_too(client, shop, keripik, variant, sold):
    headers = {"Authorization": f"Bearer {make_api_key(shop.id, label='uji').key}"}

    def ask(body, key):
        where = f"/api/v1/my/orders/{sold.order_id}/refund"
        return client.post(where, body, content_type="application/json", headers=headers | {"Idempotency-Key": key})

    one = [{"variant": str(variant), "quantity": 1}]
    for _ in range(2):
        assert ask({"amount": 15_000, "lines": one}, "r-1").status_code == 200
    assert stock_of(shop, keripik)[0] == 5
    assert ask({"amount": 15_000}, "r-2").status_code == 200
    assert stock_of(shop, keripik)[0] == 5
    refused = ask({"amount": 15_000, "lines": [{"variant": str(variant), "quantity": 7}]}, "r-3")
    assert (refused.status_code, refused.json()["code"], refused.json()["left"]) == (409, "not_so_many_out", 6)
    for nonsense in ([{"variant": "x", "quantity": 1}], [{"variant": str(variant), "quantity": -1}], [{"quantity": 1}], "all"):
        assert ask({"amount": 1, "lines": nonsense}, "r-4").status_code == 422
    assert ask({}, "r-5").status_code == 200
    assert stock_of(shop, keripik) == (11, 0, 100_003)
    assert wrong() == []
