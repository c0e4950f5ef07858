"""The round of the day: from the shelf to the buyer's door, with proof and money."""

import re

import pytest

from sekoci.accounts.actions import TooMany
from sekoci.accounts.queries import viewings_of
from sekoci.books import rules as accounts
from sekoci.delivery.queries import code_at_door, proof_of
from sekoci.delivery.rules import SayWhoTook, WrongCode
from sekoci.kit import sql
from sekoci.kit.errors import NotFound
from sekoci.kit.scope import in_business
from sekoci.orders.actions import (
    NotForDelivery,
    WrongState,
    accept_orders,
    deliver_order,
    forget_buyer,
    hand_over_orders,
    place_orders,
    send_orders,
)
from sekoci.orders.queries import order_by_token
from sekoci.orders.rounds import round_of
from sekoci.orders.tests.people import balances, counted, put_on_shelf, wish

pytestmark = pytest.mark.django_db


@pytest.fixture
def keripik(shop):
    return put_on_shelf(shop, stock=100)


def accepted(shop, keripik, *addresses, **facts):
    drafts = [wish(shop, (keripik, 1), fulfilment="delivery", address=address, **facts) for address in addresses]
    placed = place_orders(drafts)
    accept_orders(shop.id, [each.order_id for each in placed], by="owner:1")
    return placed


@pytest.fixture
def on_its_way(shop, keripik):
    [order] = accepted(shop, keripik, "Jl. Radjiman 1, Laweyan")
    send_orders(shop.id, [order.order_id], by="owner:1")
    return order


def state_of(order):
    view = order_by_token(order.token)
    return view.state, view.payment.status


def test_arrives_with_its_code_and_its_cash_in_one_step_and_once(shop, on_its_way):
    code = code_at_door(on_its_way.order_id)
    for _ in range(2):
        deliver_order(shop.id, on_its_way.order_id, by="owner:7", code=code, paid_cash=True)
    assert state_of(on_its_way) == ("completed", "settled")
    proof = proof_of(shop.id, on_its_way.order_id)
    assert (proof.how, proof.cash, proof.by) == ("code", 15_000, "owner:7")
    assert balances(shop)[accounts.CASH] == 15_000
    assert counted(shop, "delivery_proof") == 1


def test_a_wrong_code_changes_nothing_and_five_are_enough(shop, on_its_way):
    wrong = f"{(int(code_at_door(on_its_way.order_id)) + 1) % 10_000:04d}"
    for _ in range(5):
        with pytest.raises(WrongCode):
            deliver_order(shop.id, on_its_way.order_id, by="owner:7", code=wrong, paid_cash=True)
    with pytest.raises(TooMany):
        deliver_order(shop.id, on_its_way.order_id, by="owner:7", code=code_at_door(on_its_way.order_id))
    assert state_of(on_its_way) == ("sent", "waiting")
    assert proof_of(shop.id, on_its_way.order_id) is None


def test_without_a_code_somebody_is_named_and_is_forgotten_with_the_buyer(shop, on_its_way):
    with pytest.raises(SayWhoTook):
        deliver_order(shop.id, on_its_way.order_id, by="owner:7", without_code="  ")
    assert state_of(on_its_way) == ("sent", "waiting")
    deliver_order(shop.id, on_its_way.order_id, by="owner:7", without_code="Bu Tini, tetangga", paid_cash=True)
    assert proof_of(shop.id, on_its_way.order_id).said == "Bu Tini, tetangga"
    assert forget_buyer(shop.id, order_by_token(on_its_way.token).buyer_phone) == 1
    proof = proof_of(shop.id, on_its_way.order_id)
    assert (proof.how, proof.said, proof.cash) == ("word", "", 15_000)


def test_money_that_did_not_come_stays_owed(shop, on_its_way):
    deliver_order(shop.id, on_its_way.order_id, by="owner:7", code=code_at_door(on_its_way.order_id))
    assert state_of(on_its_way) == ("completed", "waiting")
    assert proof_of(shop.id, on_its_way.order_id).cash == 0


def test_only_what_was_sent_arrives(shop, other_shop, keripik, on_its_way):
    [waiting] = accepted(shop, keripik, "Jl. Mawar 1")
    [taken] = place_orders([wish(shop, (keripik, 1))])
    accept_orders(shop.id, [taken.order_id], by="owner:1")
    hand_over_orders(shop.id, [taken.order_id], by="owner:1")
    for business, order, refusal in (
        (shop, waiting, WrongState),
        (shop, taken, NotForDelivery),
        (other_shop, on_its_way, NotFound),
    ):
        with pytest.raises(refusal):
            deliver_order(business.id, order.order_id, by="owner:7", code=code_at_door(order.order_id))
    assert counted(shop, "delivery_proof") == 0


def test_the_code_follows_from_neither_code_nor_link_and_no_two_are_told_alike(shop, keripik):
    orders = accepted(shop, keripik, *[f"Jl. Mawar {number}" for number in range(12)])
    codes = [code_at_door(order.order_id) for order in orders]
    assert all(re.fullmatch(r"\d{4}", code) for code in codes)
    assert len(set(codes)) > 6
    assert not any(code in order.code + order.token for code, order in zip(codes, orders, strict=True))


