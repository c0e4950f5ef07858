"""Rows of partners' lists that are about somebody who asks for them, found without a phone: for staff. Across businesses."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sekoci.kit.sealing import CannotUnseal, unseal
from sekoci.kit.sql import fetch
from sekoci.registry.queries.legal_bases import about
from sekoci.registry.queries.lists import seen_on

MOST_FOUND = 50
FOUND = f"""
    select r.id, coalesce(r.outlet_id, 0), org.name, l.name, {seen_on("r", "l")}, r.name, r.owner, r.phone, r.street,
        coalesce(a.path, ''), r.nib, coalesce('…' || i.last4, '')
    from registry_listrow r join registry_partnerlist l on l.id = r.list_id and not l.is_own
    join registry_organisation org on org.id = r.organisation_id left join registry_area a on a.code = r.area_code
    left join registry_rowidentity i on i.row_id = r.id
    where r.name <> '' and {{which}} order by lower(r.name), r.id limit {MOST_FOUND}
"""  # noqa: S608  ours


@dataclass(frozen=True)
class RowAsked:
    """A row, where it comes from, and what it says of its owner; `nik`: the last digits, empty where none is kept."""

    id: int
    outlet_id: int
    organisation: str
    list: str
    as_of: date
    name: str
    owner: str
    phone: str
    street: str
    place: str
    nib: str
    nik: str


@dataclass(frozen=True)
class Asked:
    """What staff look for: a NIK, a NIB, the number of an outlet, or words of a name or an owner's in an area's."""

    nik: str = ""
    nib: str = ""
    outlet: str = ""
    name: str = ""
    place: str = ""

    @property
    def is_enough(self) -> bool:
        """Whether it can find anything that is about one person."""
        return bool(digits(self.nik) or digits(self.nib) or digits(self.outlet) or (len(self.name) > 2 and len(self.place) > 2))


def digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def rows_asked(asked: Asked) -> list[RowAsked]:
    """The rows that fit, at most MOST_FOUND, those of people who were forgotten left out. Two statements at most."""
    if not asked.is_enough:
        return []
    if nik := digits(asked.nik):
        return rows_by_id(rows_with_nik(nik))
    if nib := digits(asked.nib):
        return _found("r.nib = %(nib)s", nib=nib.rjust(13, "0"))
    if outlet := digits(asked.outlet):
        return _found("r.outlet_id = %(outlet)s", outlet=int(outlet[:18]))
    return _found(
        "(strpos(lower(r.name), lower(%(name)s)) > 0 or strpos(lower(r.owner), lower(%(name)s)) > 0)"
        " and strpos(lower(a.path), lower(%(place)s)) > 0",
        name=asked.name,
        place=asked.place,
    )


def rows_by_id(ids: Collection[int]) -> list[RowAsked]:
    """These rows, as staff see them."""
    return _found("r.id = any(%(ids)s)", ids=list(ids)) if ids else []


def rows_with_nik(nik: str) -> list[int]:
    """The rows to which this NIK is sealed: those with its last digits are opened."""
    candidates = fetch(
        "select i.row_id, i.list_id, r.key, i.sealed from registry_rowidentity i join registry_listrow r on r.id = i.row_id"
        " where i.last4 = %s",
        (nik[-4:],),
    )
    return [row for row, list_id, key, sealed in candidates if opened(sealed, list_id, key) == nik]


def opened(sealed: str, list_id: int, key: str) -> str:
    """The number; empty where its key was lost."""
    try:
        return unseal(sealed, about=about(list_id, key))
    except CannotUnseal:
        return ""


def _found(which: str, **values: object) -> list[RowAsked]:
    return [RowAsked(*row) for row in fetch(FOUND.format(which=which), values)]
