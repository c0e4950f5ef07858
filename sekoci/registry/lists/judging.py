"""Every row of a file read by its columns, made standard and matched to an area, or put aside with the reasons. In DuckDB.

Makes the tables `good` (columns of `COLUMNS`, as `registry_listrow` has them) and `bad` (number, reasons, cells, phone).
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from sekoci.registry.lists import cells
from sekoci.registry.lists.headings import AREA_FIELDS, FIELDS
from sekoci.registry.lists.places import Places, Spot
from sekoci.registry.lists.strays import take_out
from sekoci.registry.lists.streets import hint, matched
from sekoci.registry.rules.kinds import suggested_kind
from sekoci.registry.standard import Fields, standardised

COLUMNS = (
    "key", "name", "owner", "phone", "street", "area_code", "area_score", "nib", "kbli", "kind", "sex", "latitude", "longitude",
    "name_key", "owner_key", "street_key", "facts", "said", "mark",
)  # fmt: skip
SPOT = ("village", "district", "regency", "province", "place", "hint")
LENGTHS = {"name": 120, "owner": 80, "street": 200, "name_key": 120, "owner_key": 80, "street_key": 120, "key": 80}
REASONS = ("no_name", "only_number", "total", "heading_again", "numbers", "long_name", "cut", "twice")
FACTS = {
    "listing": cells.yes("listing"),
    "qris": cells.yes("qris"),
    "trained": cells.yes("trained"),
    "exports": cells.yes("exports"),
    "last_order": cells.day("last_order"),
    "orders_90d": cells.whole("orders_90d"),
    "workers": cells.whole("workers"),
    "sales_month": cells.whole("sales_month"),
    "since": cells.year("since"),
}
"""Facts beside, as SQL over the tidy cell."""
CELL_FAULTS = ("phone_fault", "nib_fault", "kbli_fault")
Tell = Callable[[int], None]


def opened_database(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database beside the file, for one list at a time; what does not fit into memory goes to the disk."""
    for each in folder.glob("work.duckdb*"):
        each.unlink()
    config = {"memory_limit": "700MB", "threads": "2", "temp_directory": str(folder / "spill")}
    return duckdb.connect(str(folder / "work.duckdb"), config=config)  # type: ignore[arg-type]


def load_rows(database: duckdb.DuckDBPyConnection, rows: Path, width: int) -> None:
    """The rows that `reader` wrote, as the table `raw`: number, c0, c1, …"""
    columns = ", ".join(["'number': 'INTEGER'", *(f"'c{at}': 'VARCHAR'" for at in range(width))])
    database.execute(
        f"create table raw as select * from read_csv('{rows}', header = false, delim = ',', quote = '\"',"  # noqa: S608  ours
        f" escape = '\"', null_padding = true, auto_detect = false, max_line_size = 20000000, columns = {{{columns}}})"
    )


def first_rows(database: duckdb.DuckDBPyConnection, most: int = 1_000) -> list[list[str]]:
    """The first rows as texts, each with its number before it."""
    rows = database.execute("select * from raw order by number limit ?", [most]).fetchall()
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def judge(
    database: duckdb.DuckDBPyConnection,
    folder: Path,
    *,
    places: Mapping[str, int],
    header: int,
    areas: Callable[[], Places],
    zero_lost: Iterable[str] = (),
    online: bool = False,
    cut: int = 0,
    tell: Tell = lambda _: None,
) -> int:
    """Fill `good` and `bad` from `raw`, the fields standing in these places; how many rows had the number of an identity card in
    them, which is dropped.

    `online`: whoever is in this list is on offer online, unless a column says otherwise. `cut`: the row that ends in its middle.
    `zero_lost`: four digits that are a KBLI code without its 0.
    """
    cell = {field: f"c{at}" for field, at in places.items() if field in FIELDS}
    lines = ", ".join(f"{cells.line(column)} as {field}" for field, column in cell.items())
    told = ", ".join(f"{cells.said(field) if field in cell else 'null::varchar'} as {field}" for field in FIELDS)
    heading = database.execute(f"select lower(trim({cell['name']})) from raw where number = ?", [header]).fetchone()  # noqa: S608  ours
    said = " or ".join(f"{field} is not null" for field in cell)
    database.execute(f"create table told as select number, {told} from (select number, {lines} from raw where number > {header})")  # noqa: S608  ours
    database.execute(f"delete from told where not ({said})")  # noqa: S608  what says nothing is no row
    had_numbers = take_out(database, tuple(cell))
    _place(database, folder, areas, tell)
    _kinds(database, folder)
    database.execute(f"create table keyed as select * from ({_standard()}) s left join told using (number)")  # noqa: S608  ours
    _put_aside(database, heading[0] if heading and heading[0] else "", cut)
    database.execute(f"create table good as {_good(online=online, zero_lost=zero_lost)}")
    database.execute("drop table keyed")
    return had_numbers


