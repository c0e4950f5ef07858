"""The names by which an organisation's DHIS2 knows our areas and numbers."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from sekoci.exchange.models import Dhis2Name
from sekoci.exchange.rules import MOST_UNITS, UID
from sekoci.kit import whom
from sekoci.kit.errors import Invalid, Refusal
from sekoci.kit.sql import arrays, fetch
from sekoci.registry.rules import Reach


class NotUnits(Refusal):
    code = "not_dhis2_units"
    id = "Baris {number}: {why}"
    en = "Row {number}: {why_en}"


def read_units(content: bytes) -> dict[str, str]:
    """Area's code -> UID, of a CSV of two columns (with or without headings); NotUnits names the first row that is wrong.

    The country's code is `ID`.
    """
    text = content.decode("utf-8-sig", "replace")
    mark = max(",;\t", key=text[:2_000].count)
    units: dict[str, str] = {}
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=mark), 1):
        cells = [cell.strip() for cell in row if cell.strip()]
        if not cells or (number == 1 and not any(map(UID.fullmatch, cells))):
            continue
        if len(cells) < 2 or not UID.fullmatch(cells[1]):
            raise NotUnits(
                field="file", number=number, why="tulis kode wilayah, lalu UID (11 huruf dan angka, mulai dengan huruf).",
                why_en="write the area's code, then the UID (11 letters and digits, a letter first).",
            )  # fmt: skip
        units["" if cells[0].upper() == "ID" else cells[0]] = cells[1]
        if len(units) > MOST_UNITS:
            raise NotUnits(field="file", number=number, why="terlalu banyak baris.", why_en="too many rows.")
    return units


def name_units(reach: Reach, units: Mapping[str, str]) -> None:
    """These areas' names in place of all there were. NotUnits for a code that is no area's. Inside `within_reach`."""
    known = {code for (code,) in fetch("select code from registry_area where code = any(%s)", (list(units),))}
    for number, code in enumerate(units, 1):
        if code and code not in known:
            raise NotUnits(field="file", number=number, why=f"wilayah {code} tidak ada.", why_en=f"there is no area {code}.")
    _write(reach, Dhis2Name.Kind.UNIT, units.items())


def name_elements(reach: Reach, elements: Mapping[str, str]) -> None:
    """These numbers' names in place of all there were; empty ones are left out. Inside `within_reach`."""
    named = {ours: uid.strip() for ours, uid in elements.items() if uid.strip()}
    for ours, uid in named.items():
        if not UID.fullmatch(uid):
            why = "UID terdiri dari 11 huruf dan angka, mulai dengan huruf."
            raise Invalid(field=ours, why_id=why, why_en="A UID has 11 letters and digits, a letter first.")
    _write(reach, Dhis2Name.Kind.ELEMENT, named.items())


@transaction.atomic
def _write(reach: Reach, kind: str, names: Iterable[tuple[str, str]]) -> None:
    whom.sign()
    rows: Sequence[tuple[str, str]] = sorted(names)
    Dhis2Name.objects.filter(organisation_id=reach.organisation_id, kind=kind).exclude(
        ours__in=[name for name, _ in rows]
    ).delete()
    if rows:
        fetch(
            "insert into exchange_dhis2name (organisation_id, kind, ours, uid)"
            " select %s, %s, * from unnest(%s::text[], %s::text[])"
            " on conflict (organisation_id, kind, ours) do update set uid = excluded.uid"
            " where exchange_dhis2name.uid <> excluded.uid",
            (reach.organisation_id, kind, *arrays(rows)),
        )
