"""What arrives at the door where providers call: only the genuine counts, everything is kept, nothing crashes."""

import json
import random
from datetime import timedelta
from importlib import import_module

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sekoci.books.queries import money_between
from sekoci.kit import clock
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.payments.actions import settle_payments
from sekoci.payments.providers.pretend.acquirer import call_back
from sekoci.payments.queries import NoticeFilter, count_to_review, notices_of
from sekoci.payments.rules import read_notice, sign
from sekoci.payments.tests.people import ask, entries, notice, notices, payment

pytestmark = pytest.mark.django_db
DOOR = "/api/v1/payments/pretend/notices"
SECRET = "simulasi"


def post(call, *, body=None, **headers):
    return Client().post(
        DOOR,
        call.body if body is None else body,
        content_type="application/json",
        headers={"X-Timestamp": call.timestamp, "X-Signature": call.signature, **headers},
    )


def call(shop, payment_id, amount=25_000, *, secret=SECRET, transaction="trx-1", **more):
    reference = payment(shop, payment_id)["reference"]
    return call_back(secret=secret, reference=reference, transaction=transaction, amount=amount, at=clock.now(), **more)


def outcomes():
    with across_businesses():
        return [outcome for (outcome,) in fetch("select outcome from payments_notice order by id")]


def test_a_genuine_notice_settles_and_is_answered_so_that_it_stops(shop):
    waiting = ask(shop, "pretend")
    answer = post(call(shop, waiting))
    assert (answer.status_code, answer.json()) == (200, {"outcome": "settled", "repeated": False})
    assert payment(shop, waiting)["status"] == "settled"
    assert post(call(shop, waiting)).json() == {"outcome": "settled", "repeated": True}
    assert len(entries(shop)) == 1


def test_the_same_money_under_another_event_is_the_same_and_other_money_is_kept(shop):
    waiting = ask(shop, "pretend")
    post(call(shop, waiting))
    assert post(call(shop, waiting, transaction="trx-2")).json()["outcome"] == "repeated"
    assert post(call(shop, waiting, 24_000)).json()["outcome"] == "different"
    assert sorted(outcomes()) == ["different", "repeated", "settled"]


@pytest.mark.parametrize("first", [2_500, 25_000])
@pytest.mark.parametrize("together", [False, True])
def test_one_transaction_is_booked_once_whatever_sum_it_says_later(shop, first, together):
    waiting = ask(shop, "pretend")
    said = [call(shop, waiting, amount) for amount in (first, 99_999, first, 99_999)]
    if together:
        heard = settle_payments([read_notice("pretend", each.body) for each in said])
    else:
        heard = [post(each).json() for each in said]
        assert [each["repeated"] for each in heard] == [False, False, True, True]
    assert [amount for *_, amount in entries(shop)] == [first]
    assert notices(shop) == [("settled", 0) if first == 25_000 else ("different", first), ("different", 0)]
    today = clock.day_in(shop.zone)
    assert money_between(shop.id, today, today).cash_in == first
    assert count_to_review(shop.id) == (1 if first == 25_000 else 2)


def test_keys_from_before_lose_their_amount_once(shop):
    shorten = import_module("sekoci.payments.migrations.0005_one_key_a_transaction").SHORTEN
    waiting = ask(shop, "pretend")
    settle_payments([notice(waiting, event=key) for key in ("t:1:paid:25000", "t:1:paid:99", "demo:7:8", "t2:paid")])
    with across_businesses():
        fetch(shorten)
        keys = [key for (key,) in fetch("select event_id from payments_notice order by id")]
    assert sorted(keys) == ["demo:7:8", "t2:paid", "t:1:paid", "t:1:paid:99"]


def test_one_transaction_said_of_two_orders_pays_the_first_and_is_shown_at_the_second(shop):
    one, two = ask(shop, "pretend"), ask(shop, "pretend")
    assert post(call(shop, one)).json()["outcome"] == "settled"
    assert post(call(shop, two)).json() == {"outcome": "different", "repeated": False}
    assert payment(shop, two)["status"] == "waiting"
    assert len(entries(shop)) == 1
    assert [row.payment_id for row in notices_of(shop.id, NoticeFilter()).rows] == [two]


@pytest.mark.parametrize(
    "forge",
    [
        lambda good: {"X-Signature": "0" * 64},
        lambda good: {"X-Signature": ""},
        lambda good: {"X-Signature": good.signature.upper()},
        lambda good: {"X-Signature": "é" * 64},
        lambda good: {"X-Timestamp": str(int(good.timestamp) + 1)},
        lambda good: {"X-Timestamp": ""},
        lambda good: {"X-Timestamp": "now"},
        lambda good: {"X-Timestamp": "9" * 40},
        lambda good: {"X-Timestamp": "-5"},
        lambda good: {"body": good.body.replace(b"25000", b"25001")},
        lambda good: {"body": good.body + b" "},
        lambda good: {"body": b""},
    ],
)
def test_a_forged_one_is_refused_written_down_and_settles_nothing(shop, forge):
    waiting = ask(shop, "pretend")
    good = call(shop, waiting)
    answer = post(good, **forge(good))
    assert answer.status_code == 401
    assert answer.json()["code"] == "forged_notice"
    assert payment(shop, waiting)["status"] == "waiting"
    assert (entries(shop), outcomes()) == ([], ["forged"])
    assert post(good).json()["outcome"] == "settled"


