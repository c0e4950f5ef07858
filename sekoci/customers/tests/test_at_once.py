"""Two things at the same moment: forgetting while customers are told anew, and two offers."""

from functools import partial

from sekoci.customers.actions import NobodyToTell, Sent, forget_customer, give_consent, recount, send_promo
from sekoci.customers.queries import Group, customers_of
from sekoci.customers.tests.people import SRI, bought, customer
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.orders.tests.people import put_on_shelf
from tests.crowd import at_once


def test_who_is_forgotten_while_customers_are_told_anew_stays_forgotten(committed, shop):
    keripik = put_on_shelf(shop, stock=1_000)
    phones = [f"+62812345678{number:02}" for number in range(10, 20)]
    orders = bought(shop, keripik, *phones)
    recount(orders)
    here = [each.id for each in customers_of(shop.id).items]
    assert len(here) == len(phones)
    jobs = [job for who in here for job in (partial(recount, orders), partial(forget_customer, shop.id, who))]
    answers = at_once([*jobs, partial(recount, orders)])
    assert [each for each in answers if isinstance(each, Exception)] == []
    assert customers_of(shop.id).items == []


def test_two_offers_at_once_reach_a_customer_once(committed, shop):
    recount(bought(shop, put_on_shelf(shop), SRI))
    give_consent(shop.id, SRI, language="id", how="order:x")
    group = Group()
    jobs = [
        partial(send_promo, shop, group, f"Keripik baru nomor {number} sudah matang", key=f"promo-{number}", person_id=1)
        for number in range(8)
    ]
    answers = at_once(jobs)
    assert sorted(type(each) for each in answers if not isinstance(each, NobodyToTell)) == [Sent]
    assert customer(shop).is_agreed
    with across_businesses():
        assert fetch("select count(*) from messaging_message where template = 'shop_promo'") == [(1,)]
