"""A message goes out once for one event, by the first provider that takes it."""

from datetime import timedelta

import pytest

from sekoci.kit import clock
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import counted, fetch
from sekoci.messaging import rules
from sekoci.messaging.actions import (
    MessageDraft,
    deliver_message,
    deliver_waiting,
    forget_secrets,
    resume_messages,
    send_messages,
    stop_messages,
)
from sekoci.messaging.queries import outbox, wants_messages

BUDI = "+6281234567890"
FACTS = {"shop": "Keripik Melati", "code": "S-7K3FQ", "url": "https://sekoci.example/p/x"}


def news(event: str, *, to: str = BUDI, business_id: int | None = None, template: str = "order_accepted") -> MessageDraft:
    return MessageDraft(event, to, template, FACTS, business_id=business_id)


def code(event: str = "login:1") -> MessageDraft:
    return MessageDraft(event, BUDI, "login_code", {"code": "123456"})


def status_of(event: str) -> str:
    with across_businesses():
        [(status,)] = fetch("select status from messaging_message where event_key = %s", (event,))
    return status


def waiting_jobs() -> list[tuple[str, int, str]]:
    return fetch("select task_name, priority, args::text from procrastinate_jobs where status = 'todo' order by id")


@pytest.mark.django_db
class TestSending:
    def test_reaches_the_outbox_with_its_text(self):
        assert send_messages([news("order:1:accepted")]) == 1
        deliver_waiting()
        [entry] = outbox()
        assert entry.to == BUDI
        assert entry.text == (
            "Kabar baik: Keripik Melati menerima pesanan S-7K3FQ Anda. Buka https://sekoci.example/p/x untuk mengikutinya."
        )
        assert status_of("order:1:accepted") == "sent"

    def test_is_written_once_however_often_it_is_asked_for(self):
        assert send_messages([news("order:1:accepted"), news("order:1:accepted"), news("order:2:accepted")]) == 2
        assert send_messages([news("order:1:accepted")]) == 0
        assert len(waiting_jobs()) == 2
        deliver_waiting()
        deliver_waiting()
        assert len(outbox()) == 2

    def test_takes_two_statements_whatever_the_length(self):
        with counted() as one:
            send_messages([news("a")])
        with counted() as many:
            send_messages([news(f"b{number}") for number in range(300)])
        assert len(one) == len(many) == 2 + 2  # entering and leaving the scope

    def test_lets_a_code_pass_those_who_wait(self):
        send_messages([news("a"), code()])
        tasks = {name: priority for name, priority, _ in waiting_jobs()}
        assert tasks["messaging.deliver_at_once"] > tasks["messaging.deliver"]

    def test_forgets_a_code_when_it_is_worthless_and_to_whom_it_went_after_a_day(self):
        start = clock.now()
        send_messages([news("a"), code()])
        deliver_waiting()
        left = "select template, facts::text <> '{}' from messaging_message order by template"
        for after, rows in (
            (timedelta(minutes=9), [("login_code", True), ("order_accepted", True)]),
            (timedelta(minutes=11), [("login_code", False), ("order_accepted", True)]),
            (timedelta(hours=25), [("order_accepted", True)]),
        ):
            with clock.frozen(start + after):
                forget_secrets()
            with across_businesses():
                assert fetch(left) == rows

    def test_refuses_a_template_nobody_wrote_and_facts_that_are_missing(self):
        with pytest.raises(ValueError, match="no message template 'hello'"):
            send_messages([news("a", template="hello")])
        with pytest.raises(ValueError, match="payment_received needs amount"):
            send_messages([news("a", template="payment_received")])
        assert waiting_jobs() == []

    def test_speaks_english_to_those_who_chose_it(self):
        send_messages([MessageDraft("a", BUDI, "order_accepted", FACTS, language="en")])
        deliver_waiting()
        assert outbox()[0].text.startswith("Good news: Keripik Melati has accepted your order S-7K3FQ.")

    def test_comes_too_late_after_its_time(self):
        send_messages([code(), news("a")])
        with clock.frozen(clock.now() + timedelta(minutes=11)):
            deliver_waiting()
        assert status_of("login:1") == "expired"
        assert status_of("a") == "sent"


@pytest.mark.django_db
class TestWalls:
    def test_a_business_sees_its_own_messages_and_no_codes(self):
        send_messages([news("a", business_id=901), news("b", business_id=902), code()])
        events = "select event_key from messaging_message order by event_key"
        assert fetch(events) == []
        with in_business(901):
            assert fetch(events) == [("a",)]
        with across_businesses():
            assert fetch(events) == [("a",), ("b",), ("login:1",)]

    def test_two_businesses_may_use_the_same_words_for_their_events(self):
        assert send_messages([news("order:1", business_id=901), news("order:1", business_id=902), news("order:1")]) == 3

    def test_a_verb_inside_a_business_sends_for_it_in_the_same_transaction(self):
        with in_business(901):
            assert send_messages([news("a", business_id=901)]) == 1
            assert fetch("select event_key from messaging_message") == [("a",)]


@pytest.mark.django_db
class TestStopping:
    def test_news_stop_but_codes_still_go(self):
        assert stop_messages(BUDI, how="whatsapp") is True
        assert stop_messages(BUDI, how="whatsapp") is False
        assert not wants_messages(BUDI)
        send_messages([news("a"), code()])
        deliver_waiting()
        assert [entry.template for entry in outbox()] == ["login_code"]
        assert status_of("a") == "stopped"

    def test_nobody_gets_more_news_than_thirty_within_an_hour_but_codes_still_go(self):
        at = clock.now()
        with clock.frozen(at):
            send_messages([news(f"order:{number}") for number in range(rules.MOST_AN_HOUR + 5)])
            send_messages([code()])
            deliver_waiting()
        with across_businesses():
            found = dict(fetch("select status, count(*) from messaging_message group by 1"))
        assert found == {"sent": rules.MOST_AN_HOUR + 1, "limited": 5}
        with clock.frozen(at + timedelta(minutes=61)):
            send_messages([news("later")])
            deliver_waiting()
        assert status_of("later") == "sent"

    def test_news_go_again_after_mulai(self):
        stop_messages(BUDI, how="profile")
        assert resume_messages(BUDI) is True
        assert resume_messages(BUDI) is False
        send_messages([news("a")])
        deliver_waiting()
        assert status_of("a") == "sent"

    def test_a_stop_that_arrives_again_after_a_later_mulai_is_ignored(self):
        monday = clock.now() - timedelta(days=2)
        stop_messages(BUDI, how="whatsapp", at=monday)
        resume_messages(BUDI, at=monday + timedelta(hours=1))
        assert stop_messages(BUDI, how="whatsapp", at=monday) is False
        assert wants_messages(BUDI)


@pytest.mark.django_db
def test_a_job_for_a_message_that_is_gone_does_nothing():
    deliver_message("01975f3e-0000-7000-8000-000000000000")
