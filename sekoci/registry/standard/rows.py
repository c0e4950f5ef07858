"""The rule over a relation, and over rows of Python's."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING

from sekoci.registry.standard.numbers import nib_stages, phone_stages
from sekoci.registry.standard.texts import name_stages, owner_stages, street_stages

if TYPE_CHECKING:
    import duckdb

_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Fields:
    """The columns (or SQL expressions) of a relation that hold these; None where it has none."""

    name: str | None = "business_name"
    owner: str | None = "owner_name"
    phone: str | None = "phone"
    address: str | None = "address"
    nib: str | None = "nib"


@dataclass(frozen=True)
class Raw:
    """A row as a list wrote it."""

    name: str | None = None
    owner: str | None = None
    phone: str | None = None
    address: str | None = None
    nib: str | None = None


@dataclass(frozen=True)
class Standard:
    """A row made comparable; see the package for what each is."""

    name_std: str | None
    name_key: str | None
    trade_key: str | None
    owner_key: str | None
    street_key: str | None
    house_no: str | None
    rt_rw: str | None
    phone: str | None
    phone_key: str | None
    phone_fault: str | None
    nib: str | None
    nib_fault: str | None


FIELDS = tuple(field.name for field in fields(Standard))


def standardised(relation: str, columns: Fields | None = None, *, keep: Sequence[str] = ()) -> str:
    """A SELECT of `keep` (columns of the relation as they are) and every one of `FIELDS`, row by row of `relation` (SQL)."""
    columns = columns or Fields()
    told = {field.name: getattr(columns, field.name) or "null" for field in fields(Fields)}
    kept = [f"{name} as kept_{at}" for at, name in enumerate(keep)]
    raw = [f"cast({expression} as varchar) as raw_{name}" for name, expression in told.items()]
    sql = f"select {', '.join([*kept, *raw])} from {relation}"
    stages = [
        name_stages("raw_name"),
        owner_stages("raw_owner"),
        street_stages("raw_address"),
        phone_stages("raw_phone"),
        nib_stages("raw_nib"),
    ]
    for depth in range(max(map(len, stages))):
        step = [stage[depth] for stage in stages if depth < len(stage)]
        sql = f"select *, {', '.join(step)} from ({sql})"
    out = [f"kept_{at} as {name}" for at, name in enumerate(keep)]
    return f"select {', '.join([*out, *FIELDS])} from ({sql})"


def standardise(rows: Sequence[Raw]) -> list[Standard]:
    """The same for a few rows: one statement, in their order."""
    if not rows:
        return []
    names = [field.name for field in fields(Raw)]
    lists = [[getattr(row, name) for row in rows] for name in names]
    unnested = ", ".join(f"unnest(?::varchar[]) as {name}" for name in names)
    relation = f"(select {unnested}, unnest(range(?)) as nth)"
    statement = standardised(relation, Fields(*names), keep=["nth"]) + " order by nth"
    with _ONE_AT_A_TIME:
        answer = _connection().execute(statement, [*lists, len(rows)]).fetchall()
    return [Standard(*row[1:]) for row in answer]


@cache
def _connection() -> "duckdb.DuckDBPyConnection":
    import duckdb  # the web server, which reads our words, never loads it

    return duckdb.connect(config={"threads": 1, "memory_limit": "256MB"})
