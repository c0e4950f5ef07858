"""Customers are told by orders: once, again after a crash, and never again once forgotten."""

from datetime import timedelta
from uuid import uuid4

import pytest

from sekoci.catalog.actions import DiscountDraft, make_discount
from sekoci.catalog.queries import my_discount
from sekoci.customers.actions import NothingLeft, Wish, forget_customer, give_consent, keep_note, order_again, recount
from sekoci.customers.queries import customer_of, customers_of, has_agreed, problems
from sekoci.customers.tests.people import SRI, TONO, asked, bought, customer
from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.events import deliver_all
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import counted, fetch
from sekoci.orders.actions import StillOpen, accept_orders, cancel_orders, refund_order
from sekoci.orders.queries import order_of, usual_goods
from sekoci.orders.tests.people import put_on_shelf, stock_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def keripik(shop):
    return put_on_shelf(shop, stock=1_000)


def is_sound() -> bool:
    with across_businesses():
        [checked] = problems()
    return checked.counted > 0 and not checked.wrong


def test_one_customer_a_phone_with_the_name_last_given(shop, keripik):
    bought(shop, keripik, SRI, name="Sri")
    bought(shop, keripik, SRI, name="Bu Sri Wahyuni", quantity=2)
    asked(shop, keripik, SRI, name="Bu Sri Wahyuni")
    assert [(each.name, each.orders, each.bought, each.spent) for each in customers_of(shop.id).items] == [
        ("Bu Sri Wahyuni", 3, 2, 45_000)
    ]
    assert is_sound()


def test_what_was_called_off_or_came_back_does_not_count(shop, keripik):
    [cancelled] = asked(shop, keripik, SRI)
    [back] = bought(shop, keripik, SRI)
    cancel_orders(shop.id, [cancelled], by="owner:1")
    refund_order(shop.id, back, by="owner:1")
    deliver_all()
    assert (customer(shop).orders, customer(shop).bought, customer(shop).spent) == (1, 0, 0)
    assert is_sound()


def test_hearing_twice_changes_nothing_and_lost_rows_come_back(shop, keripik):
    orders = bought(shop, keripik, SRI, TONO)
    before = customers_of(shop.id).items
    recount(orders)
    assert customers_of(shop.id).items == before
    with in_business(shop.id):
        fetch("delete from customers_customer")
    with across_businesses():
        fetch("delete from kit_cursor where consumer = 'customers'")
    deliver_all()
    assert [(each.phone, each.spent) for each in customers_of(shop.id).items] == [(each.phone, each.spent) for each in before]


def test_telling_many_takes_as_many_statements_as_telling_one(shop, keripik):
    orders = asked(shop, keripik, *(f"+62812345670{number:02}" for number in range(30)))
    with counted() as one:
        recount(orders[:1])
    with counted() as many:
        recount(orders)
    assert len(many) == len(one)


def test_verify_names_a_sum_that_is_not_the_orders(shop, keripik):
    bought(shop, keripik, SRI)
    with in_business(shop.id):
        fetch("update customers_customer set spent = spent + 1")
    assert not is_sound()


def test_kinds_words_and_order(shop, keripik):
    at = clock.now()
    with clock.frozen(at - timedelta(days=100)):
        bought(shop, keripik, TONO, name="Tono", quantity=9)
    for _ in range(3):
        bought(shop, keripik, SRI, name="Sri")

    def names(**wish):
        return [each.name for each in customers_of(shop.id, **wish).items]

    assert customers_of(shop.id).counts == {"": 2, "sering": 1, "baru": 1, "lama": 1, "setuju": 0}
    assert (names(choice="sering"), names(choice="baru"), names(choice="lama")) == (["Sri"], ["Sri"], ["Tono"])
    assert (names(), names(sort="belanja"), names(sort="nama")) == (["Sri", "Tono"], ["Tono", "Sri"], ["Sri", "Tono"])
    assert (names(search="0812-3456-7898"), names(search="RI"), names(search="%")) == (["Tono"], ["Sri"], [])
    assert names(start=1) == ["Tono"]


def test_a_note_is_kept_once_with_its_author(shop, keripik, owner):
    bought(shop, keripik, SRI)
    for _ in range(2):
        keep_note(shop.id, customer(shop).id, "Suka <b>pedas</b>", key="catatan-1", person_id=owner.id)
    assert [(note.text, note.author) for note in customer_of(shop.id, customer(shop).id).notes] == [
        ("Suka <b>pedas</b>", "Melati")
    ]
    with pytest.raises(Invalid):
        keep_note(shop.id, customer(shop).id, "  ", key="catatan-2", person_id=owner.id)
    with pytest.raises(NotFound):
        keep_note(shop.id, uuid4(), "Siapa?", key="catatan-3", person_id=owner.id)


