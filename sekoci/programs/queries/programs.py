"""Programmes as pages show them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sekoci.kit.sql import fetch
from sekoci.programs.rules import Eligibility, aim_of, weights_of
from sekoci.registry.rules import Reach


@dataclass(frozen=True)
class KnownCarrier:
    organisation_id: int
    name: str
    is_owner: bool


@dataclass(frozen=True)
class KnownKind:
    """A kind of support; `is_offered`: not taken out of the programme."""

    id: int
    what: str
    name: str
    unit_cost: int
    is_offered: bool


@dataclass(frozen=True)
class KnownTarget:
    """For a stage, or for an indicator of an area."""

    stage: str
    indicator: str
    area_code: str
    area: str
    by_day: date
    wanted: int

    @property
    def aim(self) -> str:
        return aim_of(self.stage, self.indicator)


@dataclass(frozen=True)
class Place:
    """An area of a programme; the empty code is the country."""

    code: str
    name: str


@dataclass(frozen=True)
class Programme:
    """A programme with its parts; `areas` and `places` as the model says."""

    id: int
    slug: str
    name: str
    template: str
    about: str
    joining: str
    contact: str
    state: str
    begins_on: date
    ends_on: date
    decides_on: date | None
    budget: int
    places: int | None
    closed_at: datetime | None
    areas: tuple[Place, ...]
    eligibility: Eligibility
    stages: tuple[str, ...]
    carriers: tuple[KnownCarrier, ...]
    support: tuple[KnownKind, ...]
    targets: tuple[KnownTarget, ...]
    cohorts: dict[int, str]
    cohort_days: dict[int, tuple[date | None, date | None]]
    """When each begins and ends, as far as somebody said."""
    weights: dict[str, int]

    @property
    def owner(self) -> str:
        return next(each.name for each in self.carriers if each.is_owner)

    @property
    def partners(self) -> list[KnownCarrier]:
        return [each for each in self.carriers if not each.is_owner]

    @property
    def offered(self) -> list[KnownKind]:
        return [each for each in self.support if each.is_offered]

    def is_run_by(self, reach: Reach) -> bool:
        """Whether this officer runs it, and not only sees it."""
        return reach.role == "officer" and any(
            each.is_owner and each.organisation_id == reach.organisation_id for each in self.carriers
        )


WHOLE = """
    select p.id, p.slug, p.name, p.template, p.about, p.joining, p.contact, p.state, p.begins_on, p.ends_on, p.decides_on,
        p.budget, p.places, p.closed_at,
        (select coalesce(jsonb_agg(jsonb_build_array(code, coalesce(a.path, '')) order by code), '[]')::text
            from unnest(p.areas) code left join registry_area a using (code)),
        p.eligibility::text, p.stages,
        (select coalesce(jsonb_agg(jsonb_build_array(c.organisation_id, o.name, c.is_owner) order by c.is_owner desc, o.name),
            '[]')::text from programs_carrier c join registry_organisation o on o.id = c.organisation_id
            where c.program_id = p.id),
        (select coalesce(jsonb_agg(jsonb_build_array(k.id, k.what, k.name, k.unit_cost, k.ended_at is null) order by k.id),
            '[]')::text from programs_supportkind k where k.program_id = p.id),
        (select coalesce(jsonb_agg(jsonb_build_array(t.stage, t.indicator, t.area_code, coalesce(a.name, ''), t.by_day, t.wanted)
            order by t.by_day, t.area_code, t.id), '[]')::text
            from programs_target t left join registry_area a on a.code = t.area_code where t.program_id = p.id),
        (select coalesce(jsonb_agg(jsonb_build_array(c.id, c.name, c.begins_on, c.ends_on) order by c.id), '[]')::text
            from programs_cohort c where c.program_id = p.id),
        p.weights::text
    from programs_program p where
"""


def program_for(slug: str, reach: Reach) -> Programme | None:
    """A programme that this officer's organisation carries; a draft only for its owner. One statement."""
    return _one(
        f"{WHOLE} p.slug = %s and exists (select from programs_carrier c where c.program_id = p.id"
        " and c.organisation_id = %s and (c.is_owner or p.state <> 'draft'))",
        (slug, reach.organisation_id),
    )


def public_program(slug: str) -> Programme | None:
    """A programme that is no draft."""
    return _one(f"{WHOLE} p.slug = %s and p.state <> 'draft'", (slug,))