@pytest.mark.parametrize(("minutes", "status"), [(-6, 401), (6, 401), (-4, 200), (4, 200)])
def test_a_signature_is_good_for_five_minutes(shop, minutes, status):
    waiting = ask(shop, "pretend")
    late = call(shop, waiting, signed_at=clock.now() + timedelta(minutes=minutes))
    assert post(late).status_code == status


def test_a_hundred_forged_replayed_and_altered_ones_are_all_refused_and_all_kept(shop, other_shop):
    """Experiment E29, in small."""
    chance = random.Random(29)
    waiting, theirs = ask(shop, "pretend"), ask(other_shop, "pretend")
    for number in range(100):
        good = call(shop, waiting, transaction=f"t{number}", signed_at=clock.now() - timedelta(minutes=6 * (number % 2)))
        other = call(other_shop, theirs, secret="guess")
        wrong = chance.choice(
            [
                {"X-Signature": sign("guess", good.body, timestamp=int(good.timestamp))},
                {"body": good.body.replace(b"25000", b"1")},
                {"body": other.body},
                {"X-Timestamp": other.timestamp, "X-Signature": other.signature},
            ]
        )
        assert post(good, **wrong).status_code == 401
    assert outcomes() == ["forged"] * 100
    assert {payment(shop, waiting)["status"], payment(other_shop, theirs)["status"]} == {"waiting"}


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"not json",
        b"[]",
        b"null",
        b'"text"',
        b"\xff\xfe",
        b"{}",
        b'{"reference":5,"transaction":"t","status":"paid","amount":5}',
        b'{"reference":"x","transaction":"t","status":"paid","amount":true}',
        b'{"reference":"x","transaction":"t","status":"paid","amount":"25000"}',
        b'{"reference":"x","transaction":"t","status":"paid","amount":1e309}',
        b'{"reference":"x","transaction":"t","status":"paid","amount":-1}',
        b'{"reference":"x\\u0000","transaction":"t\\ud800","status":"paid","amount":1}',
        b'{"reference":"' + b"x" * 3000 + b'","transaction":"t","status":"paid","amount":1}',
        b"[" * 5000,
    ],
)
def test_whatever_a_genuine_provider_says_is_kept_and_answered(said):
    timestamp = int(clock.now().timestamp())
    for repeated in (False, True):
        answer = Client().post(
            DOOR,
            said,
            content_type="application/json",
            headers={"X-Timestamp": str(timestamp), "X-Signature": sign(SECRET, said, timestamp=timestamp)},
        )
        assert (answer.status_code, answer.json()) == (200, {"outcome": "unknown", "repeated": repeated})
    assert outcomes() == ["unknown"]


@given(
    st.binary(max_size=200)
    | st.dictionaries(st.text(max_size=12), st.integers() | st.text()).map(lambda d: json.dumps(d).encode())
)
def test_any_bytes_can_be_read(body):
    assert read_notice("pretend", body).amount >= 0


def test_one_that_is_too_long_is_refused_unread(shop):
    assert post(call(shop, ask(shop, "pretend")), body=b"x" * 20_000).status_code == 413
    assert outcomes() == []


def test_where_nobody_plays_at_paying_there_is_no_door(shop, settings):
    good = call(shop, ask(shop, "pretend"))
    settings.PRETEND_SECRET = ""
    assert post(good).status_code == 404
    assert outcomes() == []


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_ten_times_each_in_any_order_settles_each_once(shop, chance):
    """Experiment E28, in small: the final state is right whatever came when."""
    waiting = [ask(shop, "pretend") for _ in range(2)]
    calls = [
        call(shop, each, transaction=f"trx-{each.hex}"[:40], status=status)
        for each in waiting
        for status in ("pending", "paid")
        for _ in range(10)
    ]
    chance.shuffle(calls)
    before = len(entries(shop))
    for each in calls:
        assert post(each).status_code == 200
    assert [payment(shop, each)["status"] for each in waiting] == ["settled"] * 2
    assert len(entries(shop)) - before == 2
    with in_business(shop.id):
        mine = fetch("select outcome, count(*) from payments_notice where payment_id = any(%s) group by 1 order by 1", (waiting,))
    assert mine == [("noted", 2), ("settled", 2)]
    assert len(notices(shop)) % 4 == 0
