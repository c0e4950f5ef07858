"""The clients: a process of its own that asks again as soon as it is answered. `python -m bench.load`, a plan on standard input.

Bare sockets and one epoll loop, so that it takes little of the machine that it measures: about 20 µs a request.
"""

import json
import select
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

KEY = "@KEY@"
"""Stands in a request where a word goes that no other request has."""
SILENCE = 20.0
"""Seconds without any answer after which the run is given up."""


@dataclass(frozen=True)
class Outcome:
    """What the clients saw. `errors` counts answers by status that were not expected, and closed connections as `closed`."""

    answered: int
    seconds: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    worst_ms: float
    errors: dict[str, int]
    first_error: str
    own_cpu_ms: float
    bytes_an_answer: float

    @property
    def per_second(self) -> float:
        return self.answered / self.seconds if self.seconds else 0.0


@dataclass
class Plan:
    """So many clients for so many seconds; each sends the next of `requests`, and expects the status `expect`."""

    port: int
    clients: int
    seconds: float
    requests: Sequence[str]
    expect: int = 200
    run: str = "run"
    most: int = 10_000_000
    """At most so many requests in all."""
    until: str = ""
    """Ends when this file is there, if that is sooner."""


def drive(plan: Plan) -> Outcome:
    """Run the plan in a process of its own."""
    told = json.dumps(asdict(plan))
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"], input=told, capture_output=True, text=True, timeout=plan.seconds + 90, check=False
    )
    if done.returncode:
        sys.exit(f"bench: the clients failed:\n{done.stderr}")
    return Outcome(**json.loads(done.stdout))


@dataclass
class Client:
    connection: socket.socket
    sent_at: float = 0.0
    got: bytearray = field(default_factory=bytearray)


class Clients:
    """All clients of a plan in one loop."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.requests = cycle([request.encode().partition(KEY.encode()) for request in plan.requests])
        self.sent = 0
        self.took: list[float] = []
        self.errors: Counter[str] = Counter()
        self.first_error = ""
        self.received = 0

    def run(self) -> Outcome:
        poll = select.epoll()
        clients = {each.connection.fileno(): each for each in (Client(self._connect()) for _ in range(self.plan.clients))}
        for number, client in clients.items():
            poll.register(number, select.EPOLLIN)
            self._ask(client)
        started = time.perf_counter()
        ends, until = started + self.plan.seconds, Path(self.plan.until) if self.plan.until else None
        busy = len(clients)
        while busy:
            ready = poll.poll(SILENCE)
            if not ready:
                self.errors["silent"] += busy
                break
            for number, _ in ready:
                client = clients[number]
                if not self._hear(client):
                    continue
                if time.perf_counter() < ends and self.sent < self.plan.most and not (until and until.exists()):
                    self._ask(client)
                else:
                    busy -= 1
        return self._outcome(time.perf_counter() - started)

    def _connect(self) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.plan.port), timeout=SILENCE)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def _ask(self, client: Client) -> None:
        before, marked, after = next(self.requests)
        self.sent += 1
        client.got.clear()
        client.sent_at = time.perf_counter()
        client.connection.sendall(b"%s%s-%d%s" % (before, self.plan.run.encode(), self.sent, after) if marked else before)

    def _hear(self, client: Client) -> bool:
        """Read what came; whether the answer is whole."""
        part = client.connection.recv(65536)
        if not part:
            raise SystemExit("the server closed a connection")
        client.got += part
        head = client.got.find(b"\r\n\r\n")
        if head < 0 or len(client.got) < head + 4 + self._length(client.got[:head]):
            return False
        self.took.append(time.perf_counter() - client.sent_at)
        self.received += len(client.got)
        status = client.got[9:12].decode()
        if int(status) != self.plan.expect:
            self.errors[status] += 1
            self.first_error = self.first_error or client.got.decode(errors="replace")
        return True

    def _length(self, head: bytearray) -> int:
        if head[9:12] == b"304":
            return 0
        place = head.lower().index(b"content-length:")
        return int(head[place + 15 :].split(b"\r\n", 1)[0])

    def _outcome(self, seconds: float) -> Outcome:
        self.took.sort()
        return Outcome(
            answered=len(self.took) - sum(self.errors.values()),
            seconds=seconds,
            p50_ms=self._percentile(0.50),
            p95_ms=self._percentile(0.95),
            p99_ms=self._percentile(0.99),
            worst_ms=self._percentile(1.0),
            errors=dict(self.errors),
            first_error=self.first_error,
            own_cpu_ms=time.process_time() * 1000,
            bytes_an_answer=self.received / max(1, len(self.took)),
        )

    def _percentile(self, share: float) -> float:
        return round(self.took[min(len(self.took) - 1, int(share * len(self.took)))] * 1000, 2) if self.took else 0.0


def request(method: str, path: str, *, body: Any = None, headers: dict[str, str] | None = None) -> str:
    """The text of a request; KEY in a header's value becomes a new word each time."""
    text = "" if body is None else json.dumps(body)
    lines = {"Host": "127.0.0.1", **(headers or {})}
    if text:
        lines.update({"Content-Type": "application/json", "Content-Length": str(len(text.encode()))})
    return f"{method} {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items()) + "\r\n" + text


if __name__ == "__main__":
    print(json.dumps(asdict(Clients(Plan(**json.load(sys.stdin))).run())))
