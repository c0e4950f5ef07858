"""The NIK of a file whose list may keep them: read beside the fields, never among them. In DuckDB."""

from collections.abc import Iterator

import duckdb

from sekoci.registry.lists.strays import NIK

AT_ONCE = 5_000


def take_numbers(database: duckdb.DuckDBPyConnection, place: int | None, header: int) -> int:
    """The table `niks` (number of the row, nik) out of a column of `raw`, none: no column may be kept; how many there are."""
    database.execute("create table niks (number integer, nik varchar)")
    if place is not None:
        bare = f"regexp_replace(c{int(place)}, '[^0-9]', '', 'g')"
        database.execute(
            f"insert into niks select number, {bare} from raw where number > ? and regexp_full_match({bare}, '{NIK}')",  # noqa: S608  ours
            [header],
        )
    found = database.execute("select count(*) from niks join good using (number)").fetchone()
    return int(found[0]) if found else 0


def numbers_of(database: duckdb.DuckDBPyConnection) -> Iterator[list[tuple[str, str]]]:
    """Key and NIK of the rows that can be used, in parts."""
    found = database.cursor().execute("select good.key, nik from niks join good using (number) order by 1")
    while rows := found.fetchmany(AT_ONCE):
        yield rows
