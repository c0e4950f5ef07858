"""Offers reach those who agreed, who did not stop, who bought here, and not twice a week."""

from datetime import timedelta

import pytest

from sekoci.customers.actions import (
    NobodyToTell,
    PromoKeyUsed,
    forget_customer,
    give_consent,
    send_promo,
    withdraw_consent,
)
from sekoci.customers.queries import Group, audience, customers_of, has_agreed, promos_of
from sekoci.customers.rules import PROMO, promo_text
from sekoci.customers.rules import audience as rule
from sekoci.customers.tests.people import SRI, TONO, WATI, asked, bought, customer
from sekoci.kit import clock
from sekoci.kit.errors import Invalid
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import counted, fetch
from sekoci.messaging.actions import deliver_waiting, resume_messages, stop_messages
from sekoci.messaging.queries import outbox
from sekoci.orders.tests.people import put_on_shelf

pytestmark = pytest.mark.django_db
TEXT = "Sabtu ini keripik diskon 10 persen."


@pytest.fixture
def four(shop):
    """Sri agreed; Tono did too but wrote STOP; Wati did not agree; somebody ticked the box beside a number that never bought."""
    keripik = put_on_shelf(shop, stock=1_000)
    bought(shop, keripik, SRI, TONO, WATI)
    asked(shop, keripik, "+6281234567896")
    for phone in (SRI, TONO, "+6281234567896"):
        give_consent(shop.id, phone, language="id", how="order:x")
    stop_messages(TONO, how="whatsapp")
    return shop


def sent_to() -> list[str]:
    with across_businesses():
        return [to for (to,) in fetch("select address from messaging_message where template = 'shop_promo' order by address")]


def test_only_who_agreed_and_may_be_told_gets_it(four):
    reach = audience(four.id, Group())
    assert (reach.will, reach.wont) == (1, {"stopped": 1, "no_consent": 1, "never_bought": 1})
    assert send_promo(four, Group(), TEXT, key="kabar-0001", person_id=1).sent == 1
    assert sent_to() == [SRI]
    deliver_waiting()
    [said] = outbox(template="shop_promo")
    assert said.text == f"Kabar dari Keripik Melati: {TEXT} Balas STOP kalau tidak mau lagi."
    [promo] = promos_of(four.id)
    assert (promo.text, promo.sent, promo.underway, promo.lost) == (TEXT, 1, 1, 0)


def test_twice_is_once_and_another_text_under_the_same_key_is_refused(four):
    first = send_promo(four, Group(), TEXT, key="kabar-0001", person_id=1)
    second = send_promo(four, Group(), TEXT, key="kabar-0001", person_id=1)
    assert (second.promo_id, second.repeated) == (first.promo_id, True)
    with pytest.raises(PromoKeyUsed):
        send_promo(four, Group(), "Besok tutup, maaf ya.", key="kabar-0001", person_id=1)
    assert sent_to() == [SRI]


def test_nobody_gets_two_in_a_week_and_with_nobody_left_nothing_is_kept(four):
    send_promo(four, Group(), TEXT, key="kabar-0001", person_id=1)
    with pytest.raises(NobodyToTell):
        send_promo(four, Group(), TEXT, key="kabar-0002", person_id=1)
    assert len(promos_of(four.id)) == 1
    with clock.frozen(clock.now() + timedelta(days=8)):
        resume_messages(TONO)
        assert audience(four.id, Group()).will == 2
        send_promo(four, Group(one=customer(four, TONO).id), TEXT, key="kabar-0003", person_id=1)
    assert sent_to() == [TONO, SRI]


def test_a_shop_has_so_many_a_day_and_who_waited_longest_comes_first(four):
    with in_business(four.id):
        fetch(
            'insert into customers_promo (id, business_id, key, text, "group", sent, person_id, at)'
            " values (gen_random_uuid(), %s, 'lama', 'x', 'semua', 200, 1, %s)",
            (four.id, clock.now() - timedelta(hours=2)),
        )
    assert audience(four.id, Group()).wont["full"] == 1
    with pytest.raises(NobodyToTell):
        send_promo(four, Group(), TEXT, key="kabar-0001", person_id=1)
    assert sent_to() == []
    assert rule({"": 5, "stopped": 2}, left=3).wont == {"stopped": 2, "full": 2}


def test_many_are_told_in_as_many_statements_as_one(shop):
    keripik = put_on_shelf(shop, stock=1_000)
    phones = [f"+62812345670{number:02}" for number in range(30)]
    bought(shop, keripik, *phones)
    for phone in phones:
        give_consent(shop.id, phone, language="id", how="order:x")
    one = customer(shop, phones[0]).id
    with counted() as single:
        send_promo(shop, Group(one=one), TEXT, key="kabar-0001", person_id=1)
    with counted() as all_of_them:
        assert send_promo(shop, Group("setuju"), TEXT, key="kabar-0002", person_id=1).sent == 29
    assert len(all_of_them) == len(single)


def test_a_consent_keeps_its_words_and_its_end(shop):
    assert give_consent(shop.id, SRI, language="en", how="order:1")
    assert not give_consent(shop.id, SRI, language="en", how="order:2")
    assert withdraw_consent(shop.id, SRI, how="order:2")
    assert not withdraw_consent(shop.id, SRI, how="order:2")
    assert not has_agreed(shop.id, SRI)
    with in_business(shop.id):
        [row] = fetch("select wording, version, how, withdrawn_at is not null, withdrawn_how from customers_consent")
    assert row == (PROMO.en, PROMO.version, "order:1", True, "order:2")


@pytest.mark.parametrize(
    "text",
    [
        "Klik https://jahat.example/menang sekarang",
        "Buka jahat-sekali.com untuk hadiah",
        "Hubungi 0812 3456 7890 untuk hadiah",
        "Lihat http://toko.test/melati.jahat.id ya",
        "Lihat http://toko.test/melatiku ya ya",
        "pendek",
        "x" * 301,
    ],
)
def test_an_offer_with_foreign_links_or_numbers_is_refused(text):
    with pytest.raises(Invalid):
        promo_text(text, own="http://toko.test/melati")


@pytest.mark.parametrize(
    "text",
    [
        "Lihat http://toko.test/melati/p/1, ya!",
        "Buka jam 08.00-17.00, hemat Rp15.000 s.d. 20.11.2026",
        "Ada promo\ndi toko.test/melati",
    ],
)
def test_the_shops_own_link_hours_and_prices_may_stay(text):
    assert promo_text(text, own="http://toko.test/melati") == " ".join(text.split())


def test_who_is_forgotten_is_told_nothing(four):
    forget_customer(four.id, customer(four).id)
    assert audience(four.id, Group()).will == 0
    assert len(customers_of(four.id).items) == 3