def test_the_page_leads_from_the_door_of_the_shop_to_the_buyers(client, shop, owner, staff, cashier, keripik):
    assert {each.role for each in round_of(shop).drivers} == {"owner", "staff"}  # a cashier sees no addresses
    near, far = accepted(shop, keripik, "Jl. Radjiman 1, Laweyan", "Jl. Entah 2")
    client.force_login(staff.person)
    at = f"/kelola/{shop.slug}/antar"
    page = client.get(at).content.decode()
    assert page.index("Jl. Radjiman 1") < page.index("Jl. Entah 2")
    assert "Tagih Rp15.000" in page
    client.post(f"{at}/berangkat", {"pesanan": [near.order_id, far.order_id], "pengantar": staff.id})
    with sql.counted() as statements:
        page = client.get(at).content.decode()
    assert len(statements) <= 12  # two belong to the test: the directory, which a process remembers, and the scope put back
    assert (f"shop:{staff.id}", "row") in [each[1:3] for each in viewings_of(order_by_token(near.token).buyer_phone)]
    assert "Uang yang dibawa pulang" in page
    assert "Rp30.000" in page
    assert "Joko" in page
    door = f"{at}/{near.order_id}/sampai"
    code = code_at_door(near.order_id)
    for seen in (page, client.get(door).content.decode(), client.get(f"{at}?cetak").content.decode()):
        assert not re.search(rf"(?<![\w.-]){code}(?![\w.-])", seen)  # standing alone: a phone or a nonce may hold its digits
    wrong = client.post(door, {"kode": "99999", "tunai": "ya"})
    assert (wrong.status_code, "Kode itu salah" in wrong.content.decode()) == (422, True)
    client.force_login(owner.person)  # who enters the code for him does not have his money
    page = client.post(door, {"kode": code, "tunai": "ya"}, follow=True).content.decode()
    assert state_of(near) == ("completed", "settled")
    assert "Rp15.000 sudah diterima" in page
    assert "Joko: Rp30.000" in page  # what he has and what he is still to take
    page = client.post(f"{at}/{far.order_id}/sampai", {"tanpa": "1", "penerima": "Pak RT"}, follow=True).content.decode()
    assert state_of(far) == ("completed", "waiting")
    assert "Tidak ada yang perlu diantar" in page
    assert "Diterima tanpa kode: Pak RT" in client.get(f"/kelola/{shop.slug}/pesanan/{far.order_id}").content.decode()


def test_the_buyer_sees_the_code_until_the_goods_are_there(client, shop, on_its_way):
    page = f"/{shop.slug}/pesanan/{on_its_way.token}"
    code = code_at_door(on_its_way.order_id)
    assert f">{code}<" in client.get(page).content.decode()
    deliver_order(shop.id, on_its_way.order_id, by="owner:7", code=code, paid_cash=True)
    after = client.get(page).content.decode()
    assert f">{code}<" not in after
    assert "Diterima dengan kode pembeli. Tunai Rp15.000." in after


def test_a_stop_is_moved_and_the_way_worked_out_again(client, shop, owner, keripik):
    accepted(shop, keripik, "Jl. A", "Jl. B", "Jl. C")
    client.force_login(owner.person)
    at = f"/kelola/{shop.slug}/antar/urutan"

    def addresses():
        with in_business(shop.id):
            return [stop.order.address[-1] for stop in round_of(shop).ready]

    with in_business(shop.id):
        last = round_of(shop).ready[-1].order.id
    assert addresses() == ["A", "B", "C"]
    assert client.post(at, {"naik": last}).status_code == 302
    assert addresses() == ["A", "C", "B"]
    part = client.post(at, {"naik": last}, headers={"HX-Request": "true"}).content.decode()
    assert addresses() == ["C", "A", "B"]
    assert part.startswith('<div class="stack" id="rute">')
    client.post(at, {"ulang": "1"})
    assert addresses() == ["A", "B", "C"]


def test_nothing_leaves_where_one_of_them_cannot(client, shop, owner, keripik):
    going, gone = accepted(shop, keripik, "Jl. A", "Jl. B")
    send_orders(shop.id, [gone.order_id], by="owner:1")
    deliver_order(shop.id, gone.order_id, by="owner:1", code=code_at_door(gone.order_id))
    [new] = place_orders([wish(shop, (keripik, 1), fulfilment="delivery", address="Jl. C")])
    client.force_login(owner.person)
    page = client.post(
        f"/kelola/{shop.slug}/antar/berangkat", {"pesanan": [going.order_id, new.order_id]}, follow=True
    ).content.decode()
    assert "masih baru" in page
    assert state_of(going)[0] == "accepted"
    assert "Pilih dulu" in client.post(f"/kelola/{shop.slug}/antar/berangkat", follow=True).content.decode()
