"""The grades of some outlets as they stand now, by the very rule by which areas are counted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sekoci.indicators.actions.counting import digital_of, facts_on
from sekoci.indicators.actions.standing import LISTED, PAYS, SAID, SELLS
from sekoci.indicators.rules import definition_on
from sekoci.kit.sql import fetch

GRADES = f"""
    with said as ({SAID.replace("in_question", "= any(%(outlets)s)")}), here as (
        select b.id, b.has_public_shop, s.last_digital, q.business_id is not null as own_qris from registry_business b
        left join indicators_shopseen s on s.business_id = b.id left join payments_qrissticker q on q.business_id = b.id
        where b.id in (select shop_id from registry_outlet where id = any(%(outlets)s)) and b.closed_at is null
          and (%(demo)s or not b.is_demo)
    ), standing as (
        select o.id, o.area_code, {LISTED} as listed, {PAYS} as pays, {SELLS} as sells
        from registry_outlet o left join said on said.outlet_id = o.id left join here h on h.id = o.shop_id
        where o.id = any(%(outlets)s) and o.ended_at is null
    )
    select id, area_code, listed, pays, sells, DIGITAL from standing
"""  # noqa: S608  texts are ours


@dataclass(frozen=True)
class Grades:
    """Which of the grades an outlet has, where it is, and whether it is digital by the definition of the day."""

    area: str
    listed: bool
    pays: bool
    sells: bool
    digital: bool


def grades_of(outlet_ids: Collection[int], *, on: date) -> dict[int, Grades]:
    """By outlet; those that ended are not among them. Across businesses; one statement."""
    if not outlet_ids:
        return {}
    statement = GRADES.replace("DIGITAL", digital_of(definition_on(on)))
    rows = fetch(statement, facts_on(on) | {"outlets": sorted(outlet_ids)})
    return {outlet_id: Grades(*grades) for outlet_id, *grades in rows}
