"""A receiver of webhooks on loopback: `sekoci sandbox webhooks --port N`. It checks signatures and misbehaves on request.

POST /ok          thanks (204), once the signature fits a secret it knows; 401 where it fits none
POST /500 /redirect /gone    that answer        POST /slow  thanks after 8 seconds      POST /drip  never ends
POST /secrets     a secret (`whsec_…`) as the whole body: known from now on
POST /behave      another behaviour of `/ok` from now on: `500`, `slow`, `redirect`, `gone`, `drip` or `ok`
GET  /received    what came: id, kind, whether its signature fitted, how often that id came, what it got
"""

import hmac
import json
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from sekoci.webhooks.rules import sign

MOST_BYTES = 1_000_000
OLDEST = 300
"""Seconds a timestamp may be away, as the standard advises."""
STATUS = {"500": 500, "redirect": 302, "gone": 410, "slow": 204, "drip": 200, "ok": 204}


@dataclass
class State:
    """What the receiver knows; tests look into it."""

    secrets: list[str]
    behaves: str = "ok"
    received: list[dict[str, Any]] = field(default_factory=list)
    times: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)
    seconds: float = 8.0


def make_server(*, secrets: list[str], port: int = 0) -> tuple[ThreadingHTTPServer, State]:
    """A server on 127.0.0.1, not yet serving, and its state."""
    state = State(list(secrets))
    server = ThreadingHTTPServer(("127.0.0.1", port), type("Bound", (_Handler,), {"state": state}))
    server.daemon_threads = True
    return server, state


class _Handler(BaseHTTPRequestHandler):
    state: State

    def do_GET(self) -> None:
        with self.state.lock:
            said = {"behaves": self.state.behaves, "received": self.state.received}
            self._answer(200 if self.path == "/received" else 404, json.dumps(said).encode())

    def do_POST(self) -> None:
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), MOST_BYTES))
        name = self.path.strip("/")
        if name == "secrets":
            self.state.secrets.append(body.decode().strip())
            return self._answer(204)
        if name == "behave":
            self.state.behaves = body.decode().strip()
            return self._answer(204 if self.state.behaves in STATUS else 422)
        return self._hear(self.state.behaves if name == "ok" else name, body)

    def _hear(self, way: str, body: bytes) -> None:
        signed = self._is_signed(body)
        status = STATUS.get(way, 404) if signed or way != "ok" else 401
        message_id = self.headers.get("webhook-id") or ""
        with self.state.lock:
            self.state.times[message_id] += 1
            times = self.state.times[message_id]
            self.state.received.append(
                {"id": message_id, "kind": _kind(body), "signed": signed, "times": times, "answer": status, "body": body.decode()}
            )
        if way == "slow":
            time.sleep(self.state.seconds)
        if way == "drip":
            return self._drip()
        return self._answer(status)

    def _is_signed(self, body: bytes) -> bool:
        stamp, message_id = self.headers.get("webhook-timestamp") or "", self.headers.get("webhook-id") or ""
        if not (stamp.isascii() and stamp.isdigit()) or abs(time.time() - int(stamp)) > OLDEST:
            return False
        said = (self.headers.get("webhook-signature") or "").split()
        wanted = [sign(each, message_id=message_id, timestamp=int(stamp), body=body) for each in self.state.secrets]
        return any(hmac.compare_digest(one.encode(), each.encode()) for one in wanted for each in said)

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        until = time.monotonic() + self.state.seconds * 4
        try:
            while time.monotonic() < until:
                self.wfile.write(b".")
                time.sleep(0.2)
        except OSError:
            return

    def _answer(self, status: int, content: bytes = b"") -> None:
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/received")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: Any) -> None:
        """Quiet: `/received` tells what came."""


def _kind(body: bytes) -> str:
    try:
        return str(json.loads(body)["type"])
    except (ValueError, KeyError, TypeError):
        return ""
