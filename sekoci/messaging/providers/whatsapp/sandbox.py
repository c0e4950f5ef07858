"""The other side of WhatsApp on loopback: `sekoci sandbox whatsapp --port N`. It checks what we send and misbehaves on request.

    POST /v25.0/<phone id>/messages   as the Cloud API: bearer token, shapes, 131047 for free text outside the window
    GET  /sandbox/messages            what it took, newest last
    POST /sandbox/misbehave           {"next": ["500", "130429", "slow", "drop", "fail:131026"], "statuses": ["twice"]}
    POST /sandbox/inbound             {"from": "+62…", "text": "STOP", "hidden": true}: somebody writes to us, signed

`next` is used up one a message: a bare 500, a Graph error by its code, an answer after 15 s, a connection cut after taking it, or
a failed status afterwards. `statuses` (`twice`, `shuffled`) holds until it is changed.
"""

import json
import random
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from sekoci.kit.ids import secret_token
from sekoci.messaging.providers.whatsapp.sandbox_checks import Wrong, check
from sekoci.messaging.providers.whatsapp.sandbox_statuses import inbound_delivery, post_signed, status_delivery

SLOW = 15
STATUSES = ("sent", "delivered", "read")


@dataclass(frozen=True)
class Account:
    """What both sides have agreed on."""

    phone_id: str = "100000000000001"
    token: str = "sandbox-token"  # noqa: S105  of the sandbox
    app_secret: str = "sandbox-app-secret"  # noqa: S105  of the sandbox
    callback: str = ""
    """Where statuses go; empty: nowhere."""


@dataclass
class State:
    account: Account
    taken: list[dict[str, Any]] = field(default_factory=list)
    heard: dict[str, float] = field(default_factory=dict)
    """When each number (digits) last wrote to us."""
    next: deque[str] = field(default_factory=deque)
    statuses: frozenset[str] = frozenset()
    pause: Callable[[float], None] = time.sleep
    lock: threading.Lock = field(default_factory=threading.Lock)
    sent_back: list[tuple[str, int]] = field(default_factory=list)
    """Each status with the answer that our call-back gave."""


def make_server(account: Account, *, port: int = 0) -> tuple[ThreadingHTTPServer, State]:
    """A server on 127.0.0.1, not yet serving, and its state, for looking into from a test."""
    state = State(account)
    server = ThreadingHTTPServer(("127.0.0.1", port), type("Bound", (_Handler,), {"state": state}))
    server.daemon_threads = True
    return server, state


class _Handler(BaseHTTPRequestHandler):
    state: State
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/sandbox/messages":
            return self._answer(200, {"messages": self.state.taken})
        return self._answer(404, {})

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            body = json.loads(raw or b"{}")
        except ValueError:
            return self._error(Wrong(100, "not JSON"))
        if self.path == "/sandbox/misbehave":
            return self._misbehave(body)
        if self.path == "/sandbox/inbound":
            return self._inbound(body)
        if self.path.endswith("/messages"):
            return self._send(body)
        return self._answer(404, {})

    def _send(self, body: dict[str, Any]) -> None:
        state = self.state
        try:
            self._check_caller()
            with state.lock:
                mode = state.next.popleft() if state.next else ""
            if mode.isdecimal() and mode != "500":
                raise Wrong(int(mode), "as you asked")
            last = state.heard.get(str(body.get("to")), 0.0)
            check(body, window_open=time.time() - last < 24 * 3600)
        except Wrong as wrong:
            return self._error(wrong)
        if mode == "500":
            return self._raw(500, b"<html>Internal Server Error</html>", "text/html")
        key = "wamid." + secret_token()
        with state.lock:
            state.taken.append({"id": key, **body})
        failure = int(mode.partition(":")[2]) if mode.startswith("fail:") else None
        threading.Thread(target=_send_statuses, args=(state, key, body, failure), daemon=True).start()
        if mode == "drop":
            self.close_connection = True
            self.connection.close()
            return None
        if mode == "slow":
            state.pause(SLOW)
        answer = {
            "messages": [{"id": key, "message_status": "accepted"}],
            "contacts": [{"input": body["to"], "wa_id": body["to"]}],
        }
        return self._answer(200, {"messaging_product": "whatsapp", **answer})

    def _check_caller(self) -> None:
        if self.headers.get("Authorization") != f"Bearer {self.state.account.token}":
            raise Wrong(190, "Invalid OAuth access token", status=401)
        if f"/{self.state.account.phone_id}/messages" not in self.path:
            raise Wrong(100, "Unsupported post request: unknown phone number id")

    def _misbehave(self, body: dict[str, Any]) -> None:
        with self.state.lock:
            self.state.next.extend(str(each) for each in body.get("next", ()))
            if "statuses" in body:
                self.state.statuses = frozenset(body["statuses"])
        self._answer(200, {"next": list(self.state.next), "statuses": sorted(self.state.statuses)})

    def _inbound(self, body: dict[str, Any]) -> None:
        digits = str(body["from"]).removeprefix("+")
        self.state.heard[digits] = time.time()
        delivery = inbound_delivery(digits, str(body.get("text", "")), hidden=bool(body.get("hidden")))
        self._answer(200, {"answered": post_signed(self.state.account.callback, self.state.account.app_secret, delivery)})

    def _error(self, wrong: Wrong) -> None:
        error = {"message": f"(#{wrong.code}) {wrong}", "type": "OAuthException", "code": wrong.code, "fbtrace_id": "sandbox"}
        self._answer(wrong.status, {"error": error})

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        self._raw(status, json.dumps(body).encode(), "application/json")

    def _raw(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: Any) -> None:
        pass


def _send_statuses(state: State, key: str, body: dict[str, Any], failure: int | None) -> None:
    """Tell what became of a message, signed; twice and out of order where that was asked for."""
    if not state.account.callback:
        return
    lines: Iterable[str] = ("failed",) if failure else STATUSES
    lines = [line for line in lines for _ in range(2 if "twice" in state.statuses else 1)]
    if "shuffled" in state.statuses:
        random.shuffle(lines)
    for line in lines:
        delivery = status_delivery(key, line, to=str(body["to"]), ours=body.get("biz_opaque_callback_data"), failure=failure)
        answered = post_signed(state.account.callback, state.account.app_secret, delivery)
        with state.lock:
            state.sent_back.append((line, answered))
