"""Rows of partners' lists emptied without a phone: picked by staff, or found to be back by what is kept of the forgotten."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sekoci.accounts.actions import mark_of, note_erasures
from sekoci.accounts.queries import erased_at, kinds_erased
from sekoci.kit.clock import now
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.held import EMPTIED, out_of_records
from sekoci.registry.queries.rows_asked import digits, opened

THESE = "r.id = any(%(rows)s)"
SAID = """case when r.name_key <> '' and r.owner_key <> '' then r.name_key || '|' || r.owner_key || '|' || left(r.area_code, 8)
    else '' end"""
VALUES = f"""
    select r.id, r.list_id::text || ':' || r.key as row, r.nib, {SAID} as said, coalesce(i.sealed, ''), r.list_id, r.key
    from registry_listrow r join registry_partnerlist l on l.id = r.list_id and not l.is_own
    left join registry_rowidentity i on i.row_id = r.id where r.name <> '' and {{which}}
"""  # noqa: S608  ours
AT_ONCE = 20_000
Values = dict[str, str]


def forget_rows(rows: Collection[int], *, nik: str = "", how: str) -> tuple[int, list[tuple[str, datetime]]]:
    """Empty these rows of partners' lists and what outlets have from them, for good; how many, and the marks that stay of them.

    Of each row its NIB, its NIK (the one that was asked for, and what is sealed to it), itself by its list's key, and where its
    owner is named name, owner and district are kept as keyed hashes: the next edition of any list brings none of it back. The
    books, counts and what programmes noted stand. A second time there is nothing to do.
    """
    with across_businesses():
        about = dict(_values(THESE, rows=list(rows)))
        marks = {(kind, value) for values in about.values() for kind, value in values.items() if value}
        if about and (asked := digits(nik)):
            marks.add(("nik", asked))
        erasures = [(mark_of(value, about=kind), now()) for kind, value in sorted(marks)]
        note_erasures(erasures, how=how)
        _empty(about)
        _let_go_of_asides({value for kind, value in marks if kind in ("nik", "nib")})
    return len(about), erasures


def forget_rows_again() -> int:
    """Empty what a backup or an old file brought back of rows that were forgotten; how many. Any number of times."""
    with across_businesses():
        kinds = kinds_erased() - {"phone"}
        back = set[int]()
        some = dict[int, Values]()
        for row, values in _values("true") if kinds else ():
            some[row] = values
            if len(some) >= AT_ONCE:
                back |= _forgotten(some, kinds)
                some = {}
        back |= _forgotten(some, kinds)
        _empty(back)
    return len(back)


def _values(which: str, **facts: object) -> Iterator[tuple[int, Values]]:
    """Each row, and by what its person is known in it."""
    for number, row, nib, said, sealed, list_id, key in fetch(VALUES.format(which=which), facts):
        yield number, {"row": row, "nib": nib, "said": said, "nik": opened(sealed, list_id, key) if sealed else ""}


def _forgotten(rows: dict[int, Values], kinds: Collection[str]) -> set[int]:
    gone = set[int]()
    for kind in kinds:
        erased = erased_at({values[kind] for values in rows.values() if values.get(kind)}, about=kind)
        gone |= {row for row, values in rows.items() if values.get(kind) in erased}
    return gone


def _empty(rows: Collection[int]) -> None:
    if not rows:
        return
    facts = {"rows": list(rows)}
    for statement in out_of_records(THESE):
        fetch(statement, facts)
    fetch("delete from registry_rowidentity where row_id = any(%(rows)s)", facts)
    fetch(EMPTIED.format(whose=THESE), facts)


def _let_go_of_asides(numbers: Collection[str]) -> None:
    """Rows that could not be used and name one of these numbers."""
    for number in numbers:
        fetch(
            "delete from registry_quarantinedrow where strpos(regexp_replace(cells::text, '[^0-9]', '', 'g'), %s) > 0", (number,)
        )
