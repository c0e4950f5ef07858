"""What became of the rows of an organisation's own lists. Inside `within_reach`, where no other's rows exist."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sekoci.exchange.queries.agreements import has_agreement
from sekoci.indicators.queries.grades import Grades, grades_of
from sekoci.kit.blurring import name_of
from sekoci.kit.clock import day_in
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.queries.changes import Place, places_in_programs
from sekoci.registry.rules import Reach

ZONE = "Asia/Jakarta"
ROWS = """
    select r.id, r.list_id, r.key, r.edition_id, r.as_of, r.area_code, r.outlet_id from registry_listrow r
    where r.organisation_id = %(mine)s and r.gone_at is null and r.id > %(after)s
      and (%(list)s::bigint is null or r.list_id = %(list)s)
    order by r.id limit %(limit)s
"""


@dataclass(frozen=True)
class Result:
    """A row of the organisation's: the business, by `outlet_name` (None: not linked yet), and what may be told of it."""

    list_id: int
    key: str
    edition: UUID
    as_of: date
    area: str
    outlet: str | None
    grades: Grades | None
    programs: Sequence[Place]


def outlet_name(organisation_id: int, outlet_id: int) -> str:
    """What an organisation reads in place of an outlet's number: a name that this organisation alone knows it by. Numbers of rows
    that are one outlet with another's are low, of invented ones high: they would say who is on others' lists."""
    return name_of(f"outlet {organisation_id} {outlet_id}")


@dataclass(frozen=True)
class ResultPage:
    """`next`: behind which row the next page begins; None: this is the last. `agreed`: grades are told of every business."""

    items: list[Result]
    next: int | None
    on: date
    agreed: bool


def results(reach: Reach, *, list_id: int | None = None, after: int = 0, limit: int = 500) -> ResultPage:
    """The rows that the organisation's lists have now, in a fixed order. Five statements, whatever the length."""
    on = day_in(ZONE)
    agreed = has_agreement(reach.organisation_id, on)
    rows = fetch(ROWS, {"mine": reach.organisation_id, "after": after, "list": list_id, "limit": limit + 1})
    outlets = sorted({row[6] for row in rows[:limit] if row[6]})
    with across_businesses():
        grades = grades_of(outlets, on=on)
        places = places_in_programs(outlets, reach)
    items = [
        Result(
            list_id, key, edition, as_of, area, outlet_name(reach.organisation_id, outlet) if outlet else None,
            grades.get(outlet) if outlet and _may(reach, agreed, grades.get(outlet)) else None, places.get(outlet or 0, ()),
        )
        for _id, list_id, key, edition, as_of, area, outlet in rows[:limit]
    ]  # fmt: skip
    return ResultPage(items, rows[limit - 1][0] if len(rows) > limit else None, on, agreed)


def mine_in(reach: Reach, areas: Sequence[str]) -> dict[str, int]:
    """How many different businesses of its own lists an organisation has in each of these areas. One statement."""
    rows = fetch(
        """
        select wanted.code, count(distinct r.outlet_id) from unnest(%s::text[]) wanted (code)
        join registry_listrow r on r.organisation_id = %s and r.gone_at is null and r.area_code like wanted.code || '%%'
        group by 1
        """,
        (list(areas), reach.organisation_id),
    )
    return dict(rows)


def _may(reach: Reach, agreed: bool, grades: Grades | None) -> bool:
    return grades is not None and (agreed or (reach.role == "officer" and reach.covers(grades.area)))
