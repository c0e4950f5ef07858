"""Buyers order while processes are killed, or too many at once: what was acknowledged is there, what was not can be asked again,
and all adds up.

SEED repeats a run's lots, though not its moments.
"""

import http.client
import json
import random
import signal
import threading
import time
from collections.abc import Callable
from itertools import count

import psutil
import psycopg
import pytest

from tests.crowd import SEED
from tests.installation import Installation, eventually

OPEN_A_SHOP = """
from sekoci.accounts.models import Person
from sekoci.catalog.actions import ProductDraft, add_products
from sekoci.registry.actions import open_business, publish_shop
from sekoci.registry.models import Area
Area.objects.create(code="33.72.01", name="Laweyan", level=3, path="Laweyan, Surakarta", zone="Asia/Jakarta")
owner = Person.objects.create(phone="+6281200000001", name="Bu Melati")
shop = open_business(owner_id=owner.pk, name="Warung Melati", sells="Keripik", area_code="33.72.01")
publish_shop(shop.id)
drafts = [ProductDraft(f"Keripik {n}", 5_000, stock=1_000_000, unit_cost=3_000) for n in range(5)]
print(*add_products(shop.id, drafts, by="owner"))
"""


class Buyers:
    """People who order one thing after the other, each until it is acknowledged, in a shop that opens for them."""

    def __init__(self, shop: Installation, people: int) -> None:
        opened = shop.command("manage", "shell", "--no-imports", "-c", OPEN_A_SHOP)
        assert opened.returncode == 0, opened.stderr
        self.shop = shop
        self.products = opened.stdout.split()
        self.numbers = count(1)
        self.acknowledged: dict[str, dict[str, object]] = {}
        self.wrong: list[str] = []
        self.asked_again = 0
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self._order_on, args=(random.Random(SEED + n),)) for n in range(people)]

    def start(self) -> None:
        for each in self.threads:
            each.start()

    def end(self) -> None:
        self.stop.set()
        for each in self.threads:
            each.join(100)

    def check_what_is_there(self) -> None:
        """Exactly what was acknowledged, once each, and it adds up."""
        with psycopg.connect(self.shop.server.url) as owner:
            there = dict(owner.execute("select source_key, id::text from orders_order where source = 'api'").fetchall())
        assert there == {key: answer["id"] for key, answer in self.acknowledged.items()}
        verified = self.shop.command("verify", "--json")
        assert verified.returncode == 0, verified.stdout

    def _order_on(self, lots: random.Random) -> None:
        while not self.stop.is_set():
            key, body = f"order-{next(self.numbers)}", self._body(lots)
            answer = self._until_acknowledged(key, body)
            self.acknowledged[key] = answer
            if lots.random() < 0.1:
                again = self._until_acknowledged(key, body)
                if (again["id"], again["total"]) != (answer["id"], answer["total"]):
                    self.wrong.append(f"{key}: another order the second time")

    def _body(self, lots: random.Random) -> bytes:
        lines = [{"product": each, "quantity": lots.randint(1, 3)} for each in lots.sample(self.products, 2)]
        buyer = {"name": "Sri", "phone": "081234567899"}
        return json.dumps({"buyer": buyer, "fulfilment": "pickup", "payment": "cash", "lines": lines}).encode()

    def _until_acknowledged(self, key: str, body: bytes) -> dict[str, object]:
        give_up = time.monotonic() + 90
        while time.monotonic() < give_up:
            connection = http.client.HTTPConnection("127.0.0.1", self.shop.port, timeout=20)
            try:
                headers = {"Idempotency-Key": key, "Content-Type": "application/json"}
                connection.request("POST", "/api/v1/shops/warung-melati/orders", body, headers)
                answer = connection.getresponse()
                text = answer.read().decode()
                if answer.status in (200, 201):
                    placed: dict[str, object] = json.loads(text)
                    return placed
                if answer.status != 503 or answer.headers["Retry-After"] is None:
                    self.wrong.append(f"{key}: {answer.status} {text[:200]}")
            except (OSError, http.client.HTTPException):
                pass
            finally:
                connection.close()
            self.asked_again += 1
            time.sleep(0.1)
        self.wrong.append(f"{key}: never acknowledged")
        self.stop.set()
        return {"id": "", "total": 0}


def web_server(shop: Installation) -> psutil.Process:
    return shop.child("sekoci.operations.web")


def a_worker_process(shop: Installation) -> psutil.Process:
    workers: list[psutil.Process] = []

    def some() -> bool:
        workers[:] = [each for each in web_server(shop).children() if "resource_tracker" not in " ".join(each.cmdline())]
        return bool(workers)

    eventually(some, within=20)
    return random.Random(SEED).choice(workers)


def postmaster(shop: Installation) -> psutil.Process:
    return shop.database_processes()[0]


PAUSE = {a_worker_process: 6, web_server: 14}
"""Seconds between many kills: a worker that dies twice within five takes the web server along, and a web server that dies five
times within a minute is given up, as both should be."""


@pytest.mark.parametrize(
    ("victim", "kills", "orders"),
    [
        (a_worker_process, 2, 200),
        (web_server, 1, 200),
        (postmaster, 1, 200),
        pytest.param(a_worker_process, 20, 10_000, marks=pytest.mark.faults),
        pytest.param(web_server, 10, 3_000, marks=pytest.mark.faults),
        pytest.param(postmaster, 10, 3_000, marks=pytest.mark.faults),
    ],
)
def test_a_kill_in_mid_checkout_loses_nothing_and_doubles_nothing(
    installation: Installation, victim: Callable[[Installation], psutil.Process], kills: int, orders: int
):
    print("seed", SEED)
    installation.up()
    buyers = Buyers(installation, 8)
    lots = random.Random(SEED)
    buyers.start()
    try:
        for _ in range(kills):
            so_far = len(buyers.acknowledged)
            eventually(lambda so_far=so_far: len(buyers.acknowledged) > so_far + 20 or buyers.wrong, within=60)
            time.sleep(lots.random() + (PAUSE.get(victim, 0) if kills > 4 else 0))
            victim(installation).send_signal(signal.SIGKILL)
        least = max(orders, len(buyers.acknowledged) + 100)  # they go on after the last kill, too
        eventually(lambda: len(buyers.acknowledged) >= least or buyers.wrong, within=300)
    finally:
        buyers.end()
    assert buyers.wrong == []
    assert buyers.asked_again > 0
    buyers.check_what_is_there()


def test_many_more_buyers_than_threads_are_all_served_and_then_it_is_calm(installation: Installation):
    print("seed", SEED)
    installation.up()
    buyers = Buyers(installation, 250)
    buyers.start()
    try:
        eventually(lambda: len(buyers.acknowledged) >= 750 or buyers.wrong, within=60)
    finally:
        buyers.end()
    assert (buyers.wrong, buyers.asked_again) == ([], 0)
    eventually(lambda: installation.get("/healthz").status == 200, within=5)
    buyers.check_what_is_there()
