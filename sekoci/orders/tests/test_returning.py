import pytest

from sekoci.catalog.actions import BoughtLine, buy_in
from sekoci.catalog.queries import product
from sekoci.kit.errors import Invalid
from sekoci.operations.verify import verify
from sekoci.orders.actions import (
    AllGivenBack,
    NotRefundable,
    OnlyGoods,
    Return,
    accept_orders,
    cancel_orders,
    confirm_order_payments,
    hand_over_orders,
    place_orders,
    refund_order,
)
from sekoci.orders.queries import order_by_token
from sekoci.orders.tests.people import balances, counted, put_on_shelf, stock_of, wish
from sekoci.payments.actions import PaymentEnded, RefundKeyUsed, RefundTooMuch
from sekoci.registry.actions import make_api_key, publish_shop

pytestmark = pytest.mark.django_db
ME = "owner:1"
BEGINNING = {"1-3100": 90_000, "3-1100": -90_000}


@pytest.fixture
def keripik(shop):
    return put_on_shelf(shop)


@pytest.fixture
def debt(shop, keripik):
    """Two packets handed over on the owner's word: 30.000 owed."""
    [order] = place_orders([wish(shop, (keripik, 2), fulfilment="pickup")])
    accept_orders(shop.id, [order.order_id], by=ME)
    hand_over_orders(shop.id, [order.order_id], by=ME)
    return order


@pytest.fixture
def sold(shop, debt):
    """The same, paid in cash."""
    confirm_order_payments(shop.id, [debt.order_id], by=ME)
    return debt


def is_clean():
    return [check for check in verify().checks if check.wrong] == []


def test_goods_that_were_never_paid_come_back_and_nothing_is_owed(shop, keripik, debt):
    assert balances(shop)["1-2100"] == 30_000
    refund_order(shop.id, debt.order_id, by=ME, what=Return(reason="tidak jadi"))
    assert balances(shop) == BEGINNING | {"4-1100": -30_000, "4-1900": 30_000}
    assert stock_of(shop, keripik) == (10, 0, 90_000)
    view = order_by_token(debt.token)
    assert (view.state, view.payment.status, view.steps[-1].note) == ("completed", "cancelled", "Barang kembali: tidak jadi")
    assert counted(shop, "payments_refund") == 0
    assert is_clean()


def test_what_came_back_unpaid_is_neither_paid_nor_taken_back_again(shop, keripik, debt):
    refund_order(shop.id, debt.order_id, by=ME)
    with pytest.raises(AllGivenBack):
        refund_order(shop.id, debt.order_id, by=ME)
    with pytest.raises(PaymentEnded):
        confirm_order_payments(shop.id, [debt.order_id], by=ME)
    assert stock_of(shop, keripik) == (10, 0, 90_000)


@pytest.mark.parametrize("what", [Return(amount=1_000), Return(goods_back=False)])
def test_of_a_debt_only_the_goods_can_come_back(shop, debt, what):
    with pytest.raises(OnlyGoods):
        refund_order(shop.id, debt.order_id, by=ME, what=what)
    assert balances(shop)["1-2100"] == 30_000
    assert order_by_token(debt.token).state == "handed_over"


def test_goods_come_back_at_the_cost_they_left_with(shop, keripik, debt):
    variant = product(shop.id, keripik).variant_id
    buy_in(shop.id, [BoughtLine(variant, 10, 20_000)], paid_from="cash", by=ME)
    refund_order(shop.id, debt.order_id, by=ME)
    assert stock_of(shop, keripik) == (20, 0, 90_000 + 200_000)
    assert is_clean()


def test_money_is_given_back_in_parts_up_to_what_was_paid(shop, keripik, sold):
    refund_order(shop.id, sold.order_id, by=ME, what=Return(amount=10_000, goods_back=False, key="a"))
    assert balances(shop)["1-1100"] == 20_000
    assert stock_of(shop, keripik) == (8, 0, 72_000)
    assert balances(shop)["5-1100"] == 18_000
    assert is_clean()
    with pytest.raises(RefundTooMuch):
        refund_order(shop.id, sold.order_id, by=ME, what=Return(amount=20_001, key="b"))
    assert stock_of(shop, keripik) == (8, 0, 72_000)
    refund_order(shop.id, sold.order_id, by=ME, what=Return(amount=5_000, key="b"))
    refund_order(shop.id, sold.order_id, by=ME)
    assert balances(shop) == BEGINNING | {"4-1100": -30_000, "4-1900": 30_000}
    assert stock_of(shop, keripik) == (10, 0, 90_000)  # the goods came back with the second part, once
    assert order_by_token(sold.token).payment.status == "refunded"
    with pytest.raises(AllGivenBack):
        refund_order(shop.id, sold.order_id, by=ME, what=Return(amount=1, key="c"))
    assert is_clean()


