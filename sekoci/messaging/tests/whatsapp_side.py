"""WhatsApp's sandbox, and our own server for its call-backs, on loopback for a test."""

import contextlib
import threading
import time
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.test import override_settings

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import MessageDraft, deliver_waiting, send_messages
from sekoci.messaging.providers.whatsapp.sandbox import Account, State, make_server

BUDI = "+6281234567890"
FACTS = {"shop": "Keripik Melati", "code": "S-7K3FQ", "url": "https://sekoci.example/p/x"}


def send_news(event: str = "order:1") -> None:
    send_messages([MessageDraft(event, BUDI, "order_accepted", FACTS)])
    deliver_waiting()


def send_code(event: str = "login:1") -> None:
    send_messages([MessageDraft(event, BUDI, "login_code", {"code": "123456"})])
    deliver_waiting()


def misbehave(state: State, *modes: str) -> None:
    state.next.extend(modes)


def message(event: str = "order:1") -> str:
    with across_businesses():
        [(status,)] = fetch("select status from messaging_message where event_key = %s", (event,))
    return status


def outcomes() -> list[tuple[str, str]]:
    with across_businesses():
        return fetch("select provider, outcome from messaging_attempt order by started_at, id")


@contextlib.contextmanager
def sandbox(*, callback: str = "", chain: tuple[str, ...] = ("whatsapp",)) -> Iterator[State]:
    """Run the sandbox and point the settings at it."""
    account = Account(callback=callback)
    server, state = make_server(account)
    with serving(server), override_settings(**addressed(account, server.server_port), MESSAGING_CHAIN=list(chain)):
        yield state


def addressed(account: Account, port: int) -> dict[str, str]:
    return {
        "WHATSAPP_URL": f"http://127.0.0.1:{port}/v25.0",
        "WHATSAPP_PHONE_ID": account.phone_id,
        "WHATSAPP_TOKEN": account.token,
        "WHATSAPP_APP_SECRET": account.app_secret,
    }


@contextlib.contextmanager
def our_server() -> Iterator[str]:
    """Our own pages over HTTP, each request on a connection of its own; the address."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connection

    application = get_wsgi_application()

    def closing(environ, start_response):
        try:
            return list(application(environ, start_response))
        finally:
            connection.close()

    server = _Threads(("127.0.0.1", 0), _Quiet)
    server.set_app(closing)
    with serving(server):
        yield f"http://127.0.0.1:{server.server_port}"


@contextlib.contextmanager
def serving(server) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def eventually(what, *, seconds: float = 10) -> None:
    """Wait until `what()` is true; fail when it does not come to be."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.02)


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 128


class _Quiet(WSGIRequestHandler):
    def log_message(self, *arguments) -> None:
        pass
