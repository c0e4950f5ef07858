"""Backing up ten million rows while orders come in: what the buyers notice, beside pg_dump on its own."""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg

from bench import limit
from bench.load import Outcome, Plan, drive
from bench.orders import requests_for
from bench.place import Place, open_place, serve
from bench.report import as_table, machine
from bench.shops import Stall, open_stalls
from bench.verify import verify

ROWS, AN_ORDER = 10_000_000, 7
AT_ONCE = 100_000
CLIENTS = 8
BASE_S, LONGEST_S = 30.0, 600.0
MOST_SLOWER = 3.0
FILL = Path(__file__).with_name("fill.sql")


def run(*, seconds: float, rows: int = ROWS) -> dict[str, Any]:
    with open_place() as place, tempfile.TemporaryDirectory(prefix="sekoci-bench-store-") as folder:
        stalls = open_stalls()
        limit.prepare(place, stalls)
        began = time.monotonic()
        _fill(place, stalls, rows)
        filled_s = time.monotonic() - began
        alone_s = _dump_alone(place)
        with serve(place) as web:
            plan = Plan(web.port, CLIENTS, 3.0, requests_for(stalls, hot=False), expect=201, run="warm")
            drive(plan)
            place.settle()
            base = drive(replace(plan, seconds=max(seconds, BASE_S), run="base"))
            place.settle()
            done = Path(folder) / "done"
            backing = _backup(Path(folder), done)
            under = drive(replace(plan, seconds=LONGEST_S, run="under", until=str(done)))
            if backing.wait(LONGEST_S):
                sys.exit("bench: the backup failed")
        saved_s, size = under.seconds, sum(path.stat().st_size for path in Path(folder, "store").rglob("*") if path.is_file())
        verified = verify()
        [(count, database)] = place.run_as_owner(
            "select sum(n_live_tup)::bigint, pg_database_size(current_database()) from pg_stat_user_tables"
        )
    figures = {
        "rows": int(str(count)),
        "database_mb": int(str(database)) // 1024**2,
        "filled_s": round(filled_s),
        "backup_s": round(saved_s, 1),
        "backup_mb": size // 1024**2,
        "rows_per_s": round(int(str(count)) / saved_s),
        "pg_dump_alone_s": round(alone_s, 1),
        "ratio": round(saved_s / alone_s, 2),
    }
    runs = [_orders("base", base), _orders("while it is backed up", under)]
    missed = (
        [f"p99 {under.p99_ms} ms while it is backed up, at most {MOST_SLOWER} x {base.p99_ms}"]
        if under.p99_ms > MOST_SLOWER * base.p99_ms
        else []
    )
    missed += [f"errors: {each['what']}: {each['errors']}" for each in runs if each["errors"]]
    if verified.startswith("not clean"):
        missed.append(verified)
    return {"name": "backup", "backup": figures, "runs": runs, "verified": verified, "machine": machine(), "missed": missed}


def table(result: dict[str, Any]) -> str:
    parts = (as_table(rows, list(rows[0])) for rows in ([result["backup"]], result["runs"]))
    return "\n\n".join((result["machine"], *parts, result["verified"]))


def _fill(place: Place, stalls: list[Stall], rows: int) -> None:
    """By SQL that writes what the verb writes, a hundred thousand orders a transaction."""
    new_id = "uuidv7()" if place.run_as_owner("select 1 from pg_proc where proname = 'uuidv7'") else "gen_random_uuid()"
    wanted, written = rows // AN_ORDER, 0
    with psycopg.connect(place.owner_url) as connection:
        connection.execute("set jit = off; set work_mem = '256MB'")
        while written < wanted:
            some = min(AT_ONCE, wanted - written)
            names = {
                "{new_id}": new_id,
                "{orders}": str(some),
                "{shops}": str(len(stalls)),
                "{products}": str(len(stalls[0].products)),
            }
            text = FILL.read_text()
            for name, value in names.items():
                text = text.replace(name, value)
            connection.execute(text.encode())
            connection.commit()
            written += some
    place.run_as_owner("vacuum (analyze)")
    place.settle()


def _dump_alone(place: Place) -> float:
    """Seconds for PostgreSQL's own program, at the same level, into nothing, while nobody else works."""
    from sekoci.operations.backup import programs

    began = time.monotonic()
    words = ("--format=custom", "--compress=1", "--file=/dev/null", "--no-sync")
    programs.finish(programs.start(place.owner_url, "pg_dump", *words, major=programs.major_of(place.owner_url)), "pg_dump")
    return time.monotonic() - began


def _backup(folder: Path, done: Path) -> "subprocess.Popen[bytes]":
    """`sekoci backup` as the operator's guide has it: sealed, and with a base for any moment; `done` is there when it ends."""
    key = folder / "key"
    key.write_text(secrets.token_urlsafe(32))
    asked = {"SEKOCI_BACKUP_TO": str(folder / "store"), "SEKOCI_BACKUP_KEY": str(key), "SEKOCI_BACKUP_WAL": "1"}
    left = {name: value for name, value in os.environ.items() if name not in ("SEKOCI_DATABASE_URL", "SEKOCI_OWNER_URL")}
    command = f'"{sys.executable}" -m sekoci.operations backup; code=$?; touch "{done}"; exit $code'
    return subprocess.Popen(["sh", "-c", command], env=left | asked, stdout=subprocess.DEVNULL)


def _orders(what: str, outcome: Outcome) -> dict[str, Any]:
    return {
        "what": what,
        "clients": CLIENTS,
        "seconds": round(outcome.seconds, 1),
        "orders_per_s": round(outcome.per_second, 1),
        "p50_ms": outcome.p50_ms,
        "p95_ms": outcome.p95_ms,
        "p99_ms": outcome.p99_ms,
        "worst_ms": outcome.worst_ms,
        "errors": sum(outcome.errors.values()),
    }
