"""Loading all areas, and finding one: how long the database itself takes."""

import json
import time
from typing import Any
from unittest.mock import patch

from bench.place import open_place
from bench.report import as_table, machine

TYPED = ("law", "laweyan", "laweyan solo", "sura", "kec", "band", "ban", "sukamaju", "a b", "jakarta sel", "mak", "xyz", "sri re")
MOST_LOAD_S = 15.0
MOST_SEARCH_MS = 20.0
TIMES = 7


def run(*, seconds: float) -> dict[str, Any]:
    with open_place() as place:
        from sekoci.registry.actions import load_areas

        started = time.perf_counter()
        rows = load_areas()
        load_s = round(time.perf_counter() - started, 2)
        place.run_as_owner("analyze registry_area")
        runs = [_search(text) for text in TYPED]
    missed = [f"loading took {load_s} s, at most {MOST_LOAD_S}"] if load_s >= MOST_LOAD_S else []
    missed += [f"{each['typed']!r} took {each['ms']} ms" for each in runs if each["ms"] >= MOST_SEARCH_MS]
    facts = {"name": "areas", "rows": rows, "load_s": load_s, "worst_search_ms": max(each["ms"] for each in runs)}
    return facts | {"runs": runs, "machine": machine(), "missed": missed}


def table(result: dict[str, Any]) -> str:
    loaded = f"{result['rows']:,} areas loaded in {result['load_s']} s"
    return "\n\n".join((result["machine"], loaded, as_table(result["runs"], ["typed", "found", "ms", "with_us_ms"])))


def _search(text: str) -> dict[str, Any]:
    """The median time in the database (planning and execution), and beside it what our caller waits, everything included."""
    from sekoci.registry.queries import search_areas

    waited = []
    for _ in range(TIMES):
        started = time.perf_counter()
        found = search_areas(text)
        waited.append((time.perf_counter() - started) * 1000)
    inside = sorted(_explained(text) for _ in range(TIMES))[TIMES // 2]
    return {"typed": text, "found": len(found), "ms": inside, "with_us_ms": round(sorted(waited)[TIMES // 2], 2)}


def _explained(text: str) -> float:
    """The statement that `search_areas` runs, with its own parameters, timed by the server."""
    from django.db import connection

    from sekoci.registry.queries import areas

    with patch.object(areas, "fetch", return_value=[]) as fetch:
        areas.search_areas(text)
    if not fetch.called:
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("explain (analyze, format json) " + fetch.call_args.args[0], fetch.call_args.args[1])
        plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return round(float(plan[0]["Planning Time"]) + float(plan[0]["Execution Time"]), 2)
