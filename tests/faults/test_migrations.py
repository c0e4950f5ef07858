"""A migration is killed half way, each of the project: what was there is there, and the next start completes it (E11)."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.apps import apps
from django.db import connections
from psycopg import sql

from sekoci.books.actions import EntryDraft, Line, owner_puts_in, record_entries
from sekoci.books.rules import DISCOUNTS, SALES
from sekoci.catalog.actions import ProductDraft, add_products
from sekoci.kit import clock
from sekoci.kit.scope import in_business
from tests.database import OWNER
from tests.people import Shop

pytestmark = [pytest.mark.committed, pytest.mark.usefixtures("committed")]
LATEST = 3
"""The short version kills one alone, the last but two: it makes tables with foreign keys."""
FILL = "from sekoci.registry.actions import load_areas; from sekoci.operations.demo import SHOPS, load_demo"
FILL += "; load_areas(); load_demo(SHOPS[:2])"
SHAPE = """
select 'column ' || attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull
    || ' ' || coalesce(pg_get_expr(adbin, adrelid), '')
from pg_attribute join pg_class c on c.oid = attrelid left join pg_attrdef on adrelid = attrelid and adnum = attnum
where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') and attnum > 0 and not attisdropped
union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
where connamespace = 'public'::regnamespace
union all select 'index ' || pg_get_indexdef(indexrelid) from pg_index join pg_class c on c.oid = indrelid
where relnamespace = 'public'::regnamespace
union all select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
union all select 'function ' || oid::regprocedure || md5(prosrc) from pg_proc where pronamespace = 'public'::regnamespace
union all select 'policy ' || polrelid::regclass || polname from pg_policy
union all select 'migration ' || app || '.' || name from django_migrations
order by 1
"""


@dataclass
class Migrating:
    """A database, and the process that migrates it."""

    url: str
    process: subprocess.Popen[str]
    plan: list[tuple[str, str, str]]

    def to(self, app: str, name: str, *, kill: int | None = None) -> dict[str, Any]:
        """Migrate there; what came of it."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps({"to": [app, name], "kill": kill}) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        assert answer["killed"] or answer["code"] == 0, (app, name, answer)
        return answer

    def shape(self) -> list[str]:
        """Everything but rows: columns, constraints, indexes, triggers, functions, walls, and what is noted as done."""
        with psycopg.connect(self.url) as connection:
            return [str(line) for (line,) in connection.execute(SHAPE)]

    def rows(self) -> dict[str, tuple[int, int]]:
        """Of every table how many rows there are, and a sum of their keys."""
        with psycopg.connect(self.url) as connection:
            tables = connection.execute(
                "select relname,"
                " string_agg(quote_ident(attname) || '::text', ' || ' || quote_literal(' ') || ' || ' order by attnum)"
                " from pg_index join pg_class c on c.oid = indrelid"
                " join pg_attribute on attrelid = indrelid and attnum = any(indkey)"
                " where indisprimary and relnamespace = 'public'::regnamespace and relname <> 'django_migrations' group by 1"
            ).fetchall()
            counted = {}
            for table, key in tables:
                count = sql.SQL("select count(*), coalesce(sum(hashtext(({})::text)::bigint), 0)::bigint from {}")
                row = connection.execute(count.format(sql.SQL(key), sql.Identifier(table))).fetchone()
                assert row
                counted[str(table)] = (int(row[0]), int(row[1]))
            return counted


@contextmanager
def migrating(url: str) -> Iterator[Migrating]:
    plain = {**os.environ, "SEKOCI_OWNER_URL": url}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.migrating"], env=plain, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin and process.stdout
    try:
        yield Migrating(url, process, [(app, name, before) for app, name, before in json.loads(process.stdout.readline())])
    finally:
        process.stdin.close()
        process.wait(60)
        process.stdout.close()