def _place(database: duckdb.DuckDBPyConnection, folder: Path, areas: Callable[[], Places], tell: Tell) -> None:
    """Each different place is matched once: the tables `spots` (what is said) and `placed` (code and score)."""
    wide = "village is null and place is null and coalesce(district, regency, province) is not null"
    told = {
        "place": "coalesce(place, case when coalesce(village, district, regency, province) is null then street end)",
        "hint": f"case when {wide} then {hint('street')} end",
    }
    said = ", ".join(f"coalesce(lower({told.get(name, name)}), '') as {name}" for name in SPOT)
    database.execute(f"create table whereabouts as select number, {said} from told")  # noqa: S608  ours
    names = ", ".join(SPOT)
    different = f"select distinct {names} from whereabouts"  # noqa: S608  ours
    database.execute(f"create table spots as select *, row_number() over () as spot from ({different})")  # noqa: S608  ours
    found = _found(database.cursor(), areas(), tell)
    _load(database, folder, "found", {"spot": "BIGINT", "code": "VARCHAR", "score": "DOUBLE"}, found)
    database.execute(
        f"create table placed as select w.number, f.code as area_code, f.score as area_score"  # noqa: S608  ours
        f" from whereabouts w join spots using ({names}) join found f using (spot)"
    )
    for table in ("whereabouts", "spots", "found"):
        database.execute(f"drop table {table}")


def _found(database: duckdb.DuckDBPyConnection, places: Places, tell: Tell) -> Iterator[tuple[int, str, float]]:
    """Of each spot its number, code and score, some at a time: a list without villages may have as many as rows."""
    database.execute(f"select {', '.join(SPOT)} from spots order by spot")  # noqa: S608  ours

    def spots() -> Iterator[Spot]:
        done = 0
        while rows := database.fetchmany(20_000):
            tell(done)
            done += len(rows)
            yield from (Spot(*row) for row in rows)

    yield from ((spot, match.code, match.score) for spot, match in enumerate(matched(places, spots()), start=1))


