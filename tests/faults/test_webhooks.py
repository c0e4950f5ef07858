"""The worker is killed between the order and its message: the message arrives all the same, with the id it had."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from django.conf import settings

from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.orders.actions import place_orders
from sekoci.orders.tests.people import put_on_shelf, wish
from sekoci.webhooks.actions import connect_target
from sekoci.webhooks.sandbox import State, make_server
from tests.installation import eventually

pytestmark = [pytest.mark.faults, pytest.mark.committed, pytest.mark.usefixtures("committed")]


@pytest.fixture
def receiver() -> Iterator[tuple[str, State]]:
    server, state = make_server(secrets=[])
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/ok", state
    server.shutdown()
    server.server_close()
    thread.join(5)


def start_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "sekoci.operations", "worker"], env={**os.environ, "SEKOCI_SECRET_KEY": settings.SECRET_KEY}
    )


def test_a_worker_killed_while_it_tells_leaves_the_message_to_the_next_which_brings_it_with_the_same_id(shop, receiver):
    url, state = receiver
    product = put_on_shelf(shop)
    made = connect_target(shop.id, url=url, kinds=["order.placed"])
    state.secrets.append(made.secret)
    state.behaves, state.seconds = "slow", 30.0
    order_id = place_orders([wish(shop, (product, 1))])[0].order_id
    first = start_worker()
    eventually(lambda: state.received, within=60)  # committed, written down, on its way: no answer yet
    first.kill()
    first.wait()
    [(message_id, waits, tries)] = messages_of(shop.id)
    assert (waits, tries) == ("waiting", 0)
    state.behaves = "ok"
    with in_business(shop.id):  # four minutes later: what the dead one held is nobody's
        fetch("update webhooks_target set asked_at = asked_at - interval '4 minutes'")
        fetch("update webhooks_message set next_at = next_at - interval '4 minutes'")
    second = start_worker()
    try:
        eventually(lambda: messages_of(shop.id) == [(message_id, "delivered", 1)], within=60)
    finally:
        second.terminate()
        assert second.wait(60) is not None
    assert {each["id"] for each in state.received} == {f"msg_{message_id.hex}"}
    assert [each["signed"] for each in state.received] == [True, True]
    assert str(order_id) in state.received[-1]["body"]


def messages_of(business_id: int) -> list[tuple[object, ...]]:
    with in_business(business_id):
        return fetch("select id, state, tries from webhooks_message")