@dataclass(frozen=True)
class ProgrammeLine:
    slug: str
    name: str
    state: str
    begins_on: date
    ends_on: date
    is_owner: bool
    owner: str
    businesses: int
    """Taking part, inside the officer's areas."""


def programs_of(reach: Reach) -> list[ProgrammeLine]:
    """Those that the officer's organisation carries, running ones first. Inside `within_reach`; one statement."""
    rows = fetch(
        """
        select p.slug, p.name, p.state, p.begins_on, p.ends_on, c.is_owner, o.name,
            (select count(*) from programs_enrolment e where e.program_id = p.id and e.state = 'chosen')
        from programs_carrier c join programs_program p on p.id = c.program_id
        join programs_carrier owner on owner.program_id = p.id and owner.is_owner
        join registry_organisation o on o.id = owner.organisation_id
        where c.organisation_id = %s and (c.is_owner or p.state <> 'draft')
        order by array_position(array['open', 'draft', 'closed'], p.state::text), p.begins_on desc, p.id desc
        """,
        (reach.organisation_id,),
    )
    return [ProgrammeLine(*row) for row in rows]


def busy(reach: Reach) -> tuple[int, int]:
    """How many programmes of the officer's organisation run, and how many businesses applied to those that it owns."""
    [(running, applied)] = fetch(
        """
        select count(*), coalesce(sum(case when c.is_owner then (select count(*) from programs_enrolment e
            where e.program_id = p.id and e.state = 'applied') end), 0)::int
        from programs_carrier c join programs_program p on p.id = c.program_id and p.state = 'open' where c.organisation_id = %s
        """,
        (reach.organisation_id,),
    )
    return running, applied


def _one(statement: str, values: Sequence[Any]) -> Programme | None:
    rows = fetch(statement, values)
    if not rows:
        return None
    *plain, areas, eligibility, stages, carriers, support, targets, cohorts, weights = rows[0]
    parts: list[Any] = [
        *plain,
        tuple(Place(*each) for each in json.loads(areas)),
        Eligibility.read(json.loads(eligibility)),
        tuple(stages),
        tuple(KnownCarrier(*each) for each in json.loads(carriers)),
        tuple(KnownKind(*each) for each in json.loads(support)),
        tuple(
            KnownTarget(stage, indicator, code, area, date.fromisoformat(day), wanted)
            for stage, indicator, code, area, day, wanted in json.loads(targets)
        ),
        {number: name for number, name, _begins, _ends in json.loads(cohorts)},
        {number: (_day(begins), _day(ends)) for number, _name, begins, ends in json.loads(cohorts)},
        weights_of(json.loads(weights)),
    ]
    return Programme(*parts)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


TO_PICK = """
    select a.code, case when a.level < 3 then a.name else a.path end as name from registry_area a where a.code = any(%(codes)s)
    union
    select a.code, case when a.level < 3 then a.name else a.path end from unnest(%(mine)s::text[]) mine (code)
    join registry_area a on a.level < 4 and a.code like mine.code || '%%'
        and a.level = case length(mine.code) when 0 then 1 when 2 then 2 when 5 then 3 end
"""


def areas_to_pick(reach: Reach, also: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Codes and names of the officer's areas, of those one level below, and of `also`: what a programme may be for. One
    statement; the country has the empty code and no name."""
    country = [("", "")] if "" in reach.areas else []
    return country + fetch(f"{TO_PICK} order by 1", {"codes": [*reach.areas, *also], "mine": list(reach.areas)})


def choices(reach: Reach, also: Sequence[str]) -> tuple[list[tuple[str, str]], list[tuple[int, str]]]:
    """What a filter offers: areas as `areas_to_pick` has them, without the country, and every list with whose it is. One
    statement."""
    rows = fetch(
        f"""
        select true, code, name, code as sorted from ({TO_PICK}) area union all
        select false, l.id::text, o.name || ': ' || l.name, lower(o.name || ': ' || l.name)
            from registry_partnerlist l join registry_organisation o on o.id = l.organisation_id
        order by 4, 2
        """,  # noqa: S608  ours
        {"codes": [*reach.areas, *also], "mine": list(reach.areas)},
    )
    areas = [(code, name) for is_area, code, name, _ in rows if is_area]
    return areas, [(int(number), name) for is_area, number, name, _ in rows if not is_area]
