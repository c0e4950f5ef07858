"""Counts that others published, beside ours: read from a CSV as governments publish them."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from sekoci.indicators.models import Series
from sekoci.indicators.rules import TOGETHER, YEARS, NotACount, counts_in
from sekoci.kit.clock import now
from sekoci.kit.errors import Refusal
from sekoci.kit.sql import Rows, fetch
from sekoci.kit.text import clean_line, slug_of
from sekoci.registry.rules import code_today

MOST_ROWS = 500_000
LONGEST_CODE = 40
AREA_CODE = ("kode_kabupaten_kota", "kode_wilayah", "kode", "kode_provinsi", "area", "code")
AREA_NAME = ("kapanewon", "kecamatan", "nama_kabupaten_kota", "nama_provinsi", "wilayah", "kabupaten")
YEAR = ("tahun", "year")
PART = ("sektor", "jenis_usaha", "kategori", "part")
VALUE = ("jumlah_usaha", "jumlah_umkm", "proyeksi_jumlah_umkm", "jumlah", "nilai", "value")
POINTS = Rows(
    "indicators_seriespoint",
    {"series_id": "bigint", "area_code": "text", "year": "smallint", "part": "text", "value": "bigint"},
)


class SeriesNotRead(Refusal):
    code, status = "series_not_read", 422
    id = "Berkas tidak dapat dibaca: {why}."
    en = "The file cannot be read: {why}."


@dataclass(frozen=True)
class Told:
    """What a file is: its `name`, who published it, the `year` where its rows name none, and the area
    (`within`) whose parts they name."""

    name: str
    publisher: str
    year: int | None = None
    within: str = ""


class NoSuchSeries(Refusal):
    code, status = "no_such_series", 404
    id = "Tidak ada tabel terbitan dengan kode itu."
    en = "There is no published table of that code."


@transaction.atomic
def load_series(lines: Iterable[str], *, told: Told) -> int:
    """Take a published table in, in place of what one of the same name said before; how many points it has now.

    SeriesNotRead where columns are missing, a number is none, an area is not known, two rows tell of the same, or another
    publisher's table has that name.
    """
    points = _points(lines, told)
    name, publisher = clean_line(told.name, most=120), clean_line(told.publisher, most=120)
    series = Series.objects.filter(name__iexact=name).first()
    if series is None:
        series = Series.objects.create(code=_code_of(name), name=name, publisher=publisher, loaded_at=now())
    elif series.publisher != publisher:
        raise SeriesNotRead(why=f"{series.publisher} has a table of that name here; say --name")
    Series.objects.filter(id=series.id).update(name=name, loaded_at=now())
    fetch("delete from indicators_seriespoint where series_id = %s", (series.id,))
    POINTS.insert([(series.id, area, year, part, value) for (area, year, part), value in points.items()])
    return len(points)


@transaction.atomic
def remove_series(code: str) -> int:
    """Take a published table away, with all that it said; how many points it had. NoSuchSeries where there is none."""
    series = Series.objects.filter(code=code).first()
    if series is None:
        raise NoSuchSeries
    [(count,)] = fetch(
        "with gone as (delete from indicators_seriespoint where series_id = %s returning 1) select count(*) from gone",
        (series.id,),
    )
    series.delete()
    return int(count)


def _code_of(name: str) -> str:
    """Its name in forty letters that no other table has."""
    code = slug_of(name, most=120)
    if 0 < len(code) <= LONGEST_CODE and not Series.objects.filter(code=code).exists():
        return code
    return f"{code[: LONGEST_CODE - 9].rstrip('-')}-{sha256(name.lower().encode()).hexdigest()[:8]}"


def _points(lines: Iterable[str], told: Told) -> dict[tuple[str, int, str], int]:
    rows = _rows(lines)
    heads = {head.strip().lower(): head for head in (rows[0][1] if rows else {})}
    value, year, part = (_first(heads, names) for names in (VALUE, YEAR, PART))
    if value is None or (year is None and told.year is None):
        raise SeriesNotRead(why="no column of values or of years" if rows else "it is empty")
    areas = _areas(heads, told.within)
    try:
        amounts = counts_in([row[value].strip() for _, row in rows])
    except NotACount as no:
        number, row = rows[no.at]
        raise SeriesNotRead(why=f"row {number} has no whole number: {row[value][:40]}") from None
    points: dict[tuple[str, int, str], int] = {}
    wholes: dict[tuple[str, int], int] = defaultdict(int)
    for (number, row), amount in zip(rows, amounts, strict=True):
        at = row[year].strip() if year else str(told.year)
        if not at.isdecimal() or int(at) not in YEARS:
            raise SeriesNotRead(why=f"row {number} has no year: {at[:40]}")
        said = clean_line(row[part], most=80) if part else ""
        key = (areas(row, number), int(at), "" if said.lower() in TOGETHER else said)
        if key in points:
            raise SeriesNotRead(why=f"row {number} tells again of {key[0] or 'Indonesia'} {key[1]} {key[2]}")
        points[key] = amount
        wholes[key[:2]] += amount if key[2] else 0
    return {(*key, ""): amount for key, amount in wholes.items()} | points


def _rows(lines: Iterable[str]) -> list[tuple[int, dict[str, str]]]:
    """Every row with the number of its line; none shorter or longer than the heading, not more than MOST_ROWS."""
    reader, rows = csv.DictReader(lines), list[tuple[int, dict[str, str]]]()
    try:
        for row in reader:
            if None in row or None in row.values():
                raise SeriesNotRead(why=f"row {reader.line_num} has not as many cells as the heading")
            if len(rows) == MOST_ROWS:
                raise SeriesNotRead(why=f"it has more than {MOST_ROWS:,} rows")
            rows.append((reader.line_num, row))
    except csv.Error as error:
        raise SeriesNotRead(why=f"row {reader.line_num}: {error}") from None
    return rows


def _areas(heads: Mapping[str, str], within: str) -> Callable[[Mapping[str, str], int], str]:
    """Which area a row is about: by its code where it has one and the name beside it agrees, else by its name inside `within`."""
    code, name = _first(heads, AREA_CODE), _first(heads, AREA_NAME)
    level = len(within.split(".")) + 1 if within else 1
    known = fetch("select code, name, level from registry_area where level <= 3")
    by_code: dict[str, str] = {area: _plain(title) for area, title, _level in known}
    inside = f"{within}." if within else ""
    by_name: dict[str, str] = {_plain(title): area for area, title, at in known if at == level and area.startswith(inside)}

    def area_of(row: Mapping[str, str], number: int) -> str:
        if code is None and name is None:
            return within
        found: str | None
        if code is None:
            found = by_name.get(_plain(row[name or ""]))
        else:
            dotted: str = _dotted(row[code])
            found = code_today().get(dotted, dotted)
            if found not in by_code or (name and by_code[found] != _plain(row[name])):
                found = None
        if found is None:
            raise SeriesNotRead(why=f"row {number} names an area that is not known here: {row[code or name or '']}")
        return found

    return area_of


def _dotted(code: str) -> str:
    """`3372` as `33.72`."""
    plain = code.strip().replace(".", "")
    return ".".join(part for part in (plain[:2], plain[2:4], plain[4:6]) if part)


def _plain(name: str) -> str:
    """A name as it is compared: `KABUPATEN BOGOR` is `Kabupaten Bogor`, `Kab. Bogor` too."""
    return " ".join(name.casefold().replace(".", " ").split()).replace("kab ", "kabupaten ")


def _first(heads: Mapping[str, str], names: Sequence[str]) -> str | None:
    return next((heads[name] for name in names if name in heads), None)