def test_who_is_forgotten_stays_forgotten_until_they_order_anew(shop, keripik):
    orders = bought(shop, keripik, SRI, TONO)
    give_consent(shop.id, SRI, language="id", how="order:x")
    keep_note(shop.id, customer(shop).id, "Rumahnya di gang 2", key="catatan-1", person_id=1)
    forget_customer(shop.id, customer(shop).id)
    recount(orders)
    with across_businesses():
        fetch("delete from kit_cursor where consumer = 'customers'")
    deliver_all()
    assert [each.phone for each in customers_of(shop.id).items] == [TONO]
    assert not has_agreed(shop.id, SRI)
    kept = order_of(shop.id, orders[0])
    assert (kept.buyer_name, kept.buyer_phone, kept.total) == ("", "", 15_000)
    with across_businesses():
        rows = fetch("select count(*) from orders_order o where o::text like '%%4567899%%' or o::text like '%%Wahyuni%%'", ())
    assert rows == [(0 + 1,)]  # Tono's order bears the name that the test gives to all
    bought(shop, keripik, SRI, name="Sri")
    assert (customer(shop).orders, customer_of(shop.id, customer(shop).id).notes) == (1, [])


def test_the_voucher_somebody_used_forgets_their_phone_and_stays_used(shop, keripik):
    voucher = make_discount(shop.id, DiscountDraft("voucher", clock.now(), amount=5_000, code="HEMAT5", most_uses=9, per_phone=1))
    [order] = bought(shop, keripik, SRI, voucher="HEMAT5")
    assert order_of(shop.id, order).total == 10_000
    forget_customer(shop.id, customer(shop).id)
    with in_business(shop.id):
        assert fetch("select phone, amount from catalog_voucheruse") == [("", 5_000)]
    assert my_discount(shop.id, voucher).used == 1


def test_nobody_is_forgotten_with_an_order_open_or_owed(shop, keripik):
    [waiting] = asked(shop, keripik, SRI)
    who = customer(shop).id
    with pytest.raises(StillOpen):
        forget_customer(shop.id, who)
    accept_orders(shop.id, [waiting], by="owner:1")
    bought(shop, keripik, TONO, pay=False)
    assert customer_of(shop.id, customer(shop, TONO).id).owed == 15_000
    with pytest.raises(StillOpen):
        forget_customer(shop.id, customer(shop, TONO).id)
    assert [each.name for each in customers_of(shop.id).items] == ["Sri Wahyuni"] * 2


def test_the_last_order_once_more_at_todays_prices(shop, keripik):
    sambal = put_on_shelf(shop, name="Sambal", price=20_000, stock=2)
    bought(shop, keripik, SRI)
    [last] = bought(shop, sambal, SRI, quantity=1)
    [line] = order_of(shop.id, last).lines
    placed = order_again(shop, customer(shop).id, Wish({line.variant_id: 1, uuid4(): 5}), key="lagi-0001", by="owner:1")
    again = order_again(shop, customer(shop).id, Wish({line.variant_id: 1}), key="lagi-0001", by="owner:1")
    assert (again.order_id, again.repeated) == (placed.order_id, True)
    assert stock_of(shop, sambal)[:2] == (1, 1)
    order = order_of(shop.id, placed.order_id)
    assert (order.buyer_phone, order.total, order.steps[0].by) == (SRI, 20_000, "owner:1")
    with pytest.raises(NothingLeft):
        order_again(shop, customer(shop).id, Wish({line.variant_id: 0}), key="lagi-0002", by="owner:1")
    assert [(each.name, each.pieces) for each in usual_goods(shop.id, SRI)] == [("Sambal", 2), ("Keripik tempe", 1)]


def test_the_owner_is_not_told_of_an_order_they_wrote_down(shop, keripik):
    [last] = bought(shop, keripik, SRI)
    [line] = order_of(shop.id, last).lines
    with across_businesses():
        before = fetch("select count(*) from messaging_message where template = 'order_new_owner'")
    order_again(shop, customer(shop).id, Wish({line.variant_id: 1}), key="lagi-0001", by="owner:1")
    deliver_all()
    with across_businesses():
        assert fetch("select count(*) from messaging_message where template = 'order_new_owner'") == before


def test_the_neighbour_has_customers_of_their_own(shop, other_shop, keripik):
    bought(shop, keripik, SRI)
    bought(other_shop, put_on_shelf(other_shop), SRI, name="Sri Makassar")
    assert [each.name for each in customers_of(shop.id).items] == ["Sri Wahyuni"]
    with pytest.raises(NotFound):
        forget_customer(shop.id, customer(other_shop).id)
    forget_customer(shop.id, customer(shop).id)
    assert [each.name for each in customers_of(other_shop.id).items] == ["Sri Makassar"]
