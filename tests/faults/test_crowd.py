"""E46: one shop is asked for fifty times as much as usual, from many addresses; at the others nobody waits twice as long.

`SEKOCI_LIMITS` as an operator has them who sets none. The figure wants a quiet machine:
`pytest -m faults -s tests/faults/test_crowd.py` prints what was measured.
"""

import http.client
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.installation import Installation, installed

SHOPS = 5
OFTEN = 4.0
"""Requests a second for a shop on a usual day."""
CROWD, VISITORS = 50, 20
"""So many times as much, by so many connections."""
SECONDS = 20.0
MAKE = """
from sekoci.orders.tests.people import put_on_shelf
from sekoci.registry.actions.areas import write_areas
from tests.people import LAWEYAN, _few_areas, shop_for, someone
write_areas(_few_areas())
for number in range({shops}):
    shop = shop_for(someone(f"+62812345690{{number:02}}", "Ibu"), name=f"Toko {{number}}", sells="Teh", area_code=LAWEYAN)
    for each in range(12):
        put_on_shelf(shop, name=f"Teh {{each}}")
    print(shop.slug)
"""


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    one = installed(tmp_path)
    yield one
    one.clean_up()


class Visitors:
    """Ask for one page about so many times a second, whenever somebody happens to come, each time from another address.

    Not at even moments: a crowd that arrives in step with everybody else would be a crowd of the test's own making.
    """

    def __init__(self, port: int, path: str, often: float, start: float) -> None:
        self.port, self.path, self.often, self.start = port, path, often, start
        self.took: list[float] = []
        self.answers: Counter[int] = Counter()
        self.told: set[str | None] = set()
        self.thread = threading.Thread(target=self._ask)
        self.thread.start()

    def _ask(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        chance, due, number = Random(), self.start, 0
        while (due := due + chance.expovariate(self.often)) < self.start + SECONDS:
            number += 1
            time.sleep(max(0.0, due - time.monotonic()))
            connection.request("GET", self.path, headers={"X-Forwarded-For": f"10.{number % 250}.{id(self) % 250}.7"})
            answer = connection.getresponse()
            answer.read()
            self.took.append(time.monotonic() - due)  # from when somebody wanted it, so that no wait is forgotten
            self.answers[answer.status] += 1
            if answer.status == 429:
                self.told.add(answer.getheader("Retry-After"))
        connection.close()


@pytest.mark.faults
def test_one_shop_at_fifty_times_its_load_slows_the_others_less_than_twice(installation: Installation):
    made = installation.command("manage", "shell", "--no-imports", "-c", MAKE.format(shops=SHOPS))
    slugs = made.stdout.split()[-SHOPS:]
    assert made.returncode == 0, made.stderr
    installation.up(SEKOCI_LIMITS="", SEKOCI_TRUSTED_PROXIES="1")
    visit(installation.port, slugs, crowd=1)  # warm
    usual, _ = visit(installation.port, slugs, crowd=1)
    crowded, mad = visit(installation.port, slugs, crowd=CROWD)
    after, _ = visit(installation.port, slugs, crowd=1)
    before, under = p95(usual), p95(crowded)
    answers = sum((each.answers for each in mad), Counter())
    print(f"\nother shops' p95: {before * 1000:.1f} ms on a usual day, {p95(after) * 1000:.1f} ms on the day after,")
    print(f"{under * 1000:.1f} ms beside the crowd: {under / before:.2f} times as much")
    print(f"of the crowd {answers[200]} were served and {answers[429]} asked to wait, p95 {p95(mad) * 1000:.1f} ms")
    assert {status for each in usual + crowded for status in each.answers} == {200}
    assert set(answers) == {200, 429}
    assert all(told and int(told) >= 1 for each in mad for told in each.told)
    assert under <= 2 * before


def visit(port: int, slugs: list[str], *, crowd: int) -> tuple[list[Visitors], list[Visitors]]:
    """Usual days at all shops but the first, which gets `crowd` times as much; those at the others, those at the first."""
    start = time.monotonic() + 0.2
    many = VISITORS if crowd > 1 else 1
    mad = [Visitors(port, f"/{slugs[0]}", OFTEN * crowd / many, start) for _ in range(many)]
    others = [Visitors(port, f"/{slug}", OFTEN, start) for slug in slugs[1:]]
    for each in mad + others:
        each.thread.join()
    return others, mad


def p95(visitors: list[Visitors]) -> float:
    took = sorted(second for each in visitors for second in each.took)
    return took[int(0.95 * len(took))]