def _kinds(database: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Each different word for what is sold is read once; where a list has none, the name says it, or nobody."""
    texts = [text for (text,) in database.execute("select distinct kind from told where kind is not null").fetchall()]
    found = ((text, suggested_kind(text)) for text in texts)
    _load(database, folder, "kinds", {"kind": "VARCHAR", "code": "VARCHAR"}, found)


def _load(
    database: duckdb.DuckDBPyConnection,
    folder: Path,
    table: str,
    columns: Mapping[str, str],
    rows: Iterable[Sequence[object]],
) -> None:
    """Rows of Python's as a table: a file takes a second where parameters take minutes."""
    path = folder / f"{table}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
    database.execute(
        f"create table {table} as select * from read_csv('{path}', header = false, delim = ',', quote = '\"', escape = '\"',"  # noqa: S608  ours
        f" auto_detect = false, nullstr = '\\N', columns = {dict(columns)})"
    )
    path.unlink()


def _standard() -> str:
    fields = Fields("name", "owner", "phone", "street", "nib")
    names = {"phone": "phone_std", "nib": "nib_std"}
    made = ("name_key", "owner_key", "street_key", "phone", "phone_key", "phone_fault", "nib", "nib_fault")
    kept = ", ".join(f"{name} as {names[name]}" if name in names else name for name in made)
    return f"select number, {kept} from ({standardised('told', fields, keep=['number'])})"  # noqa: S608  ours


def _put_aside(database: duckdb.DuckDBPyConnection, heading: str, cut: int) -> None:
    """`bad`: rows without a name, totals, headings that come again, rows of numbers, names too long, cut ones, keys that come
    twice."""
    key = (
        "case when key is not null then left(key, 80) else 'h' || md5(concat_ws('|', coalesce(name_key, lower(name)),"
        " coalesce(owner_key, ''), coalesce(phone_key, ''), coalesce(street_key, ''), coalesce(area_code, ''),"
        # a branch in a place that nobody knows is still another place
        f" coalesce(lower(concat_ws(' ', {', '.join(AREA_FIELDS)})), ''))) end"
    )
    database.execute(f"create table keys as select number, {key} as row_key from keyed join placed using (number)")  # noqa: S608  ours
    database.execute(
        f"""
        create table bad as
        select number, list_filter([
            case when name is null and number in (select number from nameless) then 'only_number'
                when name is null and not coalesce({cells.is_total("owner")}, false) then 'no_name' end,
            case when {cells.is_total("coalesce(name, owner)")} then 'total' end,
            case when lower(name) = ? and ? <> '' then 'heading_again' end,
            case when regexp_matches(name, '^[0-9 ().,/-]+$') then 'numbers' end,
            case when length(name) > 200 then 'long_name' end,
            case when number = {int(cut)} then 'cut' end,
            case when nth > 1 then 'twice' end
        ], lambda reason: reason is not null) as reasons, phone_std as phone
        from (select number, name, owner, phone_std, row_number() over (partition by row_key order by number) as nth
              from keyed join keys using (number))
        where nth > 1 or number = {int(cut)} or name is null or length(name) > 200 or regexp_matches(name, '^[0-9 ().,/-]+$')
            or {cells.is_total("coalesce(name, owner)")} or (lower(name) = ? and ? <> '')
        """,  # noqa: S608  ours
        [heading] * 4,
    )


def _good(*, online: bool, zero_lost: Iterable[str]) -> str:
    """The rows as they are stored."""
    lat, lon = cells.degrees("latitude"), cells.degrees("longitude")
    facts = ", ".join(f"{expression} as f_{name}" for name, expression in FACTS.items())
    read = f"""
        select number, row_key as key, left(name, 120) as name, coalesce(left(owner, 80), '') as owner,
            case when phone_fault = 'made_up' then '' else coalesce(phone_std, '') end as phone,
            coalesce(left(street, 200), '') as street, area_code, area_score,
            coalesce(nib_std, '') as nib,
            coalesce({cells.kbli("kbli", zero_lost)}, '') as kbli, coalesce(kinds.code, '') as kind,
            {cells.sex("coalesce(sex, '')")} as sex,
            case when {lat} between -11.5 and 6.5 and {lon} between 94 and 142 then {lat} end as latitude,
            case when {lat} between -11.5 and 6.5 and {lon} between 94 and 142 then {lon} end as longitude,
            coalesce(left(name_key, 120), '') as name_key, coalesce(left(owner_key, 80), '') as owner_key,
            coalesce(left(street_key, 120), '') as street_key, {facts}, phone_fault, nib_fault,
            case when {cells.kbli("keyed.kbli", zero_lost)} = '' then 'not_five_digits' end as kbli_fault,
            {", ".join(f"keyed.{field} as s_{field}" for field in FIELDS if field != "key")}
        from keyed join keys using (number) join placed using (number) left join kinds using (kind)
        where number not in (select number from bad)
    """  # noqa: S608  ours
    told = {name: cells.in_our_time(f"f_{name}") for name in ("last_order", "since")}
    told |= {"listing": "coalesce(f_listing, true)"} if online else {}
    pairs = [f"""'"{name}":' || to_json({told.get(name, f"f_{name}")})""" for name in FACTS]
    words = [
        f"""'"{name}":' || to_json(case when s_{name} <> {_kept(name)} then s_{name} end)""" for name in FIELDS if name != "key"
    ]
    words += [f"""'"{fault}":' || to_json({fault})""" for fault in CELL_FAULTS]
    marked = [column for column in COLUMNS if column not in ("key", "said", "mark")]
    return f"""
        select number, {", ".join(column for column in COLUMNS if column != "mark")},
            md5(concat_ws('|', {", ".join(f"coalesce({column}::varchar, '')" for column in marked)})) as mark,
            {", ".join(CELL_FAULTS)}
        from (select *, '{{' || concat_ws(',', {", ".join(pairs)}) || '}}' as facts,
                '{{' || concat_ws(',', '"row":' || number, {", ".join(words)}) || '}}' as said from ({read}))
    """  # noqa: S608  ours


def _kept(field: str) -> str:
    """What is stored of a field as the list wrote it, so that it is not kept twice."""
    return field if field in ("name", "owner", "phone", "street", "nib", "kbli") else "''"
