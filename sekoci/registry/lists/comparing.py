"""A judged file beside what the list has: what came, changed and went is written down for COPY; the same is let be. In DuckDB.

`good` is what `judge` made; `stands` (key, mark, is_gone) is what the list has, those that once went with it.
"""

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

COUNTED = """
    select count(*) filter (s.key is null or s.is_gone) as came,
        count(*) filter (not s.is_gone and s.mark is distinct from good.mark) as changed,
        count(*) filter (not s.is_gone and s.mark = good.mark) as same,
        (select count(*) from stands where not is_gone and key not in (select key from good)) as went
    from good left join stands s using (key)
"""
NEW, OTHER = "s.key is null", "s.key is not null and (s.is_gone or s.mark is distinct from good.mark)"
FORGOTTEN = {
    **dict.fromkeys(("name", "name_key", "owner", "owner_key", "phone", "street", "street_key", "nib"), "''"),
    **dict.fromkeys(("latitude", "longitude"), "null"),
    "said": "'{}'",
    "area_code": "left(area_code, 8)",
}
"""As `held.py` takes somebody out: what is left can be counted, and nobody can be found by it."""
Ask = Callable[[Collection[str]], Iterable[str]]
OF_A_PERSON = {
    "phone": "good.phone",
    "nib": "good.nib",
    "nik": "(select any_value(nik) from niks where niks.number = good.number)",
    "row": "'{list}:' || good.key",
    "said": "case when good.name_key <> '' and good.owner_key <> ''"
    " then good.name_key || '|' || good.owner_key || '|' || left(good.area_code, 8) else '' end",
}
"""By what somebody who was forgotten is known in an arriving row: the numbers, the row itself, and whose business it is where."""


@contextlib.contextmanager
def judged(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The database of a file that was read and judged; nothing that is done in it outlasts it."""
    config: dict[str, str] = {"memory_limit": "700MB", "threads": "2", "temp_directory": str(folder / "spill")}
    with duckdb.connect(str(folder / "work.duckdb"), read_only=True, config=config) as database:  # type: ignore[arg-type]  # its own type is too narrow
        yield database


def load_stands(database: duckdb.DuckDBPyConnection, known: Path) -> None:
    """What the list has, from a file of key, mark and whether it went (t, f)."""
    database.execute(
        "create or replace temp table stands as select key, replace(mark, '-', '') as mark, is_gone"  # noqa: S608  ours
        f" from read_csv('{known}', header = false, nullstr = '\\N', delim = ',', quote = '\"', escape = '\"',"
        " auto_detect = false, columns = {'key': 'VARCHAR', 'mark': 'VARCHAR', 'is_gone': 'BOOLEAN'})"
    )


def counted(database: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many came, changed, are the same and went."""
    found = database.execute(COUNTED)
    return dict(zip([column[0] for column in found.description or ()], found.fetchone() or (), strict=True))


def load_forgotten(database: duckdb.DuckDBPyConnection, erased: Mapping[str, Ask], list_id: int, *, most: int = 50_000) -> None:
    """The rows of this file that nobody may bring back: `erased`, by the kinds of `OF_A_PERSON` by which anybody was forgotten,
    says of values in parts which those are."""
    database.execute("create or replace temp table forgotten (key varchar)")
    for kind, ask in erased.items():
        said = OF_A_PERSON[kind].format(list=int(list_id))
        database.execute("create or replace temp table gone (value varchar)")
        arrived = database.cursor().execute(f"select distinct {said} as value from good where value <> ''")  # noqa: S608  ours
        while rows := arrived.fetchmany(most):
            if gone := list(ask([value for (value,) in rows])):
                database.execute("insert into gone select unnest(?::varchar[])", [gone])
        database.execute(f"insert into forgotten select good.key from good where {said} in (select value from gone)")  # noqa: S608  ours
    database.execute("create or replace temp table forgotten as select distinct key from forgotten")


def write_arriving(
    database: duckdb.DuckDBPyConnection,
    target: Path,
    columns: Sequence[str],
    *,
    which: str,
    beside: Mapping[str, object] | None = None,
) -> None:
    """The rows that are `NEW`, or say something `OTHER` than before, as CSV: what stands `beside` each, then its columns."""
    same = [f"'{value}'" for value in (beside or {}).values()]
    said = [
        f"case when f.key is null then good.{name} else {FORGOTTEN[name]} end" if name in FORGOTTEN else f"good.{name}"
        for name in columns
    ]
    database.execute(
        f"copy (select {', '.join(same + said)} from good left join stands s using (key)"  # noqa: S608  ours
        f" left join forgotten f using (key) where {which} order by key)"
        f" to '{target}' (format csv, header false, nullstr '\\N')"
    )


def write_gone(database: duckdb.DuckDBPyConnection, target: Path) -> None:
    """The keys that the file no longer has."""
    database.execute(
        "copy (select key from stands where not is_gone and key not in (select key from good))"  # noqa: S608  ours
        f" to '{target}' (format csv, header false)"
    )