def test_the_same_refund_again_changes_nothing(shop, keripik, sold):
    for _ in range(2):
        refund_order(shop.id, sold.order_id, by=ME, what=Return(amount=10_000, key="a"))
    assert (balances(shop)["1-1100"], counted(shop, "payments_refund")) == (20_000, 1)
    with pytest.raises(RefundKeyUsed):
        refund_order(shop.id, sold.order_id, by=ME, what=Return(amount=9_000, key="a"))
    for _ in range(2):
        refund_order(shop.id, sold.order_id, by=ME, what=Return(amount=20_000, key="b"))
    assert counted(shop, "payments_refund") == 2
    assert is_clean()


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_is_no_refund(shop, sold, amount):
    with pytest.raises(Invalid):
        refund_order(shop.id, sold.order_id, by=ME, what=Return(amount=amount))
    assert counted(shop, "payments_refund") == 0


def test_what_is_still_here_is_cancelled_not_taken_back(shop, keripik):
    [order] = place_orders([wish(shop, (keripik, 2))])
    with pytest.raises(NotRefundable) as refused:
        refund_order(shop.id, order.order_id, by=ME)
    assert "Batalkan saja" in refused.value.sentence("id")
    cancel_orders(shop.id, [order.order_id], by=ME)


def test_the_owner_says_how_much_and_whether_the_goods_come_back(client, owner, shop, keripik, sold):
    client.force_login(owner.person)
    page = f"/kelola/{shop.slug}/pesanan/{sold.order_id}"
    shown = client.get(page).content.decode()
    assert 'name="jumlah"' in shown
    assert 'value="30.000"' in shown
    assert "Barang kembali" not in shown
    form = {"jumlah": "10rb", "barang": "tidak", "dari": "bank", "kunci": "k-1", "alasan": "pecah"}
    for _ in range(2):
        said = client.post(f"{page}/kembalikan", form, follow=True).content.decode()
        assert "Uang kembali sudah dicatat." in said
    assert "Sudah dikembalikan</dt><dd>Rp10.000" in said
    assert 'value="20.000"' in said
    assert (balances(shop)["1-1200"], stock_of(shop, keripik)[0]) == (-10_000, 8)
    nonsense = client.post(f"{page}/kembalikan", form | {"jumlah": "banyak", "kunci": "k-2"}, follow=True).content.decode()
    assert "Tulis dengan angka" in nonsense
    publish_shop(shop.id)
    assert "Sudah dikembalikan Rp10.000" in client.get(f"/{shop.slug}/pesanan/{sold.token}").content.decode()


def test_the_owner_takes_back_a_debt_by_a_button(client, owner, shop, keripik, debt):
    client.force_login(owner.person)
    page = f"/kelola/{shop.slug}/pesanan/{debt.order_id}"
    assert "Barang kembali" in client.get(page).content.decode()
    said = client.post(f"{page}/barang-kembali", {"alasan": "tidak jadi"}, follow=True).content.decode()
    assert "Barang kembali, utangnya dihapus." in said
    assert f"{page}/barang-kembali" not in said
    assert stock_of(shop, keripik)[0] == 10
    publish_shop(shop.id)
    assert "Tidak ada yang perlu dibayar" in client.get(f"/{shop.slug}/pesanan/{debt.token}").content.decode()


def test_parts_are_given_back_over_json(client, shop, keripik, sold):
    key = {"Authorization": f"Bearer {make_api_key(shop.id, label='uji').key}"}
    mine = f"/api/v1/my/orders/{sold.order_id}/refund"

    def ask(body, **headers):
        return client.post(mine, body, content_type="application/json", headers=key | headers)

    assert ask({"amount": 10_000}).json()["field"] == "Idempotency-Key"
    for _ in range(2):
        answer = ask({"amount": 10_000, "goods_back": False}, **{"Idempotency-Key": "r-1"})
        assert answer.json()["payment"] == {"method": "cash", "status": "settled", "refunded": 10_000}
    for body, field in (({"amount": 0}, "amount"), ({"amount": "5"}, "amount"), ({"goods_back": "no"}, "goods_back")):
        refused = ask(body, **{"Idempotency-Key": "r-2"})
        assert (refused.status_code, refused.json()["field"]) == (422, field)
    assert ask({"amount": 30_000}, **{"Idempotency-Key": "r-3"}).json()["code"] == "refund_too_much"
    for _ in range(2):
        answer = ask({}, **{"Idempotency-Key": "r-4"})
        assert (answer.status_code, answer.json()["payment"]["refunded"]) == (200, 30_000)
    assert ask({}).json()["code"] == "not_refundable"
    assert stock_of(shop, keripik)[0] == 10
