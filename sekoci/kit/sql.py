"""Statements written by hand, for set-based verbs: prepared once a connection, counted in tests, errors as Django's."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection

_counter: ContextVar[list[str] | None] = ContextVar("statements", default=None)


def fetch(statement: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
    """Run one statement on the current connection and transaction; the rows, or [] where it returns none.

    Values are bound by the server and the statement is prepared on first use. Errors are django.db's.
    """
    if (seen := _counter.get()) is not None:
        seen.append(statement)
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(statement, parameters, prepare=True)
        answer = cursor.pgresult
        return cursor.fetchall() if answer and answer.nfields else []


@dataclass(frozen=True)
class Rows:
    """A table and its columns with their PostgreSQL types, written many rows at a time by one `unnest` statement."""

    table: str
    columns: Mapping[str, str]

    def insert(self, rows: Sequence[Sequence[Any]], *, then: str = "") -> list[tuple[Any, ...]]:
        """Insert `rows` (each in the order of `columns`); `then` is what follows: ON CONFLICT ..., RETURNING ..."""
        if not rows:
            return []
        return fetch(f"{self.statement()} {then}", self.parameters(rows))

    def statement(self) -> str:
        names = ", ".join(self.columns)
        return f"insert into {self.table} ({names}) select * from unnest({self.placeholders()})"  # noqa: S608  names are ours

    def placeholders(self) -> str:
        return ", ".join(f"%s::{kind}[]" for kind in self.columns.values())

    def parameters(self, rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
        """The rows turned into one list a column."""
        return [list(column) for column in zip(*rows, strict=True)]


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
