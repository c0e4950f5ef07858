"""Statements written by hand, for set-based verbs: counted in tests, errors as Django's, the frequent ones prepared."""

import contextlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from types import NoneType
from typing import Any
from uuid import UUID

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections

_counter: ContextVar[list[str] | None] = ContextVar("statements", default=None)


def fetch(statement: str, parameters: Sequence[Any] | Mapping[str, Any] = (), *, prepared: bool = False) -> list[tuple[Any, ...]]:
    """Run one statement on the current connection and transaction; the rows, or [] where it returns none.

    Values are bound by the server. `prepared`: planned once a connection and not each time, for what runs hundreds of times a
    second and finds its rows by keys, however many there are. Errors are django.db's.
    """
    if (seen := _counter.get()) is not None:
        seen.append(statement)
    here = connections[DEFAULT_DB_ALIAS]
    here.close_if_health_check_failed()
    here.ensure_connection()
    with here.wrap_database_errors, psycopg.Cursor(here.connection) as cursor:
        cursor.execute(statement, parameters, prepare=prepared or None)
        answer = cursor.pgresult
        return cursor.fetchall() if answer and answer.nfields else []


Asking = tuple[str, Mapping[str, Any]]
"""A statement that reads, and its values by name."""
NAME = re.compile(r"%\((\w+)\)s")


def fetch_together(*asked: Asking) -> list[list[tuple[Any, ...]]]:
    """What several statements read that belong together, with one: the rows of each, in their order.

    They come as JSON has them: days and moments as text, and what is an object as pairs.
    """
    parts, values = list[str](), dict[str, Any]()
    for nth, (statement, facts) in enumerate(asked):
        named = NAME.sub(rf"%(q{nth}_\1)s", statement)
        parts.append(f"(select json_agg(row_to_json(each))::text from ({named}) each)")  # noqa: S608  statements are ours
        values |= {f"q{nth}_{name}": value for name, value in facts.items()}
    [answers] = fetch(f"select {', '.join(parts)}", values)
    return [
        [tuple(value for _name, value in row) for row in json.loads(each or "[]", object_pairs_hook=list)] for each in answers
    ]


@dataclass(frozen=True)
class Rows:
    """A table and its columns with their PostgreSQL types, written many rows at a time by one `unnest` statement."""

    table: str
    columns: Mapping[str, str]

    def insert(self, rows: Sequence[Sequence[Any]], *, then: str = "") -> list[tuple[Any, ...]]:
        """Insert `rows` (each in the order of `columns`); `then` is what follows: ON CONFLICT ..., RETURNING ..."""
        if not rows:
            return []
        return fetch(f"{self.statement()} {then}", self.parameters(rows), prepared=True)

    def statement(self) -> str:
        names = ", ".join(self.columns)
        return f"insert into {self.table} ({names}) select * from unnest({self.placeholders()})"  # noqa: S608  names are ours

    def placeholders(self) -> str:
        return ", ".join(f"%s::{kind}[]" for kind in self.columns.values())

    def parameters(self, rows: Sequence[Sequence[Any]]) -> list[str]:
        """The rows turned into one array a column."""
        return arrays(rows)


def arrays(rows: Iterable[Sequence[Any]]) -> list[str]:
    """Rows turned into one array a column, as PostgreSQL writes arrays, for parameters with a cast (`%s::uuid[]`).

    psycopg finds out the type of every list anew, which was a fifth of what a small batch cost.
    """
    return ["{" + ",".join([_WRITTEN[type(value)](value) for value in column]) + "}" for column in zip(*rows, strict=True)]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class _Writers(dict[type, Callable[[Any], str]]):
    """How a value of a type stands in an array; what is derived from a type (an enumeration) is written as that type."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        for base in kind.__mro__[1:]:
            if base in self:
                return self.setdefault(kind, self[base])
        raise TypeError(f"{kind.__name__} does not go into an array")


_WRITTEN = _Writers(
    {
        NoneType: lambda _: "NULL",
        bool: lambda value: "t" if value else "f",
        int: str,
        UUID: str,
        str: _quoted,
        bytes: lambda value: '"\\\\x' + value.hex() + '"',
        date: date.isoformat,
        datetime: lambda value: f'"{value.isoformat()}"',
        float: repr,
    }
)


@contextlib.contextmanager
def counted() -> Iterator[list[str]]:
    """Collect every statement that runs inside, the ORM's too (transaction control is not a statement)."""
    seen: list[str] = []
    token = _counter.set(seen)

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK TO")):
            seen.append(sql)
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(note):
            yield seen
    finally:
        _counter.reset(token)
