"""`place_orders` with 1 to 10,000 drafts a call, beside a function that places one order a transaction."""

import random
from dataclasses import asdict, dataclass
from typing import Any

from bench import limit
from bench.caller import Plan, call, plan_for
from bench.place import Place, open_place
from bench.report import as_table, machine
from bench.shops import Stall, open_stalls
from bench.verify import verify

SIZES = ((1, 1, 400), (100, 1, 20), (1_000, 1, 6), (10_000, 1, 2), (10_000, 2, 2))
"""Drafts a call, callers, calls of each caller."""
LEAST_RATIO = 1.5
MOST_MB = 500


@dataclass(frozen=True)
class Run:
    """One size. CPU is of the callers' processes and of the whole database server, an order, in ms."""

    drafts_per_call: int
    callers: int
    orders_per_s: float
    ms_per_call: float
    ratio_to_limit: float
    caller_cpu_ms: float
    db_cpu_ms: float | None
    peak_mb: int
    errors: int


def run(*, seconds: float) -> dict[str, Any]:
    with open_place() as place:
        stalls = open_stalls()
        limit.prepare(place, stalls)
        bounds = [limit.measure(place, stalls, clients=clients, seconds=seconds) for clients in (1, 8, 32)]
        best = max(bounds, key=lambda each: each.per_second)
        runs = [_one_run(place, stalls, best.per_second, *size) for size in SIZES]
        verified = verify()
    missed = [f"{each.errors} errors with {each.drafts_per_call} drafts a call" for each in runs if each.errors]
    if runs[-1].ratio_to_limit < LEAST_RATIO:
        missed.append(f"{runs[-1].ratio_to_limit} x pgbench with two callers of 10,000, at least {LEAST_RATIO}")
    missed += [f"{each.peak_mb} MB with {each.drafts_per_call} drafts a call" for each in runs if each.peak_mb >= MOST_MB]
    if verified.startswith("not clean"):
        missed.append(verified)
    return {
        "name": "batch",
        "limit_per_s": round(best.per_second, 1),
        "limit_db_cpu_ms": round(best.db_cpu_ms, 3) if best.db_cpu_ms is not None else None,
        "runs": [asdict(each) for each in runs],
        "rss_mb": max(each.peak_mb for each in runs),
        "verified": verified,
        "machine": machine(),
        "missed": missed,
    }


def table(result: dict[str, Any]) -> str:
    bound = f"one order a transaction in pgbench: {result['limit_per_s']}/s, database CPU {result['limit_db_cpu_ms']} ms an order"
    return "\n\n".join((result["machine"], bound, as_table(result["runs"], list(result["runs"][0])), result["verified"]))


def _one_run(place: Place, stalls: list[Stall], bound: float, drafts: int, callers: int, calls: int) -> Run:
    place.settle()
    before = place.database_cpu_ms()
    told = call([_plan(stalls, number, drafts, callers, calls) for number in range(callers)])
    after = place.database_cpu_ms()
    placed = sum(each.placed for each in told)
    seconds = max(each.ended for each in told) - min(each.began for each in told)
    return Run(
        drafts_per_call=drafts,
        callers=callers,
        orders_per_s=round(placed / seconds, 1),
        ms_per_call=round(1000 * sum(each.ended - each.began for each in told) / (callers * calls), 2),
        ratio_to_limit=round(placed / seconds / bound, 3),
        caller_cpu_ms=round(sum(each.spent_ms for each in told) / placed, 3),
        db_cpu_ms=round((after - before) / placed, 3) if before is not None and after is not None else None,
        peak_mb=round(max(each.peak_mb for each in told)),
        errors=sum(each.refused for each in told),
    )


def _plan(stalls: list[Stall], number: int, drafts: int, callers: int, calls: int) -> Plan:
    """Each caller pulls the orders of its own shops: two pulls of one shop would wait for each other, as they must."""
    return plan_for(f"{drafts}-{callers}-{number}-{random.getrandbits(40)}", stalls[number::callers], drafts=drafts, calls=calls)
