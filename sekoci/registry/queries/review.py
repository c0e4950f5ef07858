"""Doubtful pairs for an officer's eyes: the next one, what was decided, how far two people agree. Inside `within_reach`."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sekoci.kit.sql import fetch
from sekoci.registry.queries.decisions import HELD
from sekoci.registry.queries.inside import inside
from sekoci.registry.queries.lists import seen_on
from sekoci.registry.rules.parting import Pair, agreement
from sekoci.registry.rules.reach import Reach

COMPARED = ("name", "owner", "phone", "street", "nib", "kind")
EVERY = 10
"""One decided pair in so many is shown to a second person, who is not told what the first one said."""
SECOND = f"""
    p.id %% {EVERY} = 0 and not p.is_open and (
        select count(distinct d.person_id) from registry_pairdecision d where d.left_row_id = p.left_row_id
        and d.right_row_id = p.right_row_id and d.verdict <> 'later') = 1
"""  # noqa: S608  a number of ours
MINE = """
    select from registry_pairdecision d where d.left_row_id = p.left_row_id and d.right_row_id = p.right_row_id
    and d.person_id = %(person)s and d.verdict
"""


@dataclass(frozen=True)
class Side:
    """One of the two rows."""

    row_id: int
    outlet_id: int
    outlet_rows: int
    list: str
    organisation: str
    as_of: date
    place: str
    area_code: str
    street_key: str
    point: tuple[float, float] | None
    said: dict[str, str]


@dataclass(frozen=True)
class Reason:
    """What the model compared, what it found (`exact`, `close`, `differs`), and how much that weighs: above 0 it is for "same".
    How the two read beside each other is `standard.likeness`'s to say."""

    field: str
    says: str
    weight: float


@dataclass(frozen=True)
class DoubtfulPairShown:
    id: int
    probability: float
    linked: bool
    why: list[Reason]
    left: Side
    right: Side

    @property
    def rows(self) -> Pair:
        return self.left.row_id, self.right.row_id


@dataclass(frozen=True)
class KnownDecision:
    """A decision that holds, with the names of its two rows ("" where one is out of sight)."""

    id: int
    pair: Pair
    names: tuple[str, str]
    verdict: str
    person_id: int
    person: str
    at: datetime


@dataclass(frozen=True)
class Agreement:
    """Of pairs that two people decided: how many, the share in which they agree, and Cohen's kappa."""

    pairs: int
    share: float | None
    kappa: float | None

    @property
    def percent(self) -> int:
        return round(100 * (self.share or 0))


def next_pair(reach: Reach) -> DoubtfulPairShown | None:
    """The pair whose answer is worth most: near the threshold, of large outlets; what one put off comes last."""
    test, values = _visible(reach)
    worth = "(1 - 2 * abs(p.probability - 0.5)) * ln(2 + l_out.rows + r_out.rows)"
    return _pair(
        f"""
        {test} and (p.is_open or {SECOND}) and not exists ({MINE} <> 'later')
        order by exists ({MINE} = 'later'), {worth} desc, p.id limit 1
        """,
        {**values, "person": reach.person_id},
    )


def pair_by_id(reach: Reach, pair_id: int) -> DoubtfulPairShown | None:
    """One pair; None outside the reach."""
    test, values = _visible(reach)
    return _pair(f"{test} and p.id = %(pair)s", {**values, "pair": pair_id})


def pairs_left(reach: Reach) -> int:
    """How many pairs wait inside the reach."""
    test, values = _visible(reach)
    [(count,)] = fetch(f"select count(*) from registry_doubtfulpair p where {test} and p.is_open", values)  # noqa: S608  ours
    return int(count)


def decisions_at(pairs: Collection[Pair]) -> list[KnownDecision]:
    """The decisions that hold on these pairs, in their order."""
    found = fetch(
        f"""
        with {HELD}
        select held.id, held.left_row_id, held.right_row_id, coalesce(l.name, ''), coalesce(r.name, ''), held.verdict,
            held.person_id, coalesce(p.name, ''), held.at
        from unnest(%s::bigint[], %s::bigint[]) with ordinality asked (one, other, nth)
        join held on held.left_row_id = asked.one and held.right_row_id = asked.other
        left join registry_listrow l on l.id = held.left_row_id left join registry_listrow r on r.id = held.right_row_id
        left join accounts_person p on p.id = held.person_id order by asked.nth
        """,  # noqa: S608  ours
        ([one for one, _ in pairs], [other for _, other in pairs]),
    )
    return [_known(*row) for row in found]


