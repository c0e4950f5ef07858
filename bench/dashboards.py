"""Numbers of a country: a million businesses and a year of their orders, folded, counted, looked at; beside it what is cheaper.

`--rows N`: so many businesses, each with twenty orders a year and 3.1 on the last day (3,100,000 for a million). `--months N`: of
the year before that day the last N of its twelve parts only, where twenty million orders take too long to write.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg

from bench.place import Place, open_place
from bench.report import as_table, machine
from bench.timing import Page, look_at

ROWS = 1_000_000
YEARLY, LAST_DAY = 20, 3.1
MOST_PAGE_MS, MOST_STATEMENTS, MOST_FOLD_S = 150.0, 10, 60.0
TOGETHER = 500
"""Orders that one event tells of."""
COUNTRY = Path(__file__).with_name("country.sql")
GROUPED = """
    select count(*) from (select business_id, source, way_in, sum(total) from orders_order where {span} group by 1, 2, 3) each
"""
COPY = "insert into bench_copy select * from indicators_shopday where day {}"
TABLES = (
    "orders_order", "payments_payment", "registry_listrow", "registry_outlet", "indicators_shopday", "indicators_shopseen",
    "indicators_flow", "indicators_stock", "kit_event",
)  # fmt: skip


@dataclass(frozen=True)
class Scale:
    shops: int
    today: date
    months: int = 12

    @property
    def slices(self) -> list[tuple[date, int, int]]:
        """The year in twelve, the last `months` of them: the first day, how many days, how many orders."""
        begin = self.today - timedelta(days=361)
        parts = range(12 - self.months, 12)
        return [(begin + timedelta(days=30 * part), 30, self.shops * YEARLY // 12) for part in parts]

    @property
    def day(self) -> tuple[date, int, int]:
        return self.today - timedelta(days=1), 1, int(self.shops * LAST_DAY)


def run(*, seconds: float, rows: int = ROWS, months: int = 12) -> dict[str, Any]:
    with open_place() as place:
        from sekoci.indicators.rules import ZONE
        from sekoci.kit.clock import day_in

        scale = Scale(rows, day_in(ZONE), months)
        steps: list[dict[str, Any]] = []
        _build(place, scale, steps)
        folded = _fold_the_day(place, scale, steps)
        _count(place, steps)
        pages = look_at(place)
        _step(steps, "told from all rows anew (sekoci verify's check)", _wrong, steps)
        sizes = {table: int(str(place.run_as_owner(f"select pg_total_relation_size('{table}')")[0][0])) >> 20 for table in TABLES}
    facts = {
        "name": "dashboards",
        "businesses": rows,
        "months": months,
        "day": folded,
        "steps": steps,
        "pages": [page.told for page in pages],
    }
    return facts | {"megabytes": sizes, "machine": machine(), "missed": _missed(folded, pages, rows, steps)}


def table(result: dict[str, Any]) -> str:
    sizes = ", ".join(f"{table} {size:,} MB" for table, size in result["megabytes"].items())
    return "\n\n".join(
        (
            result["machine"],
            f"{result['businesses']:,} businesses, {result['months']} months before the day; {sizes}",
            as_table(result["steps"], ["step", "seconds", "rows"]),
            "a day folded: " + ", ".join(f"{name} {value:,}" for name, value in result["day"].items()),
            as_table(result["pages"], ["page", "statements", "database_ms", "first_ms", "slowest_ms", "all_ms"]),
        )
    )


def _missed(day: dict[str, Any], pages: list[Page], shops: int, steps: list[dict[str, Any]]) -> list[str]:
    most = MOST_FOLD_S * max(shops / ROWS, 0.01)
    missed = [f"a day's orders folded in {day['seconds']} s, at most {most}"] if day["seconds"] >= most else []
    missed += [f"{page.name}: {page.median} ms" for page in pages if page.median >= MOST_PAGE_MS]
    missed += [f"{page.name}: {page.statements} statements" for page in pages if page.statements > MOST_STATEMENTS]
    return missed + [f"verify: {each['wrong']}" for each in steps if each.get("wrong")]


def _build(place: Place, scale: Scale, steps: list[dict[str, Any]]) -> None:
    """Everything but the last day, whose orders are folded alone."""
    from sekoci.indicators.actions import fold_all
    from sekoci.registry.actions import load_areas
    from sekoci.registry.actions.adding_up import add_up_outlets

    load_areas()
    parts = _parts(place)
    with psycopg.connect(place.owner_url, autocommit=True) as owner:
        for setting in ("session_replication_role = replica", "work_mem = '256MB'", "maintenance_work_mem = '512MB'"):
            owner.execute(f"set {setting}".encode())
        _step(steps, "businesses written", _told, owner, parts["businesses"], shops=scale.shops)
        _step(steps, "their lists and outlets", _told, owner, parts["lists"], shops=scale.shops)
        _step(steps, "differences added up into areas' counts", add_up_outlets)
        place.run_as_owner("vacuum analyze")
        for seed, (first, days, orders) in enumerate(scale.slices, 1):
            asked = {"shops": scale.shops, "seed": seed / 100, "first": first, "days": days, "orders": orders}
            _step(steps, f"orders from {first}", _told, owner, parts["orders"], **asked)
            place.run_as_owner("vacuum analyze orders_order, payments_payment, kit_event")
            _step(steps, "folded", fold_all)
            place.run_as_owner("vacuum analyze indicators_shopday, indicators_shopseen, indicators_flow")
        first, days, orders = scale.day
        asked = {"shops": scale.shops, "seed": 0.5, "first": first, "days": days, "orders": orders}
        _step(steps, f"orders of {first}", _told, owner, parts["orders"], **asked)
        _step(steps, "vacuum, analyze", place.run_as_owner, "vacuum analyze")


def _parts(place: Place) -> dict[str, str]:
    """The statements of `country.sql` by name."""
    new_id = "uuidv7(at - now())" if place.run_as_owner("select 1 from pg_proc where proname = 'uuidv7'") else "gen_random_uuid()"
    text = COUNTRY.read_text().replace("{new_id}", new_id).replace("{together}", str(TOGETHER))
    return {part.partition("\n")[0].strip(): part.partition("\n")[2] for part in text.split("-- name:")[1:]}


def _told(owner: "psycopg.Connection[Any]", text: str, **facts: object) -> None:
    with owner.transaction():
        for statement in text.format(**facts).split(";\n"):
            if statement.strip():
                owner.execute(statement.encode())


def _fold_the_day(place: Place, scale: Scale, steps: list[dict[str, Any]]) -> dict[str, Any]:
    """The last day's orders; beside it what the database needs to count them once, and to write so many rows once."""
    from sekoci.indicators.actions import fold_all

    day = scale.day[0]
    place.settle()
    before = place.database_cpu_ms()
    events = _step(steps, f"the day of {day} folded", fold_all)
    after = place.database_cpu_ms()
    told = {"seconds": steps[-1]["seconds"], "orders": scale.day[2], "events": events}
    told["database_cpu_s"] = round((after - before) / 1000, 1) if before is not None and after is not None else 0
    with psycopg.connect(place.owner_url, autocommit=True) as owner:
        [(rows,)] = owner.execute("select count(*) from indicators_shopday where day = %s", (day,)).fetchall()
        told["shop_days_and_ways"] = int(rows)
        owner.execute("set work_mem = '256MB'")
        span = f"placed_at >= '{day}' and placed_at < '{day}'::date + 1"
        peers = {
            "plain count of the day's orders": f"select count(*), sum(total) from orders_order where {span}",  # noqa: S608  ours
            "group by shop and way, nothing kept": GROUPED.format(span=span),
            "copy of the rows of shops' days": COPY.format(f"= '{day}' order by business_id"),
        }  # fmt: skip
        owner.execute("create table bench_copy (like indicators_shopday including all)")
        owner.execute(COPY.format(f"<> '{day}'").encode())
        for name, statement in peers.items():
            place.settle()
            _step(steps, f"peer: {name}", owner.execute, statement.encode())
        owner.execute("drop table bench_copy")
    return told


