"""What help costs: planned and given, beside the budget."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sekoci.kit.sql import fetch
from sekoci.programs.queries.programs import Programme
from sekoci.registry.rules import Reach

SUMS = """
    count(*) filter (where s.state = 'planned'), coalesce(sum(s.cost) filter (where s.state = 'planned'), 0)::bigint,
    count(*) filter (where s.state = 'given'), coalesce(sum(s.cost) filter (where s.state = 'given'), 0)::bigint
"""


@dataclass(frozen=True)
class Spent:
    """Help under a name: how often it is planned and was given, and what that costs, rupiah."""

    key: int
    name: str
    planned: int
    planned_cost: int
    given: int
    given_cost: int


@dataclass(frozen=True)
class Budget:
    """A programme's money: `whole` is 0 where nobody said. `kinds` are all that were ever offered, so they and `cohorts` have
    one sum; `carriers` those who gave."""

    whole: int
    kinds: tuple[Spent, ...]
    cohorts: tuple[Spent, ...]
    """By the cohort that whoever got it goes through it in now; whoever is in none comes last, without a name."""
    carriers: tuple[Spent, ...]

    @property
    def given(self) -> int:
        return sum(each.given_cost for each in self.kinds)

    @property
    def planned(self) -> int:
        return sum(each.planned_cost for each in self.kinds)

    @property
    def left(self) -> int:
        """What is free still; below zero: too much was promised."""
        return self.whole - self.given - self.planned

    @property
    def percent(self) -> int:
        return min(100, (self.given + self.planned) * 100 // self.whole) if self.whole else 0


def budget_of(program: Programme, *, organisation_id: int | None = None) -> Budget:
    """Across businesses, so the whole programme's; or of what one organisation gives. Two statements."""
    values = {"program": program.id, "organisation": organisation_id}
    mine = "(%(organisation)s::bigint is null or s.organisation_id = %(organisation)s)"
    kinds = fetch(
        f"select k.id, k.name, {SUMS} from programs_supportkind k left join programs_support s on s.kind_id = k.id and {mine}"  # noqa: S608  ours
        " where k.program_id = %(program)s group by k.id order by k.id",
        values,
    )
    others = fetch(
        f"""
        with theirs as (
            select s.*, e.cohort_id from programs_support s join programs_enrolment e on e.id = s.enrolment_id
            where e.program_id = %(program)s and {mine}
        )
        (select 'cohort', coalesce(c.id, 0), coalesce(c.name, ''), {SUMS} from theirs s
            left join programs_cohort c on c.id = s.cohort_id group by c.id)
        union all
        (select 'carrier', o.id, o.name, {SUMS} from theirs s join registry_organisation o on o.id = s.organisation_id
            group by o.id)
        """,  # noqa: S608  ours
        values,
    )
    cohorts, carriers = ([Spent(*row) for by, *row in others if by == what] for what in ("cohort", "carrier"))
    cohorts.sort(key=lambda each: (not each.key, each.key))
    carriers.sort(key=lambda each: each.name.lower())
    return Budget(program.budget, tuple(Spent(*row) for row in kinds), tuple(cohorts), tuple(carriers))


@dataclass(frozen=True)
class GivenLine:
    """One piece of help as a file has it."""

    id: UUID
    business: str
    phone: str
    area: str
    kind: str
    what: str
    state: str
    on_day: date
    cost: int
    organisation: str
    note: str


def support_lines(program: Programme, reach: Reach, *, limit: int) -> list[GivenLine]:
    """All help of a programme inside the officer's areas, newest first; of a partner's office its own, and no name of whoever
    withdrew. One statement."""
    is_ours = program.is_run_by(reach)
    rows = fetch(
        """
        select s.id, case when e.forgotten_at is null and (%(ours)s or e.state <> 'withdrawn') then o.name else '' end,
            case when e.forgotten_at is null then o.phone else '' end, coalesce(a.path, ''), k.name, k.what, s.state, s.on_day,
            s.cost, org.name, s.note
        from programs_support s join programs_enrolment e on e.id = s.enrolment_id
        join programs_supportkind k on k.id = s.kind_id join registry_outlet o on o.id = e.outlet_id
        join registry_organisation org on org.id = s.organisation_id left join registry_area a on a.code = e.area_code
        where e.program_id = %(program)s and (%(ours)s or s.organisation_id = %(giver)s)
        order by s.on_day desc, s.id desc limit %(limit)s
        """,
        {"program": program.id, "ours": is_ours, "giver": reach.organisation_id, "limit": limit},
    )
    return [GivenLine(*row) for row in rows]
