"""The pretend acquirer over real sockets: however it behaves, each payment is settled once and every rupiah is found."""

import threading
from datetime import timedelta
from wsgiref.simple_server import WSGIRequestHandler
from wsgiref.simple_server import make_server as make_web

import httpx
import pytest
from django.db import connection

from config.wsgi import application
from sekoci.kit import clock
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.payments.actions import cancel_payments, reconcile_payments
from sekoci.payments.providers.pretend.acquirer import call_back
from sekoci.payments.providers.pretend.sandbox import make_server
from sekoci.payments.queries import count_to_review
from sekoci.payments.tests.people import ask, entries, notices, payment


class Quiet(WSGIRequestHandler):
    def log_message(self, *arguments):
        """Nothing."""


class Closing:
    """The web application, giving its database connection back after every request, as its thread is ours."""

    def __call__(self, environ, start_response):
        try:
            return application(environ, start_response)
        finally:
            connection.close()


class Acquirer:
    def __init__(self, server, state):
        self.state = state
        self.url = f"http://127.0.0.1:{server.server_port}"

    def pay(self, **asked):
        answer = httpx.post(f"{self.url}/payments", json=asked, trust_env=False)
        for caller in self.state.calling:
            caller.join(30)
        return answer

    def answers(self):
        return [each["answer"] for each in httpx.get(f"{self.url}/callbacks", trust_env=False).json()["callbacks"]]


@pytest.fixture
def acquirer(committed, settings):
    web = make_web("127.0.0.1", 0, Closing(), handler_class=Quiet)
    notify = f"http://127.0.0.1:{web.server_port}/api/v1/payments/pretend/notices"
    server, state = make_server(secret=settings.PRETEND_SECRET, notify=notify)
    state.pause = lambda seconds: None
    settings.PRETEND_URL = f"http://127.0.0.1:{server.server_port}"
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    threads = [threading.Thread(target=each.serve_forever, args=(0.01,)) for each in (web, server)]
    for each in threads:
        each.start()
    yield Acquirer(server, state)
    for each, thread in ((server, threads[1]), (web, threads[0])):
        each.shutdown()
        thread.join()
        each.server_close()


def test_a_wallet_reads_the_code_and_the_money_is_booked_once(acquirer, shop):
    waiting = ask(shop, "pretend")
    assert acquirer.pay(qris=payment(shop, waiting)["qris"], behave=["repeated", "reordered"]).status_code == 201
    assert acquirer.answers() == [200] * 20
    assert payment(shop, waiting)["settled_by"] == "notice:pretend"
    assert len(entries(shop)) == 1
    assert sorted(outcome for outcome, _ in notices(shop)) == ["noted", "settled"]


@pytest.mark.parametrize(
    ("behave", "status", "outcomes", "answers"),
    [
        (["short"], "waiting", ["different", "noted"], {200}),
        (["over"], "waiting", ["different", "noted"], {200}),
        (["double"], "settled", ["noted", "noted", "repeated", "settled"], {200}),
        (["late:60"], "settled", ["noted", "settled"], {200}),
        (["forged"], "waiting", [], {401}),
        (["stale"], "waiting", [], {401}),
    ],
)
def test_misbehaves_on_request_and_nothing_is_lost(acquirer, shop, behave, status, outcomes, answers):
    waiting = ask(shop, "pretend")
    acquirer.pay(reference=payment(shop, waiting)["reference"], amount=25_000, behave=behave)
    assert payment(shop, waiting)["status"] == status
    assert sorted(outcome for outcome, _ in notices(shop)) == outcomes
    assert set(acquirer.answers()) == answers


def test_notices_that_never_came_are_asked_for(acquirer, shop):
    """Experiment E31: whatever was paid is settled at the next round, what came after the end is kept for review."""
    waiting = [ask(shop, "pretend") for _ in range(10)]
    order = new_id()
    ended = ask(shop, "pretend", order_id=order)
    with in_business(shop.id):
        cancel_payments([order])
    for each in [*waiting[:8], ended]:
        acquirer.pay(reference=payment(shop, each)["reference"], amount=25_000, behave=["dropped"])
    assert reconcile_payments() == 0
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        assert reconcile_payments() == 9
        assert reconcile_payments() == 0
    assert [payment(shop, each)["status"] for each in waiting] == ["settled"] * 8 + ["waiting"] * 2
    assert payment(shop, ended)["status"] == "cancelled"
    assert count_to_review(shop.id) == 1
    assert len(entries(shop)) == 9


def test_a_notice_that_comes_after_all_changes_nothing_more(acquirer, shop):
    waiting = ask(shop, "pretend")
    acquirer.pay(reference=payment(shop, waiting)["reference"], amount=25_000, behave=["dropped"])
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        reconcile_payments()
    [paid] = acquirer.state.paid
    facts = {"reference": paid.reference, "transaction": paid.transaction, "amount": paid.amount, "at": paid.at}
    late = call_back(secret=acquirer.state.secret, **facts)
    answer = httpx.post(acquirer.state.notify, content=late.body, headers=late.headers, trust_env=False)
    assert answer.json() == {"outcome": "settled", "repeated": True}
    assert len(entries(shop)) == 1
    assert count_to_review(shop.id) == 0


def test_a_provider_that_is_away_or_answers_nonsense_is_asked_again_later(acquirer, shop, settings):
    ask(shop, "pretend")
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        for away in ("http://127.0.0.1:9", acquirer.url + "/nowhere"):
            settings.PRETEND_URL = away
            assert reconcile_payments() == 0
        settings.PRETEND_URL, settings.PRETEND_SECRET = acquirer.url, "wrong"
        assert reconcile_payments() == 0
        settings.PRETEND_URL = ""
        assert reconcile_payments() == 0


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"qris": "LUNAS"},
        {"qris": "0" * 2000},
        {"reference": 5, "amount": 5},
        {"reference": "x", "amount": -5},
        {"reference": "x", "amount": 500, "behave": ["short"]},
        {"reference": "x", "amount": 5, "behave": ["fly"]},
        {"reference": "x", "amount": 5, "behave": ["late:soon"]},
    ],
)
def test_the_acquirer_says_what_it_does_not_understand(acquirer, asked):
    assert acquirer.pay(**asked).status_code == 422
    assert acquirer.state.paid == []
