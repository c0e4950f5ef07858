"""Loading the areas that we carry."""

import csv
import gzip
from collections.abc import Sequence
from dataclasses import astuple, fields

import psycopg
from django.db import connection, transaction

from sekoci.kit.sql import fetch
from sekoci.registry.actions.shapes import forget_drawn_shapes
from sekoci.registry.data.carry import CARRIED
from sekoci.registry.rules import CarriedArea, KnownArea, known_areas

NAMES = [field.name for field in fields(KnownArea)]
COLUMNS = ", ".join(NAMES)
COPY = f"copy arriving ({COLUMNS}) from stdin"
UPSERT = f"""
    insert into registry_area as known ({COLUMNS}) select {COLUMNS} from arriving
    on conflict (code) do update set {", ".join(f"{name} = excluded.{name}" for name in NAMES)}
    where known.* is distinct from excluded.*
    returning 1
"""  # noqa: S608  names are ours


def load_areas() -> int:
    """Load all 91,599 areas, changing only what differs; how many rows were written. Seconds; the second time it writes none.

    Areas that are no longer in the list stay: businesses may stand in them.
    """
    written = write_areas(known_areas(carried_areas()))
    if written:
        forget_drawn_shapes()
    return written


@transaction.atomic
def write_areas(known: Sequence[KnownArea]) -> int:
    """Write these areas with one COPY and one upsert; how many were new or different."""
    fetch("set local statement_timeout = '5min'")  # a slow disk is no reason to fail: nobody waits for this
    fetch("create temp table arriving (like registry_area) on commit drop")
    with psycopg.Cursor(connection.connection) as cursor, cursor.copy(COPY) as copy:
        for area in known:
            copy.write_row(astuple(area))
    written = fetch(UPSERT)
    fetch("drop table arriving")
    return len(written)


def carried_areas() -> list[CarriedArea]:
    """The 91,599 areas of the file beside us, each parent before its children."""
    with gzip.open(CARRIED, "rt", encoding="utf-8", newline="") as file:
        return [_read(row) for row in csv.DictReader(file)]


def _read(row: dict[str, str]) -> CarriedArea:
    return CarriedArea(
        code=row["code"],
        name=row["name"],
        hours_ahead=row["hours_ahead"],
        postal_code=row["postal_code"],
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        population=int(row["population"]) if row["population"] else None,
    )
