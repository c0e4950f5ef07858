"""E40: thousands guess at one account from everywhere. Few guesses are tested, and its person gets in all the same."""

from datetime import timedelta
from random import Random

import pytest
from django.test import Client

from sekoci.accounts.models import Person
from sekoci.accounts.tests.browser import ask, who
from sekoci.kit import clock
from sekoci.kit.sql import fetch

QUARTER = timedelta(minutes=15)


def guess_at(phone: str, *, guesses: int, addresses: int) -> list[int]:
    """Guess over a quarter of an hour, each address in a browser of its own; the statuses of the answers."""
    chance, start = Random(40), clock.now()
    crowd = [Client(REMOTE_ADDR=f"203.0.{number // 250}.{number % 250}") for number in range(addresses)]
    statuses = []
    for number in range(guesses):
        guesser = crowd[number % addresses]
        with clock.frozen(start + QUARTER * number / guesses):
            if number < addresses or chance.random() < 0.2:
                statuses.append(ask(guesser, phone).status_code)
            answer = guesser.post("/masuk/kode", {"code": f"{chance.randrange(10**6):06d}"})
            assert answer.status_code != 429 or int(answer["Retry-After"]) > 0
            statuses.append(answer.status_code)
    return statuses


def held(owner, *, guesses: int, addresses: int) -> None:
    at_home = Client()
    at_home.force_login(Person.objects.get(pk=owner.id))
    statuses = guess_at(owner.phone, guesses=guesses, addresses=addresses)
    assert set(statuses) <= {302, 422, 429}
    [(tested, most, codes)] = fetch(
        "select sum(tries), max(tries), count(*) from accounts_logincode where phone = %s", (owner.phone,)
    )
    assert codes >= 3  # the guesses met living codes
    assert tested <= 10
    assert most <= 5
    assert at_home.get("/akun").status_code == 200  # a device that is logged in stays so
    passkey = Client(headers={"host": "localhost"})
    assert passkey.get("/masuk/kunci-layar").status_code == 200  # and the other way in is open
    assert who(passkey) is None


@pytest.mark.django_db
def test_four_hundred_guesses_from_forty_addresses_test_ten_at_most(owner):
    held(owner, guesses=400, addresses=40)


@pytest.mark.faults
@pytest.mark.django_db
def test_ten_thousand_guesses_from_a_thousand_addresses_test_ten_at_most(owner):
    held(owner, guesses=10_000, addresses=1_000)


@pytest.mark.django_db
def test_a_quarter_of_an_hour_later_guesses_count_anew(client):
    for minute in (0, 1, 2):
        with clock.frozen(clock.now() + timedelta(minutes=minute)):
            ask(client)
            said = [client.post("/masuk/kode", {"code": "000000"}).status_code for _ in range(5)]
    assert said == [429] * 5
    with clock.frozen(clock.now() + timedelta(minutes=16)):
        ask(client)
        assert client.post("/masuk/kode", {"code": "000000"}).status_code in (302, 422)
