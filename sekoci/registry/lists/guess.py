"""Which row is the heading, which column is what, and which columns nobody may keep. A guess that people see and change. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sekoci.registry.lists.headings import FIELDS, IS_A_SEX, is_half, is_of_statistics, matches, secret_of, worded
from sekoci.registry.lists.strays import NIK, without_numbers

MOST_HEADINGS = 25
Rows = Sequence[Sequence[str]]
_NUMBERS = re.compile(r"[-+]?[0-9][0-9.,/ -]*")
_PHONE = re.compile(r"(?:\+?62|0)?8[0-9]{8,11}")
_NIK = re.compile(NIK)
_NPWP = re.compile(r"[0-9]{2}\.[0-9]{3}\.[0-9]{3}\.[0-9]-[0-9]{3}\.[0-9]{3}")
_CODE = re.compile(r"[0-9]{2}\.?[0-9]{2}(?:\.?[0-9]{2}(?:\.?[0-9]{4})?)?")


@dataclass(frozen=True)
class Column:
    """A column of the file: what stands above it, a field or none, or why it is not kept (`secret`), and what is in it."""

    place: int
    heading: str
    field: str
    secret: str
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """The number of the last row of headings (0: there is none), and every column that has anything."""

    header: int
    columns: tuple[Column, ...]

    @property
    def places(self) -> dict[str, int]:
        return {column.field: column.place for column in self.columns if column.field}

    @property
    def mapping(self) -> dict[str, str]:
        """Field -> heading, as it is saved with a list."""
        return {column.field: column.heading for column in self.columns if column.field}


def guess_layout(rows: Rows, saved: Mapping[str, str] | None = None) -> Layout:
    """Read the first rows of a file, each its number and its cells; a `saved` mapping wins where its headings are there."""
    header, headings = _saved_heading(rows, saved or {}) or _heading(rows)
    body = [row[1:] for row in rows if int(row[0]) > header]
    return _with_saved(_laid_out(header, headings, body), saved or {})


def layout_as_told(rows: Rows, header: int, told: Mapping[str, int]) -> Layout:
    """The layout as people say: the heading's row (0: none), and field -> column. What is secret stays out."""
    by_number = {int(row[0]): row[1:] for row in rows}
    titles = by_number.get(header, ())
    above = by_number.get(header - 1, ())
    width = max((len(row) - 1 for row in rows), default=0)
    headings = [("", titles[at] if at < len(titles) else "") for at in range(width)]
    if titles and above and match_count(_two_rows(above, titles)) > match_count(headings):
        headings = _two_rows(above, titles)
    laid = _laid_out(header, headings, [row[1:] for row in rows if int(row[0]) > header])
    fields = {place: field for field, place in told.items() if field in FIELDS}
    return Layout(header, tuple(_as(column, "" if column.secret else fields.get(column.place, "")) for column in laid.columns))


def match_count(headings: Sequence[tuple[str, str]]) -> int:
    return len(_assigned(headings))


def _saved_heading(rows: Rows, saved: Mapping[str, str]) -> tuple[int, list[tuple[str, str]]] | None:
    """The row that has every heading of a saved mapping."""
    for row in rows[:MOST_HEADINGS]:
        if saved and set(saved.values()) <= {cell.strip() for cell in row[1:]}:
            return int(row[0]), [("", cell) for cell in row[1:]]
    return None


def _heading(rows: Rows) -> tuple[int, list[tuple[str, str]]]:
    """The row with the most words that we know among the first ones, of one row or of two; 0 where none looks like it."""
    best, most = (0, list[tuple[str, str]]()), 0
    for at, row in enumerate(rows[:MOST_HEADINGS]):
        cells = row[1:]
        if any(_is_data(cell) for cell in cells):
            continue
        above = rows[at - 1][1:] if at and int(rows[at - 1][0]) == int(row[0]) - 1 else ()
        plain = [("", cell) for cell in cells]
        for headings in (plain, _two_rows(above, cells)) if above else (plain,):
            count = match_count(headings)
            if count > most and (
                count > 1 or len([cell for cell in cells if cell.strip()]) == 1 == max(len(r) - 1 for r in rows)
            ):
                best, most = (int(row[0]), headings), count
    return best


def _two_rows(above: Sequence[str], row: Sequence[str]) -> list[tuple[str, str]]:
    """Headings of two rows: the upper one is often merged over several columns, so it holds to the right until the next."""
    held, headings = "", []
    for at in range(max(len(above), len(row))):
        upper = above[at] if at < len(above) else ""
        lower = row[at] if at < len(row) else ""
        held = upper or held
        headings.append((held if lower.strip() else "", lower if lower.strip() else upper))
    return headings


def _is_data(cell: str) -> bool:
    digits = re.sub(r"[^0-9]", "", cell)
    return len(digits) > 4 or bool(cell.strip() and _NUMBERS.fullmatch(cell.strip()))


