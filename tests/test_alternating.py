"""E38, pooled connections: two shops by turns over the same few connections. No answer ever holds the other shop's words.

What a request leaves behind on its connection (whose rows are seen, which role) is what could leak; so requests that are refused,
not found or broken off in the middle stand among the others.
"""

import logging
from collections import Counter
from functools import partial
from random import Random

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from sekoci.kit import logs
from sekoci.orders.actions import place_orders
from sekoci.orders.tests.people import put_on_shelf, wish
from sekoci.registry.actions import make_api_key
from tests.crowd import SEED, at_once

pytestmark = [pytest.mark.committed, pytest.mark.usefixtures("committed")]
MARKS = ("Zqpertama", "Zqkedua")
LANES = 8


@pytest.fixture
def quiet():
    """A hundred thousand lines of log are read by nobody."""
    level = logs.access.level
    logs.access.setLevel(logging.WARNING)
    yield
    logs.access.setLevel(level)


@pytest.fixture
def sides(shop, owner, other_shop, other_owner) -> list[dict[str, str]]:
    """What may be asked of each shop, by what it should be answered."""
    both = []
    for one, person, mark in ((shop, owner, MARKS[0]), (other_shop, other_owner, MARKS[1])):
        product = put_on_shelf(one, name=f"Keripik {mark}", stock=1_000)
        placed = place_orders([wish(one, (product, 1), buyer_name=f"Bu {mark}")])[0]
        client = Client()
        client.force_login(person.person)
        both.append(
            {
                "slug": one.slug, "order": str(placed.order_id), "product": str(product), "token": placed.token,
                "session": client.cookies["sesi"].value, "key": make_api_key(one.id, label=mark).key,
            }
        )  # fmt: skip
    return both


def ask(client: Client, mine: dict[str, str], theirs: dict[str, str], kind: int) -> tuple[HttpResponse, bool]:
    """One request of one shop's people; whether its own words must be in the answer."""
    slug, key = mine["slug"], {"Authorization": f"Bearer {mine['key']}"}
    client.cookies["sesi"] = mine["session"]
    match kind:
        case 0:
            return client.get("/api/v1/my/products", headers=key), True
        case 1:
            return client.get(f"/kelola/{slug}/produk"), True
        case 2:
            return client.get(f"/api/v1/my/orders/{mine['order']}", headers=key), True
        case 3:
            return client.get(f"/{slug}/pesanan/{mine['token']}"), True
        case 4:
            return client.get(f"/api/v1/my/orders/{theirs['order']}", headers=key), False
        case 5:
            return client.get(f"/kelola/{theirs['slug']}/pesanan"), False
        case 6:
            return client.post(f"/kelola/{slug}/produk/{mine['product']}", {"name": ""}), False
        case 7:
            return client.get("/api/v1/my/products?after=bukan-kursor", headers=key), False
        case _:
            return client.get(f"/{slug}/pesanan/{theirs['token']}"), False


def alternate(sides: list[dict[str, str]], many: int) -> None:
    lanes, used = [Client() for _ in range(LANES)], set()
    chance, seen = Random(SEED), Counter()

    def one(number: int, side: int, kind: int, breaks: bool) -> None:
        if breaks:
            break_off()
        answer, own = ask(lanes[number % LANES], sides[side], sides[1 - side], kind)
        said = answer.content.decode()
        where = (SEED, number, side, kind, answer.status_code)
        assert MARKS[1 - side] not in said, where
        assert answer.status_code < 500, where
        assert not own or (answer.status_code == 200 and MARKS[side] in said), where
        used.add(connection.connection.info.backend_pid)
        seen[answer.status_code] += 1

    jobs = [partial(one, number, chance.randrange(2), chance.randrange(9), chance.random() < 0.02) for number in range(many)]
    answers = at_once(jobs, threads=LANES)
    assert [each for each in answers if each is not None][:3] == []
    print(SEED, dict(seen), f"{len(used)} connections")
    assert len(used) <= LANES
    assert seen.total() == many


def break_off() -> None:
    """A piece of work inside a business that an error ends, as a bug would."""
    from sekoci.kit.scope import across_businesses
    from sekoci.kit.sql import fetch

    with pytest.raises(ZeroDivisionError), across_businesses():
        fetch("select 1")
        raise ZeroDivisionError


def test_two_thousand_requests_by_turns_leak_nothing(sides, quiet):
    alternate(sides, 2_000)


@pytest.mark.faults
def test_a_hundred_thousand_requests_by_turns_leak_nothing(sides, quiet):
    alternate(sides, 100_000)