def _count(place: Place, steps: list[dict[str, Any]]) -> None:
    from sekoci.indicators.actions import count_stocks

    _step(steps, "outlets counted", count_stocks)
    from sekoci.indicators.models import Stock

    others = ", ".join(field.column for field in Stock._meta.local_concrete_fields if field.column not in (None, "month"))
    copies = f"""
        insert into indicators_stock (month, {others}) select (month - each * interval '1 month')::date, {others}
        from indicators_stock cross join generate_series(1, 12) each
    """  # noqa: S608  columns of ours
    with psycopg.connect(place.owner_url, autocommit=True) as owner:
        _step(steps, "peer: their counts copied into twelve months", owner.execute, copies.encode())
        owner.execute("vacuum analyze indicators_stock")


def _wrong(steps: list[dict[str, Any]]) -> int:
    """The checks that `sekoci verify` runs of us, with its settings; how much was looked at."""
    from sekoci.indicators.queries import problems
    from sekoci.kit.scope import across_businesses
    from sekoci.kit.sql import fetch

    with across_businesses():
        fetch(
            "select set_config('statement_timeout', '0', true), set_config('work_mem', '64MB', true),"
            " set_config('enable_nestloop', 'off', true)"
        )
        checks = problems()
    steps += [{"step": f"wrong: {each.what}", "seconds": 0, "wrong": each.wrong[:3]} for each in checks if each.wrong]
    return sum(each.counted for each in checks)


def _step(steps: list[dict[str, Any]], name: str, work: Callable[..., Any], *arguments: Any, **facts: Any) -> int:
    """Do it and note how long it took, and the number that it gives."""
    began = time.perf_counter()
    answer = work(*arguments, **facts)
    rows = answer if isinstance(answer, int) else getattr(answer, "rowcount", None)
    steps.append({"step": name, "seconds": round(time.perf_counter() - began, 2), "rows": rows})
    print(f"{steps[-1]['seconds']:>9} s  {name}", flush=True)
    return rows or 0
