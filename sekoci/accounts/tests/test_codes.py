"""Codes and limits: what passes, what does not, and what holds when many ask at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from sekoci.accounts.actions import TooMany, check_code, enter, forget_passers_by, person_with_phone, send_code, take
from sekoci.accounts.queries import people, waiting_code
from sekoci.accounts.rules import Limit
from sekoci.kit import clock
from sekoci.kit.errors import Invalid
from sekoci.kit.sql import counted, fetch
from sekoci.messaging.actions import deliver_waiting

BUDI = "+6281234567890"
HERE = "203.0.113.7"


def asked(phone: str = BUDI, *, address: str = HERE) -> tuple[object, str]:
    """The id of a code that was sent, and the code as its receiver reads it."""
    sent = send_code(phone, address=address)
    deliver_waiting()
    code = waiting_code(phone)
    assert code
    return sent.id, code


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


@pytest.mark.django_db
class TestCodes:
    def test_the_right_code_proves_the_phone_once(self):
        code_id, code = asked()
        checked = check_code(code_id, code)
        assert checked.phone == BUDI
        assert check_code(code_id, code).phone is None
        assert waiting_code(BUDI) is None

    def test_five_tries_and_it_is_worn_out_even_for_the_right_one(self):
        code_id, code = asked()
        assert [check_code(code_id, wrong(code)).left for _ in range(5)] == [4, 3, 2, 1, 0]
        assert check_code(code_id, code).phone is None

    def test_the_fifth_try_may_still_be_right(self):
        code_id, code = asked()
        for _ in range(4):
            check_code(code_id, wrong(code))
        assert check_code(code_id, code).phone == BUDI

    def test_after_ten_minutes_it_is_too_late(self):
        code_id, code = asked()
        with clock.frozen(clock.now() + timedelta(minutes=10)):
            assert check_code(code_id, code).phone is None
            assert waiting_code(BUDI) is None

    def test_the_code_itself_is_nowhere_in_our_tables(self):
        _, code = asked()
        [(kept,)] = fetch("select code_hash from accounts_logincode")
        assert len(kept) == 64
        assert code not in kept

    def test_one_code_is_of_no_use_for_another_phone(self):
        _, code = asked()
        other, other_code = asked("+6281234567891")
        checked = check_code(other, code)
        assert checked.phone == (None if code != other_code else "+6281234567891")
        assert check_code(uuid4(), code).left == 0

    def test_an_unknown_phone_costs_the_same_steps_as_a_known_one(self):
        person_with_phone(BUDI)
        with counted() as known:
            send_code(BUDI, address=HERE)
        with counted() as unknown:
            send_code("+6281234567899", address=HERE)
        assert known == unknown
        assert not any("accounts_person" in statement for statement in known)

    def test_of_passers_by_nothing_is_left_after_a_day(self):
        with clock.frozen(clock.now() - timedelta(days=2)):
            asked()
        send_code("+6281234567891", address="203.0.113.8")
        Session.objects.create(session_key="old", session_data="", expire_date=clock.now() - timedelta(seconds=1))
        Session.objects.create(session_key="new", session_data="", expire_date=clock.now() + timedelta(days=90))
        assert forget_passers_by() == 1 + 4 + 1
        assert fetch("select phone from accounts_logincode") == [("+6281234567891",)]
        assert not any(BUDI in key or HERE in key for (key,) in fetch("select key from accounts_quota"))
        assert fetch("select session_key from django_session") == [("new",)]
        assert forget_passers_by() == 0

    def test_outside_development_no_code_can_be_read_back(self, settings):
        asked()
        settings.DEVELOPMENT = False
        assert waiting_code(BUDI) is None


@pytest.mark.django_db
class TestLimits:
    def test_a_second_code_within_half_a_minute_is_refused_and_nothing_is_sent(self):
        start = clock.now()
        with clock.frozen(start):
            send_code(BUDI, address=HERE)
        with clock.frozen(start + timedelta(seconds=10)), pytest.raises(TooMany) as refused:
            send_code(BUDI, address=HERE)
        assert refused.value.wait == 20
        assert refused.value.sentence("id") == "Terlalu sering. Coba lagi dalam 20 detik."
        assert fetch("select count(*) from accounts_logincode") == [(1,)]
        with clock.frozen(start + timedelta(seconds=30, milliseconds=1)):
            send_code(BUDI, address=HERE)

    def test_five_an_hour_for_a_phone_in_any_hour(self):
        start = clock.now()
        for number in range(5):
            with clock.frozen(start + timedelta(minutes=10 * number)):
                send_code(BUDI, address=HERE)
        with clock.frozen(start + timedelta(minutes=59)), pytest.raises(TooMany) as refused:
            send_code(BUDI, address=HERE)
        assert 50 <= refused.value.wait <= 60
        with clock.frozen(start + timedelta(minutes=60, seconds=1)):
            send_code(BUDI, address=HERE)
        with clock.frozen(start + timedelta(minutes=61)), pytest.raises(TooMany):
            send_code(BUDI, address=HERE)

    def test_a_refused_ask_counts_nowhere(self):
        start = clock.now()
        with clock.frozen(start):
            send_code(BUDI, address=HERE)
            for _ in range(3):
                with pytest.raises(TooMany):
                    send_code(BUDI, address=HERE)
        [(hits,)] = fetch("select cardinality(hits) from accounts_quota where key = %s", (f"code:address:hour:{HERE}",))
        assert hits == 1

    def test_an_address_is_counted_over_all_phones(self):
        for number in range(60):
            send_code(f"+62812345{number:05d}", address=HERE)
        with pytest.raises(TooMany):
            send_code("+6281234599999", address=HERE)
        send_code("+6281234599999", address="203.0.113.99")

    def test_a_raised_limit_opens_at_once_and_a_lowered_one_closes(self):
        hour = timedelta(hours=1)
        take([Limit("k", 1, hour)])
        take([Limit("k", 2, hour)])
        with pytest.raises(TooMany):
            take([Limit("k", 1, hour)])


@pytest.mark.committed
class TestManyAtOnce:
    def test_fifty_asks_for_one_phone_send_one_code_and_never_break(self, committed):
        outcomes = at_once(50, lambda _: send_code(BUDI, address=HERE))
        assert sorted(outcomes) == ["CodeSent"] + ["TooMany"] * 49
        assert fetch("select count(*) from accounts_logincode") == [(1,)]

    def test_fifty_phones_at_one_address_never_pass_its_limit(self, committed):
        with ThreadPoolExecutor(1) as one:  # the rows of the limit are there before the race, and nearly full
            one.submit(
                closing(lambda: [take([Limit(f"code:address:hour:{HERE}", 60, timedelta(hours=1))]) for _ in range(40)])
            ).result()
        outcomes = at_once(50, lambda number: send_code(f"+62812345{number:05d}", address=HERE))
        assert sorted(outcomes) == ["CodeSent"] * 20 + ["TooMany"] * 30

    def test_fifty_wrong_guesses_at_once_are_five(self, committed):
        code_id, code = asked()
        outcomes = at_once(50, lambda _: check_code(code_id, wrong(code)).left)
        assert sorted((each for each in outcomes if each != "TooMany"), reverse=True)[:5] == [4, 3, 2, 1, 0]
        assert check_code(code_id, code).phone is None

    def test_fifty_right_codes_at_once_let_one_in(self, committed):
        code_id, code = asked()
        outcomes = at_once(50, lambda _: check_code(code_id, code).phone or "")
        assert outcomes.count(BUDI) == 1
        assert set(outcomes) <= {BUDI, "", "TooMany"}

    def test_twenty_who_enter_with_one_phone_are_one_person(self, committed):
        ids = at_once(20, lambda _: enter(BUDI, language="id").person_id)
        assert len(set(ids)) == 1
        assert fetch("select count(*) from accounts_consent where withdrawn_at is null") == [(1,)]


@pytest.mark.django_db
def test_a_person_is_found_by_any_spelling_and_made_once():
    budi = person_with_phone("0812-3456-7890", name="  Budi  ")
    assert person_with_phone("+62 812 3456 7890", name="Somebody else") == budi
    card = people([budi])[budi]
    assert (card.name, card.phone, card.language) == ("Budi", BUDI, "id")
    with pytest.raises(Invalid):
        person_with_phone("12")


def at_once(count: int, act):
    """What `act(number)` gave, or the name of the class of what it gave or raised, for `count` threads started together."""

    def one(number: int):
        try:
            result = act(number)
        except TooMany:
            return "TooMany"
        return result if isinstance(result, int | str) else type(result).__name__

    with ThreadPoolExecutor(12) as pool:
        futures = [pool.submit(closing(one), number) for number in range(count)]
        return [future.result(timeout=60) for future in futures]


def closing(act):
    def run(*arguments):
        try:
            return act(*arguments)
        finally:
            connection.close()

    return run
