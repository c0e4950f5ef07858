"""Outlets as an officer sees them, inside `within_reach`: one with all that is known of it, what became of those that ended."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sekoci.kit.sql import fetch
from sekoci.registry.queries.lists import seen_on
from sekoci.registry.rules.golden import FIELDS, POINT


@dataclass(frozen=True)
class RowOfOutlet:
    """A list's row, as the officer may see it."""

    id: int
    list: str
    organisation: str
    is_own: bool
    as_of: date
    place: str
    gives: frozenset[str]
    """The fields of the golden record that came from it."""
    said: dict[str, str]


@dataclass(frozen=True)
class Moved:
    """A row that came into an outlet or left it; `other`: where it came from or went, None: nowhere."""

    row_id: int
    name: str
    list: str
    came: bool
    other: int | None
    at: datetime
    who: str
    """The officer who decided it; "": a linking did."""


@dataclass(frozen=True)
class OneOutlet:
    id: int
    said: dict[str, str]
    place: str
    point: tuple[float, float] | None
    rows: list[RowOfOutlet]
    hidden: int
    """Rows outside the officer's areas."""
    shop: int
    ended_at: datetime | None
    moves: list[Moved]

    @property
    def origin(self) -> dict[str, RowOfOutlet]:
        """Which row gave which field."""
        return {name: row for row in self.rows for name in row.gives}


def lists_known() -> list[tuple[int, str, str]]:
    """Every list: its id, its name, whose it is."""
    return fetch(
        "select l.id, l.name, o.name from registry_partnerlist l join registry_organisation o on o.id = l.organisation_id"
        " order by lower(o.name), lower(l.name), l.id"
    )


def outlet_by_id(outlet_id: int) -> OneOutlet | None:
    """All that an officer may know of an outlet; None outside the reach. Three statements."""
    names = ", ".join(f"o.{name}" for name in FIELDS)
    found = fetch(
        f"""
        select coalesce(a.path, ''), o.latitude, o.longitude, o.golden::text, o.rows, coalesce(o.shop_id, 0), o.ended_at, {names}
        from registry_outlet o left join registry_area a on a.code = o.area_code
        where o.id = %s
        """,  # noqa: S608  ours
        (outlet_id,),
    )
    if not found:
        return None
    [(place, latitude, longitude, golden, count, shop, ended_at, *said)] = found
    rows = _rows_of(outlet_id, golden)
    return OneOutlet(
        id=outlet_id,
        said=dict(zip(FIELDS, said, strict=True)),
        place=place,
        point=None if latitude is None else (latitude, longitude),
        rows=rows,
        hidden=count - len(rows),
        shop=shop,
        ended_at=ended_at,
        moves=_moves_of(outlet_id),
    )


def _rows_of(outlet_id: int, golden: str) -> list[RowOfOutlet]:
    names = ", ".join(f"r.{name}" for name in FIELDS)
    found = fetch(
        f"""
        select r.id, l.name, org.name, l.is_own, {seen_on("r", "l")} as seen_on, coalesce(a.path, ''),
            array(select key from jsonb_each_text(%s::jsonb) where value = r.id::text), {names}
        from registry_listrow r join registry_partnerlist l on l.id = r.list_id
        join registry_organisation org on org.id = r.organisation_id left join registry_area a on a.code = r.area_code
        where r.outlet_id = %s order by l.is_own desc, seen_on desc, r.id limit 200
        """,  # noqa: S608  ours
        (golden, outlet_id),
    )
    return [
        RowOfOutlet(number, name, org, is_own, as_of, place, frozenset(gives), dict(zip(FIELDS, said, strict=True)))
        for number, name, org, is_own, as_of, place, gives, *said in found
    ]


def _moves_of(outlet_id: int) -> list[Moved]:
    found = fetch(
        """
        select r.id, r.name, l.name, m.to_outlet_id = %(outlet)s,
            case when m.to_outlet_id = %(outlet)s then m.from_outlet_id else m.to_outlet_id end, m.at, coalesce(p.name, '')
        from (select * from registry_outletmove where from_outlet_id = %(outlet)s
            union select * from registry_outletmove where to_outlet_id = %(outlet)s) m
        join registry_listrow r on r.id = m.row_id join registry_partnerlist l on l.id = r.list_id
        left join registry_pairdecision d on d.id = m.decision_id left join accounts_person p on p.id = d.person_id
        order by m.id desc limit 50
        """,
        {"outlet": outlet_id},
    )
    return [Moved(row, name, of, bool(came), other, at, who) for row, name, of, came, other, at, who in found]


def heirs_of(outlet_ids: Collection[int]) -> dict[int, int]:
    """Of outlets that ended: where most of their last rows are now, followed to one that lives. Those without rows are left out.

    Across businesses, for what stands on outlets: a programme's participants.
    """
    found = fetch(
        """
        select distinct on (gone.id) gone.id, r.outlet_id from registry_outlet gone
        join registry_outletmove m on m.from_outlet_id = gone.id join registry_listrow r on r.id = m.row_id
        where gone.id = any(%s) and gone.ended_at is not null and r.outlet_id is not null
        group by gone.id, r.outlet_id order by gone.id, max(m.id) desc, count(*) desc, r.outlet_id
        """,
        (list(outlet_ids),),
    )
    return dict(found)


__all__ = [
    "POINT",
    "OneOutlet",
    "RowOfOutlet",
    "heirs_of",
    "lists_known",
    "outlet_by_id",
]
