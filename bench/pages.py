"""What a shop page weighs on the wire, how many a second are drawn or answered as unchanged, and statements a page.

Drawn: every address is asked for once, so that nothing of it is remembered. Shown again: one page, to visitors who never had it.
"""

import re
from dataclasses import asdict, dataclass
from typing import Any

from bench.addresses import statements_by_address
from bench.load import KEY, Plan, drive, request
from bench.place import Place, Web, get, open_place, serve
from bench.report import as_table, machine
from bench.verify import verify

SHOP = "warung-melati"
CLIENTS = (8, 32)
MOST_BYTES = {"html": 14 * 1024, "css": 10 * 1024, "script": 15 * 1024}
LEAST_DRAWN, LEAST_UNCHANGED = 250.0, 1_000.0
MOST_STATEMENTS = 10
ACCEPT = {"Accept-Encoding": "br"}


@dataclass(frozen=True)
class Run:
    """One kind of question by so many clients. CPU is of the web server and of the database server, a page, in ms."""

    what: str
    clients: int
    pages_per_s: float
    p50_ms: float
    p99_ms: float
    web_cpu_ms: float
    db_cpu_ms: float | None
    errors: int


def run(*, seconds: float) -> dict[str, Any]:
    with open_place() as place:
        _build_shop()
        with serve(place) as web:
            weights = _weights(web)
            tag = get(web.port, f"/{SHOP}", ACCEPT).etag
            questions = {
                "drawn": (f"/{SHOP}?x={KEY}", ACCEPT, 200),
                "shown again": (f"/{SHOP}", ACCEPT, 200),
                "unchanged": (f"/{SHOP}", ACCEPT | {"If-None-Match": tag}, 304),
                "product list (JSON)": (f"/api/v1/shops/{SHOP}/products", ACCEPT, 200),
            }
            runs = [
                _one_run(place, web, what, clients, seconds, path, headers, expect)
                for what, (path, headers, expect) in questions.items()
                for clients in CLIENTS
            ]
            memory = round(web.memory_mb())
        statements = statements_by_address(SHOP)
        verified = verify()
    missed = [f"{kind} {size:,} bytes, at most {MOST_BYTES[kind]:,}" for kind, size in weights.items() if size > MOST_BYTES[kind]]
    missed += _slow(runs)
    missed += [f"{count} statements on {path}" for path, count in statements.items() if count > MOST_STATEMENTS]
    return {
        "name": "pages",
        "bytes": weights,
        "runs": [asdict(each) for each in runs],
        "statements": statements,
        "rss_mb": memory,
        "verified": verified,
        "machine": machine(),
        "missed": missed,
    }


def table(result: dict[str, Any]) -> str:
    weights = ", ".join(f"{kind} {size:,} bytes" for kind, size in result["bytes"].items())
    pages = [
        {"statements": count, "page": path} for path, count in sorted(result["statements"].items(), key=lambda each: -each[1])
    ]
    return "\n\n".join(
        (
            result["machine"],
            f"over the wire (brotli): {weights}",
            as_table(result["runs"], list(result["runs"][0])),
            as_table(pages[:12], ["statements", "page"]),
            f"web server {result['rss_mb']} MB; {result['verified']}",
        )
    )


def _build_shop() -> None:
    """Warung Melati of the demo, with its pictures and thirty days of trade."""
    from sekoci.operations.demo import SHOPS, load_demo
    from sekoci.registry.actions import load_areas

    load_areas()
    load_demo([plan for plan in SHOPS if plan.slug == SHOP])


def _one_run(
    place: Place, web: Web, what: str, clients: int, seconds: float, path: str, headers: dict[str, str], expect: int
) -> Run:
    plan = Plan(web.port, clients, seconds, [request("GET", path, headers=headers)], expect=expect)
    drive(Plan(web.port, clients, min(2.0, seconds), plan.requests, expect=expect, run="warm"))
    web_before, db_before = web.cpu_ms(), place.database_cpu_ms()
    outcome = drive(plan)
    web_after, db_after = web.cpu_ms(), place.database_cpu_ms()
    pages = max(1, outcome.answered)
    return Run(
        what=what,
        clients=clients,
        pages_per_s=round(outcome.per_second, 1),
        p50_ms=outcome.p50_ms,
        p99_ms=outcome.p99_ms,
        web_cpu_ms=round((web_after - web_before) / pages, 3),
        db_cpu_ms=round((db_after - db_before) / pages, 3) if db_before is not None and db_after is not None else None,
        errors=sum(outcome.errors.values()),
    )


def _weights(web: Web) -> dict[str, int]:
    """Bytes of the body of the page, and of all style and script that it asks for, as a browser gets them."""
    page = _compressed(web, f"/{SHOP}")
    html = get(web.port, f"/{SHOP}").body.decode()
    styles = re.findall(r'<link[^>]+rel="?stylesheet"?[^>]*href="?([^"> ]+)', html)
    scripts = re.findall(r'<script[^>]+src="?([^"> ]+)', html)
    return {
        "html": page,
        "css": sum(_compressed(web, each) for each in styles),
        "script": sum(_compressed(web, each) for each in scripts),
    }


def _compressed(web: Web, path: str) -> int:
    answer = get(web.port, path, ACCEPT)
    assert answer.status == 200, f"{path}: {answer.status}"
    return len(answer.body)


def _slow(runs: list[Run]) -> list[str]:
    missed = [f"{each.errors} errors: {each.what}, {each.clients} clients" for each in runs if each.errors]
    for what, least in (("drawn", LEAST_DRAWN), ("unchanged", LEAST_UNCHANGED)):
        best = max(each.pages_per_s for each in runs if each.what == what)
        if best < least:
            missed.append(f"{best} pages/s {what}, at least {least}")
    return missed