def decisions_by(person_id: int, *, limit: int = 10) -> list[KnownDecision]:
    """What somebody decided last, of what still holds and can be taken back; what was decided at once is one."""
    found = fetch(
        f"""
        with {HELD}
        select distinct on (held.at) held.id, held.left_row_id, held.right_row_id, l.name, r.name, held.verdict, held.person_id,
            '', held.at from held
        join registry_listrow l on l.id = held.left_row_id join registry_listrow r on r.id = held.right_row_id
        where held.person_id = %s and held.verdict <> 'later' order by held.at desc, held.id limit %s
        """,  # noqa: S608  ours
        (person_id, limit),
    )
    return [_known(*row) for row in found]


def agreement_of_two() -> Agreement:
    """Over all pairs that two people decided, by the first answer of each."""
    found = fetch(
        """
        with answers as (
            select distinct on (left_row_id, right_row_id, person_id) left_row_id, right_row_id, id, verdict
            from registry_pairdecision where verdict <> 'later' and note = '' order by left_row_id, right_row_id, person_id, id
        )
        select answer[1], answer[2], count(*) from (
            select array_agg(verdict order by id) as answer from answers group by left_row_id, right_row_id having count(*) > 1
        ) both_said group by 1, 2
        """
    )
    return Agreement(*agreement((one, other) for one, other, times in found for _ in range(times)))


def _visible(reach: Reach) -> tuple[str, dict[str, Any]]:
    left, values = inside(reach.areas, "p.left_area")
    right, _ = inside(reach.areas, "p.right_area")
    return f"{left} and {right}", values


def _pair(where: str, values: dict[str, Any]) -> DoubtfulPairShown | None:
    columns, joins = [], []
    for row, side in (("l", "left"), ("r", "right")):
        columns.append(
            f"{row}.id, {row}_out.id, {row}_out.rows, {row}_list.name, {row}_org.name, {seen_on(row, f'{row}_list')},"
            f" coalesce({row}_area.path, ''), {row}.area_code, {row}.street_key, {row}.latitude, {row}.longitude,"
            f" {', '.join(f'{row}.{name}' for name in COMPARED)}"
        )
        joins.append(
            f"join registry_listrow {row} on {row}.id = p.{side}_row_id"
            f" join registry_outlet {row}_out on {row}_out.id = {row}.outlet_id"
            f" join registry_partnerlist {row}_list on {row}_list.id = {row}.list_id"
            f" join registry_organisation {row}_org on {row}_org.id = {row}.organisation_id"
            f" left join registry_area {row}_area on {row}_area.code = {row}.area_code"
        )
    found = fetch(
        f"""
        select p.id, p.probability, p.linked, p.why::text, {", ".join(columns)}
        from registry_doubtfulpair p {" ".join(joins)} where {where}
        """,  # noqa: S608  ours
        values,
    )
    if not found:
        return None
    [(number, probability, linked, why, *cells)] = found
    half = len(cells) // 2
    reasons = [Reason(str(each["field"]), str(each["says"]), float(each["weight"])) for each in json.loads(why)]
    return DoubtfulPairShown(number, probability, linked, reasons, _side(*cells[:half]), _side(*cells[half:]))


def _side(*cells: Any) -> Side:
    number, outlet, rows, of, organisation, as_of, place, area_code, street_key, latitude, longitude, *said = cells
    point = None if latitude is None or longitude is None else (latitude, longitude)
    told = dict(zip(COMPARED, said, strict=True))
    return Side(number, outlet, rows, of, organisation, as_of, place, area_code, street_key, point, told)


def _known(*cells: Any) -> KnownDecision:
    number, left, right, left_name, right_name, verdict, person_id, person, at = cells
    return KnownDecision(number, (left, right), (left_name, right_name), verdict, person_id, person, at)
