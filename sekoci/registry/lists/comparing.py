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


def load_forgotten(database: duckdb.DuckDBPyConnection, erased: Ask | None, *, most: int = 50_000) -> None:
    """The phones of this file of which `erased`, asked in parts, says that nobody may bring them back. None: nobody was."""
    database.execute("create or replace temp table forgotten (phone varchar)")
    arrived = database.cursor().execute("select distinct phone from good where phone <> ''")
    while erased and (rows := arrived.fetchmany(most)):
        if gone := list(erased([phone for (phone,) in rows])):
            database.execute("insert into forgotten select unnest(?::varchar[])", [gone])


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
        f"case when f.phone is null then good.{name} else {FORGOTTEN[name]} end" if name in FORGOTTEN else f"good.{name}"
        for name in columns
    ]
    database.execute(
        f"copy (select {', '.join(same + said)} from good left join stands s using (key)"  # noqa: S608  ours
        f" left join forgotten f on f.phone = good.phone where {which} order by key)"
        f" to '{target}' (format csv, header false, nullstr '\\N')"
    )


def write_gone(database: duckdb.DuckDBPyConnection, target: Path) -> None:
    """The keys that the file no longer has."""
    database.execute(
        "copy (select key from stands where not is_gone and key not in (select key from good))"  # noqa: S608  ours
        f" to '{target}' (format csv, header false)"
    )
