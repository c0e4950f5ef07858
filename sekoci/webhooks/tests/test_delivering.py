"""Every message arrives once it can, signed, with its id; a target that is down or slow harms nobody else."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from standardwebhooks import Webhook

from sekoci.catalog.actions import BoughtLine, buy_in
from sekoci.catalog.queries import my_product
from sekoci.kit import clock, outside
from sekoci.kit.events import deliver_all
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import counted, fetch
from sekoci.messaging.actions import deliver_waiting
from sekoci.messaging.queries import outbox
from sekoci.orders.actions import accept_orders, confirm_order_payments, place_orders
from sekoci.orders.tests.people import put_on_shelf, wish
from sekoci.webhooks.actions import (
    News,
    ask_for_due,
    connect_target,
    deliver_due,
    deliver_to,
    exchange_secret,
    replay_failed,
    replay_message,
    switch_off,
    switch_on,
    tell,
    tidy,
)
from sekoci.webhooks.queries import message_of, messages_of, problems, target_of

pytestmark = pytest.mark.django_db
ORDER = ["order.placed"]


def news(shop, *keys):
    with across_businesses():
        return tell("order.placed", [News(shop.id, str(key), {"order": str(key)}) for key in keys])


def states(shop, made):
    return [each.state for each in messages_of(shop.id, made.id, limit=500).items]


def quiet_problems():
    with across_businesses():
        return [wrong for check in problems() for wrong in check.wrong]


def test_an_order_from_the_shop_to_the_books_is_told_signed_and_the_witness_agrees(shop, target, receiver):
    product = put_on_shelf(shop, stock=5)
    deliver_all()
    deliver_due()
    receiver.state.received.clear()
    order_id = place_orders([wish(shop, (product, 2))])[0].order_id
    accept_orders(shop.id, [order_id], by="owner")
    confirm_order_payments(shop.id, [order_id], by="owner")
    variant = my_product(shop.id, product).variants[0].id
    buy_in(shop.id, [BoughtLine(variant, 10, 1_000)], paid_from="cash", by="owner")
    seen = []
    original = outside.post

    def watched(url, **call):
        seen.append(call)
        return original(url, **call)

    deliver_all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outside, "post", watched)
        deliver_due()
    said = [json.loads(each["body"]) for each in receiver.state.received]
    assert all(each["signed"] and each["answer"] == 204 for each in receiver.state.received)
    assert sorted(each["type"] for each in said) == ["order.moved", "order.placed", "payment.settled", "stock.changed"]
    for call in seen:
        assert Webhook(target.secret).verify(call["content"], call["headers"])["type"]
    by_kind = {each["type"]: each["data"] for each in said}
    order = by_kind["order.placed"]["order"]
    assert (order["id"], order["lines"][0]["quantity"]) == (str(order_id), 2)
    assert "token" not in json.dumps(said)
    assert by_kind["order.moved"]["status"] == "accepted"
    assert by_kind["payment.settled"]["payment"]["said_by"] == "shop"
    assert (by_kind["stock.changed"]["stock"]["stock"], by_kind["stock.changed"]["stock"]["on_hand"]) == (13, 15)


def test_what_is_told_is_told_once_and_to_nobody_else(shop, other_shop, target, receiver):
    theirs = connect_target(other_shop.id, url=f"{receiver.url}/500", kinds=ORDER)
    assert news(shop, "a", "b", "a") == 2
    assert news(shop, "a") == 0
    assert deliver_due() == 2
    assert deliver_due() == 0
    assert len(set(receiver.ids)) == len(receiver.ids) == 2
    assert states(other_shop, theirs) == []
    with in_business(other_shop.id):
        assert fetch("select 1 from webhooks_message union all select 1 from webhooks_attempt") == []


def test_telling_takes_as_many_statements_for_three_hundred_as_for_one(shop, target):
    with across_businesses():
        with counted() as one:
            tell("order.placed", [News(shop.id, "x", {})])
        with counted() as many:
            tell("order.placed", [News(shop.id, str(number), {}) for number in range(300)])
    assert len(one) == len(many) == 3


def test_nobody_who_listens_costs_one_statement(shop):
    from sekoci.orders.events import OrdersPlaced
    from sekoci.webhooks.handlers import tell_of_new_orders

    order_id = place_orders([wish(shop, (put_on_shelf(shop), 1))])[0].order_id
    with across_businesses(), counted() as seen:
        tell_of_new_orders(OrdersPlaced([str(order_id)]))
    assert len(seen) == 2  # whether anybody listens; the telling of nothing asks once more


def test_what_is_for_a_target_whose_key_is_lost_waits_until_the_key_is_back(shop, target, receiver, settings):
    _, ours, settings.SECRET_KEY = news(shop, "a"), settings.SECRET_KEY, "another-key-of-forty-letters-and-a-few-more"
    assert (deliver_due(), states(shop, target), receiver.ids) == (0, ["waiting"], [])
    settings.SECRET_KEY = ours
    with clock.frozen(clock.now() + timedelta(minutes=5)):
        assert deliver_due() == 1


def test_a_receiver_that_is_down_a_day_gets_everything_within_72_hours(shop, answering):
    """E33."""
    made = connect_target(shop.id, url="https://erp.example.com/hook", kinds=ORDER)
    start, answering.status = clock.now(), None
    for minute in range(0, 36 * 60, 20):
        with clock.frozen(start + timedelta(minutes=minute)):
            if minute < 24 * 60:
                news(shop, minute)
            else:
                answering.status = 204
            deliver_due()
            tidy()
    assert states(shop, made) == ["delivered"] * 72
    ids = [headers["webhook-id"] for _, _, headers in answering.called]
    assert len(set(ids)) == 72
    assert len(ids) < 72 + 60  # a target that is down is called about once an hour, not for each message
    assert target_of(shop.id, made.id).state == "on"
    assert quiet_problems() == []


def test_after_72_hours_of_silence_a_target_is_paused_its_owner_told_once_and_everything_can_be_sent_again(shop, answering):
    made = connect_target(shop.id, url="https://erp.example.com/hook", kinds=ORDER, name="ERP")
    start, answering.status = clock.now(), 500
    news(shop, "lama")
    for hour in range(80):
        with clock.frozen(start + timedelta(hours=hour)):
            if hour == 73:
                news(shop, "baru")  # it still gathers, for when the target is back
            deliver_due()
            tidy()
    assert target_of(shop.id, made.id).state == "paused"
    with clock.frozen(start + timedelta(hours=80)):
        deliver_waiting()
        assert [each.text for each in outbox() if "Sambungan ERP" in each.text]
        assert states(shop, made) == ["waiting", "failed"]
        answering.status = 204
        switch_on(shop.id, made.id)
        assert replay_failed(shop.id, made.id) == 1
        assert deliver_due() == 2
    assert states(shop, made) == ["delivered", "delivered"]


def test_gone_switches_a_target_off_at_once(shop, answering):
    made = connect_target(shop.id, url="https://erp.example.com/hook", kinds=ORDER)
    answering.status = 410
    news(shop, "a", "b")
    deliver_due()
    assert (target_of(shop.id, made.id).state, len(answering.called)) == ("gone", 1)
    assert states(shop, made) == ["failed", "failed"]
    assert news(shop, "c") == 0


def test_one_message_that_is_always_refused_does_not_hold_back_the_others(shop, answering, monkeypatch):
    made = connect_target(shop.id, url="https://erp.example.com/hook", kinds=ORDER)
    answer = outside.post

    def picky(url, *, content, headers):
        answering.status = 500 if b"racun" in content else 204
        return answer(url, content=content, headers=headers)

    monkeypatch.setattr(outside, "post", picky)
    news(shop, "racun", "a", "b", "c")
    assert deliver_due() == 3
    assert sorted(states(shop, made)) == ["delivered", "delivered", "delivered", "waiting"]
    [waiting] = messages_of(shop.id, made.id, only="waiting").items
    assert message_of(shop.id, made.id, waiting.id).attempts[0].status == 500


def test_a_worker_that_dies_while_telling_leaves_the_message_to_the_next_with_the_same_id(shop, answering, monkeypatch):
    made = connect_target(shop.id, url="https://erp.example.com/hook", kinds=ORDER)
    news(shop, "a")
    start, answer = clock.now(), outside.post

    def killed(url, *, content, headers):
        answer(url, content=content, headers=headers)
        raise SystemExit

    with clock.frozen(start), monkeypatch.context() as patch:
        assert ask_for_due() == 1
        patch.setattr(outside, "post", killed)
        with pytest.raises(SystemExit):
            deliver_to(shop.id, made.id)
        assert ask_for_due() == 0
    assert states(shop, made) == ["waiting"]
    with clock.frozen(start + timedelta(minutes=4)):
        assert ask_for_due() == 1
        assert deliver_to(shop.id, made.id) == 1
    first, second = (headers["webhook-id"] for _, _, headers in answering.called)
    assert first == second


def test_jobs_are_asked_for_once_a_target_and_slow_ones_keep_to_their_own_lane(shop, other_shop, answering):
    good = connect_target(shop.id, url="https://a.example.com/", kinds=ORDER)
    bad = connect_target(shop.id, url="https://b.example.com/", kinds=ORDER)
    news(shop, *range(50))
    answering.status = 500
    deliver_to(shop.id, bad.id)
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        assert (ask_for_due(), ask_for_due()) == (2, 0)
    rows = fetch("select queue_name, args->>'target_id' from procrastinate_jobs where task_name like 'webhooks%%' order by 1")
    assert rows == [("outside", str(good.id)), ("slow", str(bad.id))]


def test_a_target_in_a_private_network_is_never_called_and_its_owner_reads_why(shop, settings, monkeypatch):
    settings.DEVELOPMENT = False
    made = connect_target(shop.id, url="https://erp.example.com/hook", kinds=ORDER)
    monkeypatch.setattr(outside.post, "__kwdefaults__", {**outside.post.__kwdefaults__, "resolve": lambda *_: ["10.0.0.1"]})
    news(shop, "a")
    deliver_due()
    [row] = messages_of(shop.id, made.id).items
    [tried] = message_of(shop.id, made.id, row.id).attempts
    assert (tried.status, tried.said) == (None, "Link ini tidak bisa dipakai: nama ini menunjuk ke jaringan dalam.")


def test_a_redirect_and_a_server_error_are_failures_with_their_answers_kept(shop, receiver):
    for path, status in (("redirect", 302), ("500", 500)):
        made = connect_target(shop.id, url=f"{receiver.url}/{path}", kinds=ORDER, name=path)
        news(shop, path)
        deliver_to(shop.id, made.id)
        [row] = messages_of(shop.id, made.id).items
        assert (row.state, row.status) == ("waiting", status)


def test_an_exchanged_secret_signs_beside_the_old_one_for_a_day(shop, target, receiver):
    new = exchange_secret(shop.id, target.id)
    assert new.secret != target.secret
    news(shop, "a")
    deliver_due()
    receiver.state.secrets[:] = [new.secret]
    news(shop, "b")
    deliver_due()
    assert [each["signed"] for each in receiver.state.received] == [True, True]
    receiver.state.secrets[:] = [target.secret]
    with in_business(shop.id):
        fetch("update webhooks_target set old_secret_until = %s", (clock.now() - timedelta(seconds=1),))
    news(shop, "c")
    deliver_due()
    assert receiver.state.received[-1]["signed"] is False


def test_a_message_sent_again_by_hand_has_the_same_id(shop, target, receiver):
    news(shop, "a")
    deliver_due()
    [row] = messages_of(shop.id, target.id).items
    replay_message(shop.id, target.id, row.id)
    deliver_due()
    assert receiver.ids == [f"msg_{UUID(str(row.id)).hex}"] * 2


def test_a_target_that_is_off_is_told_nothing(shop, answering):
    made = connect_target(shop.id, url="https://erp.example.com/hook", kinds=ORDER)
    switch_off(shop.id, made.id)
    assert news(shop, "a") == 0
    switch_on(shop.id, made.id)
    assert news(shop, "a") == 1


def test_what_is_old_is_forgotten(shop, answering):
    made = connect_target(shop.id, url="https://erp.example.com/hook", kinds=ORDER)
    news(shop, "a")
    deliver_due()
    with clock.frozen(clock.now() + timedelta(days=31)):
        tidy()
    assert states(shop, made) == []


def test_no_secret_stands_in_the_database_the_log_or_a_list(shop, target, receiver, caplog):
    news(shop, "a")
    with caplog.at_level("DEBUG"):
        deliver_due()
    with across_businesses():
        rows = fetch("select t::text from webhooks_target t union all select m::text from webhooks_message m")
    assert target.secret not in str(rows) + caplog.text + repr(target_of(shop.id, target.id))
