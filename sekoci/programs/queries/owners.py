"""Programmes as an owner sees them: those for this business, and how far it has come in those it is in. Inside `in_business`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.programs.queries.enrolments import Standing, standings
from sekoci.programs.rules import Eligibility, Facts, obstacles, points_of, weights_of
from sekoci.registry.queries import business_facts

MINE = """
    select p.id, p.slug, p.name, p.about, p.joining, p.contact, p.state, p.begins_on, p.ends_on, p.decides_on, e.came_at,
        p.areas, p.eligibility::text, p.stages, p.weights::text, e.points::text,
        (select array_agg(o.name order by c.is_owner desc, o.name) from programs_carrier c
            join registry_organisation o on o.id = c.organisation_id where c.program_id = p.id),
        e.id, coalesce(e.state, ''),
        coalesce((select reason from programs_enrolmentstep s where s.enrolment_id = e.id order by s.id desc limit 1), ''),
        (select given_at from programs_consent c where c.enrolment_id = e.id and c.withdrawn_at is null)
    from programs_program p left join programs_enrolment e on e.program_id = p.id and e.shop_id = %(shop)s
    where (p.state = 'open' or p.state = 'closed' and e.id is not null)
"""


NEW = ("", "withdrawn")
"""Whoever stands so is looked at anew when applying."""
MINE_AT = 18
"""Where in a row the state of the enrolment stands."""


@dataclass(frozen=True)
class MyProgramme:
    """A programme for one business: `mine` is the state of its enrolment ("": not in it), `obstacles` why it is not for it."""

    id: int
    slug: str
    name: str
    about: str
    joining: str
    contact: str
    state: str
    begins_on: date
    ends_on: date
    decides_on: date | None
    came_at: datetime | None
    stages: tuple[str, ...]
    carriers: tuple[str, ...]
    enrolment_id: UUID | None
    mine: str
    reason: str
    consent_at: datetime | None
    obstacles: tuple[str, ...]
    weights: Mapping[str, int]
    points: Mapping[str, int]
    """What it has, or would have, points for: reason -> points."""

    @property
    def score(self) -> int:
        return sum(self.points.values())

    @property
    def most(self) -> int:
        return sum(self.weights.values())

    @property
    def is_in(self) -> bool:
        return self.mine in ("applied", "waiting", "chosen")


@dataclass(frozen=True)
class MySupport:
    name: str
    what: str
    state: str
    on_day: date
    organisation: str


def my_programs(business_id: int) -> list[MyProgramme]:
    """Those it is or was in, then open ones that are for it. Six statements."""
    found = _mine(business_id, "")
    mine = [each for each in found if each.mine]
    return mine + [each for each in found if not each.mine and not each.obstacles]


def my_program(business_id: int, slug: str) -> MyProgramme | None:
    """One of them, whether it is for this business or not."""
    return next(iter(_mine(business_id, slug)), None)


def is_full(program_id: int) -> bool:
    """Whether every place of a programme is taken, by whomever; one statement."""
    return bool(fetch("select programs_is_full(%s)", (program_id,))[0][0])


def my_stages(business_id: int, program: MyProgramme) -> tuple[Standing, ...]:
    """How far this business has come; one statement."""
    with in_business(business_id):
        return standings(program.stages, program.enrolment_id) if program.enrolment_id else ()


def my_support(business_id: int, program: MyProgramme) -> list[MySupport]:
    """What it is to get and got, newest first; one statement."""
    with in_business(business_id):
        rows = fetch(
            "select k.name, k.what, s.state, s.on_day, o.name from programs_support s"
            " join programs_supportkind k on k.id = s.kind_id"
            " join registry_organisation o on o.id = s.organisation_id"
            " where s.enrolment_id = %s and s.state <> 'cancelled' order by s.on_day desc, s.id desc",
            (program.enrolment_id,),
        )
    return [MySupport(*row) for row in rows]


def my_facts(business_id: int) -> Facts:
    """What is known here of this business; whether it is digital as it was counted last, of one too new for that by its shop."""
    with in_business(business_id):
        [(area, kind, sex, digital, phone)] = fetch(
            "select b.area_id, b.kind, coalesce(o.sex, ''), coalesce(s.digital, b.has_public_shop), b.phone"
            " from registry_business b left join registry_outlet o on o.shop_id = b.id"
            " left join indicators_standing s on s.id = coalesce(o.id, -b.id) where b.id = %s",
            (business_id,),
        )
        scale = business_facts(business_id).scale or ""
    return Facts(area, kind, scale, sex, digital, bool(phone))


def _mine(business_id: int, slug: str) -> list[MyProgramme]:
    with in_business(business_id):
        rows = fetch(
            f"{MINE} and (%(slug)s = '' or p.slug = %(slug)s) order by e.id is null, p.ends_on, p.id",
            {"shop": business_id, "slug": slug},
        )
        is_asked = any(row[MINE_AT] in NEW for row in rows)
        facts = my_facts(business_id) if is_asked else None
    return [_program(row, facts) for row in rows]


def _program(row: Sequence[Any], facts: Facts | None) -> MyProgramme:
    """Without facts nothing hinders: it is in it already, with the points that were written down."""
    *plain, areas, eligibility, stages, weights, points, carriers, enrolment_id, mine, reason, consent_at = row
    hindering = tuple(obstacles(Eligibility.read(json.loads(eligibility)), areas, facts)) if facts else ()
    weighs = weights_of(json.loads(weights))
    has = json.loads(points or "{}") if mine not in NEW or facts is None else points_of(facts, weighs)
    known = (tuple(stages), tuple(carriers), enrolment_id, mine, reason, consent_at, hindering, weighs, has)
    return MyProgramme(*[*plain, *known])