@contextmanager
def copy_of_what_is_there() -> Iterator[str]:
    """The tests' own database once more, with its rows."""
    connections.close_all()
    name, ours = f"sekoci_test_{secrets.token_hex(4)}", urlsplit(OWNER).path.lstrip("/")
    server = urlunsplit(urlsplit(OWNER)._replace(path="/postgres"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", (ours,))
        connection.execute(sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(ours)))
        try:
            yield urlunsplit(urlsplit(OWNER)._replace(path=f"/{name}"))
        finally:
            connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@contextmanager
def a_demo(home: Path) -> Iterator[str]:
    """A database with two shops of the demo, their days and everything that hangs on them."""
    name = f"sekoci_test_{secrets.token_hex(4)}"
    server = urlunsplit(urlsplit(OWNER)._replace(path="/postgres"))
    url = urlunsplit(urlsplit(OWNER)._replace(path=f"/{name}"))
    plain = {key: value for key, value in os.environ.items() if not key.startswith("SEKOCI_")}
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        try:
            words = [sys.executable, "-m", "sekoci.operations", "manage", "shell", "--no-imports", "-c", FILL]
            where = {"DATABASE_URL": url, "SEKOCI_HOME": str(home)}
            done = subprocess.run(words, env=plain | where, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            yield url
        finally:
            connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))
            for role in (f"{name}_web", f"{name}_fleet"):
                connection.execute(sql.SQL("drop role if exists {}").format(sql.Identifier(role)))


def is_ours(app: str) -> bool:
    return apps.get_app_config(app).name.startswith("sekoci.")


def take_back_and_kill(one: Migrating, step: tuple[str, str, str], choose: Callable[[int], Iterable[int]]) -> int:
    """Take one migration back, kill it before the statements that `choose` names, let it run: all is as it was.

    What rests is the database without it; the answer is how often it was killed.
    """
    app, name, before = step
    new = one.shape()
    one.to(app, before)
    old, rows = one.shape(), one.rows()
    assert old != new
    statements = one.to(app, name)["statements"]
    assert one.shape() == new, f"{app}.{name} brings something else than it took back"
    one.to(app, before)
    kills = list(choose(statements))
    for kill in kills:
        assert one.to(app, name, kill=kill)["killed"]
        left = one.shape()
        assert left in (old, new), f"{app}.{name}, killed before statement {kill} of {statements}, is half there"
        if left == new:
            one.to(app, before)
    assert one.to(app, name, kill=statements // 2)["killed"]
    one.to(app, name)
    assert one.shape() == new
    after = one.rows()
    changed = {table: (was, after[table]) for table, was in rows.items() if after[table] != was and after[table][0] <= was[0]}
    assert not changed, f"{app}.{name} lost rows: {changed}"
    one.to(app, before)
    return len(kills) + 1


def test_a_migration_killed_before_a_statement_is_there_wholly_or_not_at_all(shop: Shop):
    add_products(shop.id, [ProductDraft(name=f"Keripik {each}", price=5_000, stock=3) for each in range(9)], by="uji")
    dice = Random(11)

    def some(statements: int) -> Iterable[int]:
        """The last ones, where Django commits and notes that it did, and one before."""
        return (dice.randint(1, statements), *range(max(1, statements - 2), statements + 2))

    with copy_of_what_is_there() as url, migrating(url) as one:
        for app, _, before in reversed(one.plan[1 - LATEST :]):
            one.to(app, before)
        take_back_and_kill(one, one.plan[-LATEST], some)


def test_the_chart_of_accounts_is_taken_back_and_comes_again_though_entries_name_accounts(shop: Shop):
    today = clock.day_in(shop.zone)
    owner_puts_in(shop.id, amount=500_000, into="cash", day=today, key="modal-01")
    line = Line(DISCOUNTS, SALES, 1_000)
    with in_business(shop.id):
        record_entries([EntryDraft(shop.id, "sale", "x", "Diserahkan", today, clock.now(), (line,))])
    with copy_of_what_is_there() as url, migrating(url) as one:
        before = one.rows()
        one.to("books", "0002_walls")
        assert one.rows()["books_account"][0] == 4  # Kas, Modal, Penjualan, Potongan
        one.to("books", "0004_discounts")
        assert one.rows() == before


@pytest.mark.faults
def test_every_migration_killed_half_way_loses_no_row_of_a_demo(tmp_path: Path):
    """From the newest back to the first: before statements of chance, and before each of the last."""
    dice = Random()

    def many(statements: int) -> Iterable[int]:
        return sorted({*dice.choices(range(1, statements + 1), k=5), *range(max(1, statements - 2), statements + 2)})

    with a_demo(tmp_path) as url, migrating(url) as one:
        assert len(one.plan) > 70
        for done, step in enumerate(reversed(one.plan), 1):
            if not is_ours(step[0]):
                one.to(step[0], step[2])
                continue
            kills = take_back_and_kill(one, step, many)
            print(f"{done} of {len(one.plan)}: {step[0]}.{step[1]}, killed {kills} times", flush=True)
