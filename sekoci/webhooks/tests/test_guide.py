"""The integrators' guide: every block in it runs, and its example payloads look like what is really sent."""

import json
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import httpx
import pytest

from sekoci.kit.events import deliver_all
from sekoci.orders.actions import accept_orders, confirm_order_payments, place_orders
from sekoci.orders.tests.people import put_on_shelf, wish
from sekoci.registry.actions import make_api_key
from sekoci.webhooks.actions import connect_target, deliver_due
from tests.installation import free_port

GUIDE = (Path(__file__).resolve().parents[3] / "docs" / "guide" / "integrators.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture
def transport(client) -> httpx.MockTransport:
    """Brings what httpx asks to the test's own client."""

    def bring(request: httpx.Request) -> httpx.Response:
        kind = request.headers.get("Content-Type", "application/json")
        said = client.generic(request.method, request.url.raw_path.decode(), request.content, kind, headers=dict(request.headers))
        return httpx.Response(said.status_code, headers=dict(said.headers), content=said.content)

    return httpx.MockTransport(bring)


def shape(value: object) -> object:
    return {name: shape(each) for name, each in value.items()} if isinstance(value, dict) else type(value).__name__


@pytest.mark.django_db
def test_every_block_runs_and_payloads_are_as_shown(shop, answering, transport, settings, monkeypatch):
    settings.ALLOWED_HOSTS = ["toko.example.id"]
    monkeypatch.setattr(httpx, "Client", partial(httpx.Client, transport=transport))
    product = put_on_shelf(shop, stock=10)
    order_id = place_orders([wish(shop, (product, 1))])[0].order_id
    world = {"KEY": make_api_key(shop.id, label="ERP").key, "SLUG": shop.slug}
    for block in blocks("python"):
        if "standardwebhooks" in block:
            deliver_due()
            _, world["body"], world["headers"] = answering.called[-1]
        exec(block, world)  # noqa: S102  our own guide
    assert [len(world["products"]), len(world["orders"]), world["event"]["type"]] == [1, 1, "test"]
    connect_target(shop.id, url="https://gudang.example.com/", kinds=["stock.changed", "payment.settled"])
    accept_orders(shop.id, [order_id], by="owner")
    confirm_order_payments(shop.id, [order_id], by="owner")
    deliver_all()
    answering.called.clear()
    deliver_due()
    really = {said["type"]: shape(said) for said in (json.loads(content) for _, content, _ in answering.called)}
    shown = [json.loads(block) for block in blocks("json")]
    assert len(shown) == 2
    for each in shown:
        assert really[each["type"]] == shape(each), each["type"]


def test_the_commands_start():
    for line in "".join(blocks("sh")).splitlines():
        port = str(free_port())
        words = line.replace("8140", port).split()[1:]
        whole = [sys.executable, "-m", "sekoci.operations", *words]
        with subprocess.Popen(whole, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  our own guide
            assert process.stdout
            assert port in process.stdout.readline()
            process.terminate()


def test_no_block_is_left_out():
    assert len(re.findall(r"^```\w+$", GUIDE, re.MULTILINE)) == sum(len(blocks(each)) for each in ("python", "json", "sh"))