def _laid_out(header: int, headings: Sequence[tuple[str, str]], body: Rows) -> Layout:
    assigned = {place: field for field, place in _assigned(headings).items()}
    width = max([len(headings), *(len(row) for row in body)], default=0)
    columns: list[Column] = []
    seen: dict[str, int] = {}
    for place in range(width):
        cells = [row[place].strip() for row in body if place < len(row) and row[place].strip()]
        upper, lower = headings[place] if place < len(headings) else ("", "")
        heading = " / ".join(dict.fromkeys(part.strip() for part in (upper, lower) if part.strip()))
        heading = without_numbers(heading)[:60]
        if not cells and not heading:
            continue
        heading = heading or f"Kolom {letter_of(place)}"
        seen[heading] = seen.get(heading, 0) + 1
        heading += f" ({seen[heading]})" * (seen[heading] > 1)
        secret = secret_of(upper, lower) if upper or lower else ""
        secret = secret or _secret_by_looks(cells)
        field = "" if secret else assigned.get(place, "")
        columns.append(Column(place, heading, field, secret, () if secret else tuple(dict.fromkeys(cells))[:2]))
    return _by_looks(Layout(header, tuple(columns)), body)


def _assigned(headings: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Each field's column: the best match wins, the leftmost of equals."""
    found = [
        (-sure, place, name)
        for place, (upper, lower) in enumerate(headings)
        if not secret_of(upper, lower) and not is_of_statistics(upper, lower) and not is_half(upper, lower)
        for name, sure in matches(worded(upper), worded(lower))
    ]
    places: dict[str, int] = {}
    taken: set[int] = set()
    for _, place, name in sorted(found):
        if name not in places and place not in taken:
            places[name] = place
            taken.add(place)
    return places


def _secret_by_looks(cells: Sequence[str]) -> str:
    """Numbers of sixteen digits that hold a birthday are NIK whatever stands above them."""
    plain = [re.sub(r"[ .'-]", "", cell) for cell in cells]
    if len(cells) > 1 and _share(plain, lambda cell: bool(_NIK.fullmatch(cell))) > 0.5:
        return "nik"
    return "npwp" if len(cells) > 1 and _share(cells, lambda cell: bool(_NPWP.fullmatch(cell))) > 0.5 else ""


def _by_looks(layout: Layout, body: Rows) -> Layout:
    """What the headings leave open, the cells say: phones, NIB, codes of areas, links; and an id that repeats is none."""
    cells = {
        column.place: [row[column.place].strip() for row in body if column.place < len(row) and row[column.place].strip()]
        for column in layout.columns
    }
    places = layout.places
    if "key" in places and (said := cells[places["key"]]) and len(set(said)) < 0.98 * len(said):
        del places["key"]
    free = [c.place for c in layout.columns if not c.secret and c.place not in places.values() and len(cells[c.place]) > 1]
    looks: dict[str, Callable[[str], bool]] = {
        "phone": lambda cell: bool(_PHONE.fullmatch(re.sub(r"[ .()+-]", "", cell))),
        "nib": lambda cell: bool(re.fullmatch(r"[0-9]{13}", cell)),
        "place": lambda cell: bool(_CODE.fullmatch(cell)) and len(re.sub(r"[^0-9]", "", cell)) in (6, 10),
        "listing": lambda cell: cell.startswith(("http://", "https://", "www.")) and "maps" not in cell,
    }
    theirs = {column.place for column in layout.columns if is_of_statistics(column.heading)}
    for field, fits in looks.items():
        likely = [place for place in free if not (field == "place" and place in theirs)]
        if field not in places and (found := [place for place in likely if _share(cells[place], fits) > 0.8]):
            places[field] = found[0]
            free.remove(found[0])
    if "kind" not in places:
        kinds = [
            c.place for c in layout.columns if c.place in free and worded(c.heading) == "jenis" and _are_kinds(cells[c.place])
        ]
        places |= {"kind": kinds[0]} if kinds else {}
    if "name" not in places and layout.header == 0:
        texts = [p for p in free if _share(cells[p], lambda cell: not _is_data(cell)) > 0.9]
        many = [place for place in texts if len(set(cells[place])) * 2 > len(cells[place])]
        places |= {"name": many[0]} if many else {}
    fields = {place: field for field, place in places.items()}
    return Layout(layout.header, tuple(_as(column, fields.get(column.place, "")) for column in layout.columns))


def _are_kinds(cells: Sequence[str]) -> bool:
    """Whether what stands below `Jenis` are words, and not whether somebody is a man or a woman."""
    return _share(cells, lambda cell: not _is_data(cell) and not IS_A_SEX.fullmatch(cell.lower())) > 0.8


def _with_saved(layout: Layout, saved: Mapping[str, str]) -> Layout:
    """The saved mapping where all of its headings are there again."""
    there = {column.heading: column.place for column in layout.columns if not column.secret}
    if not saved or not all(heading in there for heading in saved.values()):
        return layout
    fields = {there[heading]: field for field, heading in saved.items()}
    return Layout(layout.header, tuple(_as(column, fields.get(column.place, "")) for column in layout.columns))


def _as(column: Column, field: str) -> Column:
    return Column(column.place, column.heading, field, column.secret, column.examples)


def _share(cells: Sequence[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, cells)) / len(cells) if cells else 0.0


def letter_of(place: int) -> str:
    """How a spreadsheet calls its columns: A, B, …, AA."""
    return letter_of(place // 26 - 1) + chr(65 + place % 26) if place >= 26 else chr(65 + place)
