"""What Prometheus is told, on a port that only this machine reaches: requests of all processes, jobs, orders, backups."""

import json
import shutil
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from django.db import Error, connections

from sekoci.kit.jobs import LANES
from sekoci.kit.metrics import BOUNDS
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.messaging.queries import states_lately
from sekoci.operations.backup import record
from sekoci.operations.home import Home, Trouble, home

FORMAT = "text/plain; version=0.0.4; charset=utf-8"
Cells = dict[tuple[str, str, int], list[float]]


@dataclass(frozen=True)
class Metric:
    """One name with its values, each with its labels."""

    name: str
    kind: str
    help: str
    values: list[tuple[Mapping[str, object], float]]

    def lines(self) -> Iterator[str]:
        family = self.name.removesuffix("_bucket")
        yield f"# HELP {family} {self.help}"
        yield f"# TYPE {family} {self.kind}"
        for labels, value in self.values:
            yield f"{self.name}{_labels(labels)} {value:g}"


def serve_metrics(environment: Mapping[str, str]) -> ThreadingHTTPServer | None:
    """Answer on 127.0.0.1:SEKOCI_METRICS_PORT from a thread; nothing happens where it is not set."""
    said = environment.get("SEKOCI_METRICS_PORT")
    if not said:
        return None
    here = home()
    shutil.rmtree(here.folder / "metrics", ignore_errors=True)

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = told(here).encode()
            self.send_response(200)
            self.send_header("Content-Type", FORMAT)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Whoever asks every fifteen seconds is no news."""

    try:
        server = ThreadingHTTPServer(("127.0.0.1", int(said)), Answer)
    except (ValueError, OSError, OverflowError) as error:
        raise Trouble(f"SEKOCI_METRICS_PORT={said} cannot be had: {error}") from None
    threading.Thread(target=server.serve_forever, name="metrics", daemon=True).start()
    return server


def told(here: Home) -> str:
    """Everything, in Prometheus' text format."""
    lines = list(_requests(added_up(here.folder / "metrics")))
    for metric in (*_database(), *_saved(here)):
        lines += metric.lines()
    return "\n".join(lines) + "\n"


def added_up(folder: Path) -> Cells:
    """The counts of all processes, those that have ended too."""
    cells: Cells = {}
    for path in folder.glob("*.json"):
        for method, route, status, *cell in json.loads(path.read_text()):
            known = cells.setdefault((method, route, status), [0.0] * len(cell))
            cells[(method, route, status)] = [a + b for a, b in zip(known, cell, strict=True)]
    return cells


def _requests(cells: Cells) -> Iterator[str]:
    """Requests by route and status, and a histogram of their seconds by route: few enough lines for a small Prometheus."""
    counted: list[tuple[Mapping[str, object], float]] = [
        ({"method": method, "route": route, "status": status}, sum(cell[:-1]))
        for (method, route, status), cell in sorted(cells.items())
    ]
    yield from Metric("sekoci_requests_total", "counter", "Answers by route and status", counted).lines()
    by_route: dict[str, list[float]] = defaultdict(lambda: [0.0] * (len(BOUNDS) + 2))
    for (_, route, _), cell in cells.items():
        by_route[route] = [a + b for a, b in zip(by_route[route], cell, strict=True)]
    yield "# HELP sekoci_request_seconds How long answers took"
    yield "# TYPE sekoci_request_seconds histogram"
    for route, cell in sorted(by_route.items()):
        so_far = 0.0
        for bound, count in zip((*BOUNDS, float("inf")), cell, strict=False):
            so_far += count
            yield f"sekoci_request_seconds_bucket{_labels({'route': route, 'le': _bound(bound)})} {so_far:g}"
        yield f"sekoci_request_seconds_count{_labels({'route': route})} {so_far:g}"
        yield f"sekoci_request_seconds_sum{_labels({'route': route})} {cell[-1] / 1000:g}"


def _bound(milliseconds: float) -> str:
    return "+Inf" if milliseconds == float("inf") else f"{milliseconds / 1000:g}"


def _database() -> Iterator[Metric]:
    """What the database knows. Inserted rows are the server's own counts: no table is read through."""
    try:
        jobs = fetch("select task_name, status::text, count(*) from procrastinate_jobs group by 1, 2")
        [(oldest,)] = fetch(
            "select coalesce(extract(epoch from now() - min(coalesce(scheduled_at, now()))), 0)::float"
            " from procrastinate_jobs where status = 'todo' and coalesce(scheduled_at, now()) <= now()"
        )
        [(alive,)] = fetch("select count(*) from procrastinate_workers where last_heartbeat > now() - interval '30 seconds'")
        written = fetch(
            "select relname, n_tup_ins from pg_stat_user_tables"
            " where relname in ('orders_order', 'messaging_message', 'books_entry')"
        )
        [(size,)] = fetch("select pg_database_size(current_database())")
        with across_businesses():
            said = states_lately(hours=24)
    except Error:
        yield Metric("sekoci_database_up", "gauge", "Whether the database answers", [({}, 0)])
        return
    finally:
        connections.close_all()
    yield Metric("sekoci_database_up", "gauge", "Whether the database answers", [({}, 1)])
    yield Metric("sekoci_database_bytes", "gauge", "Size of the database", [({}, size)])
    yield Metric(
        "sekoci_jobs", "gauge", "Jobs by task and state", [({"task": task, "state": state}, n) for task, state, n in jobs]
    )
    yield Metric("sekoci_jobs_oldest_seconds", "gauge", "How long the oldest due job has waited", [({}, oldest)])
    yield Metric("sekoci_workers", "gauge", "Workers with a heartbeat", [({}, -(-alive // len(LANES)))])
    messages: list[tuple[Mapping[str, object], float]] = [({"state": state}, count) for state, count in said.items()]
    yield Metric("sekoci_messages", "gauge", "Messages of the last 24 hours by what became of them", messages)
    rows: list[tuple[Mapping[str, object], float]] = [({"table": table}, count) for table, count in written]
    yield Metric("sekoci_rows_written_total", "counter", "Orders, messages and entries written", rows)


def _saved(here: Home) -> Iterator[Metric]:
    ages: list[tuple[Mapping[str, object], float]] = [
        ({"kind": kind}, age) for kind in record.KINDS if (age := record.age(here, kind)) is not None
    ]
    yield Metric("sekoci_saved_age_seconds", "gauge", "Since the last good backup, drill and piece of the log", ages)


def _labels(labels: Mapping[str, object]) -> str:
    said = ",".join(f'{name}="{_escaped(str(value))}"' for name, value in labels.items())
    return f"{{{said}}}" if said else ""


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
