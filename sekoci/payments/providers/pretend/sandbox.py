"""The pretend acquirer as a server on loopback: `sekoci sandbox pretend --port N`. A buyer's wallet pays here, notices go to us.

    POST /payments              {"qris": "<text of the code>"} or {"reference": "…", "amount": 25000}, and {"behave": ["…"]}
    GET  /payments/<reference>  what was paid for it, for whoever missed the notices; needs `Authorization: Bearer <secret>`
    GET  /callbacks             every notice it sent with the answer it got, newest last

`behave` is any of `repeated` (each notice ten times), `reordered` (`pending` after `paid`), `short`, `over` (Rp1.000 less, more),
`double` (two payments), `forged` (another secret), `stale` (signed ten minutes ago), `late:<seconds>`, `dropped` (no notice at
all: the money is found only by asking). An answer that is not "yes" makes it call again, as real ones do.
"""

import hmac
import json
import threading
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

from sekoci.kit import clock
from sekoci.kit.errors import Refusal
from sekoci.kit.ids import short_code
from sekoci.payments.providers.pretend.acquirer import Callback, call_back
from sekoci.payments.providers.pretend.merchant import MERCHANT
from sekoci.payments.rules import decode_qris

TRIES = 5
MOST_BYTES = 16_384
BEHAVIOURS = ("repeated", "reordered", "short", "over", "double", "forged", "stale", "dropped")


@dataclass(frozen=True)
class Paid:
    """Money that moved at the acquirer."""

    reference: str
    transaction: str
    amount: int
    at: datetime


@dataclass
class State:
    """What the acquirer knows; `pause` waits between tries, tests make it short."""

    secret: str
    notify: str
    paid: list[Paid] = field(default_factory=list)
    called: list[tuple[str, int]] = field(default_factory=list)
    """Each notice's body with the answer it got; 0: nobody was there."""
    pause: Callable[[float], None] = time.sleep
    lock: threading.Lock = field(default_factory=threading.Lock)
    calling: list[threading.Thread] = field(default_factory=list)


class Wrong(Exception):
    """What was asked of the acquirer makes no sense; the message says why."""


def make_server(*, secret: str, notify: str, port: int = 0) -> tuple[ThreadingHTTPServer, State]:
    """A server on 127.0.0.1, not yet serving, and its state, for looking into from a test."""
    state = State(secret, notify)
    server = ThreadingHTTPServer(("127.0.0.1", port), type("Bound", (_Handler,), {"state": state}))
    server.daemon_threads = True
    return server, state


def pay(state: State, asked: dict[str, Any]) -> list[Paid]:
    """A buyer pays; the notices leave on a thread of their own."""
    reference, amount = _what(asked)
    behave = _behaviour(asked.get("behave", []))
    amount += 1000 * ("over" in behave) - 1000 * ("short" in behave)
    if amount <= 0:
        raise Wrong("nothing is left to pay")
    at = clock.now()
    paid = [Paid(reference, short_code("SIM", length=12), amount, at) for _each in range(1 + ("double" in behave))]
    with state.lock:
        state.paid.extend(paid)
    if "dropped" not in behave:
        late = next((float(each[5:]) for each in behave if each.startswith("late:")), 0.0)
        caller = threading.Thread(target=_call, args=(state, list(_notices(state, paid, behave)), late), daemon=True)
        state.calling.append(caller)
        caller.start()
    return paid


def _notices(state: State, paid: list[Paid], behave: Collection[str]) -> Iterator[Callback]:
    """What is said about these payments, in the order in which it is said."""
    for each in paid:
        steps = ("paid", "pending") if "reordered" in behave else ("pending", "paid")
        for status in steps * (10 if "repeated" in behave else 1):
            yield call_back(
                secret="not-" + state.secret if "forged" in behave else state.secret,
                reference=each.reference,
                transaction=each.transaction,
                amount=each.amount,
                at=each.at,
                status=status,
                signed_at=clock.now() - timedelta(minutes=10 * ("stale" in behave)),
            )


def _call(state: State, notices: list[Callback], late: float) -> None:
    if late:
        state.pause(late)
    with httpx.Client(timeout=5, trust_env=False) as client:
        for notice in notices:
            for again in range(TRIES):
                if 200 <= (answer := _post(client, state, notice)) < 300 or answer in (401, 404):
                    break
                state.pause(2.0**again)


def _post(client: httpx.Client, state: State, notice: Callback) -> int:
    try:
        answer = client.post(state.notify, content=notice.body, headers=notice.headers).status_code
    except httpx.HTTPError:
        answer = 0
    with state.lock:
        state.called.append((notice.body.decode(), answer))
    return answer


def _what(asked: dict[str, Any]) -> tuple[str, int]:
    """The reference and the amount: said, or read off the code as a wallet would."""
    if "qris" in asked:
        try:
            code = decode_qris(str(asked["qris"]))
        except Refusal as refusal:
            raise Wrong(refusal.sentence("en")) from None
        if code.nmid != MERCHANT.nmid or not code.reference or not (code.amount or "").isdigit():
            raise Wrong("not a code of the pretend acquirer")
        return code.reference, int(code.amount or 0)
    reference, amount = asked.get("reference"), asked.get("amount")
    if not isinstance(reference, str) or not isinstance(amount, int) or not 0 < amount < 10**13:
        raise Wrong("give the text of a code as `qris`, or `reference` and `amount`")
    return reference, amount


def _behaviour(asked: object) -> list[str]:
    words = [str(each) for each in asked] if isinstance(asked, list) else []
    for word in words:
        name, _, seconds = word.partition(":")
        if word not in BEHAVIOURS and not (name == "late" and seconds.isdigit() and int(seconds) <= 3600):
            raise Wrong(f"no such behaviour: {word}; there are {', '.join(BEHAVIOURS)} and late:<seconds>")
    return words


class _Handler(BaseHTTPRequestHandler):
    state: State

    def do_GET(self) -> None:
        if self.path == "/callbacks":
            with self.state.lock:
                self._answer(
                    200, {"callbacks": [{"notice": json.loads(body), "answer": code} for body, code in self.state.called]}
                )
        elif self.path.startswith("/payments/"):
            self._tell(self.path.removeprefix("/payments/"))
        else:
            self._answer(
                200, {"what": "the pretend acquirer of Sekoci; nobody can be paid here", "notices_go_to": self.state.notify}
            )

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if self.path != "/payments" or length > MOST_BYTES:
            return self._answer(404, {"error": "POST /payments"})
        try:
            asked = json.loads(self.rfile.read(length) or b"{}")
            paid = pay(self.state, asked if isinstance(asked, dict) else {})
        except (ValueError, Wrong) as wrong:
            return self._answer(422, {"error": str(wrong)})
        return self._answer(201, {"payments": [_shown(each) for each in paid]})

    def _tell(self, reference: str) -> None:
        said = self.headers.get("Authorization", "")
        if not hmac.compare_digest(said.encode(), f"Bearer {self.state.secret}".encode()):
            return self._answer(401, {"error": "the secret does not fit"})
        with self.state.lock:
            paid = [_shown(each) for each in self.state.paid if each.reference == reference]
        return self._answer(200, {"reference": reference, "payments": paid})

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: Any) -> None:
        """Quiet: `/callbacks` tells what happened."""


def _shown(paid: Paid) -> dict[str, Any]:
    return {"reference": paid.reference, "transaction": paid.transaction, "amount": paid.amount, "at": paid.at.isoformat()}
