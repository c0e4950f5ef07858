"""The same help for many businesses at once: a cohort's training, a voucher for all who have none."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import arrays, fetch
from sekoci.kit.text import clean_line
from sekoci.programs.actions.owning import refuse_wrong_day
from sekoci.programs.actions.stages import follow_evidence
from sekoci.programs.actions.supporting import owner_key_of
from sekoci.programs.rules.vouchers import voucher_key
from sekoci.registry.rules import Reach


@dataclass(frozen=True)
class ToMany:
    """For how many it was noted, and how many were left out: the owner has it already, or this was noted before."""

    noted: int
    left: int


@across_businesses()
def plan_support_for(
    enrolment_ids: Collection[UUID],
    kind_id: int,
    *,
    on_day: date,
    key: str,
    reach: Reach,
    given: bool,
    note: str = "",
    cost: int | None = None,
) -> ToMany:
    """Write this help down for each of those who take part inside the officer's areas, as `plan_support` does for one.

    A fixed number of statements, whatever their number; the same key again changes nothing.
    """
    refuse_wrong_day(on_day, field="given_on", is_planned=not given)
    many = _for_many(enrolment_ids, kind_id, reach)
    # In one order for everybody: two partners who give it at the same moment wait for each other, never in a ring.
    drafts = sorted(((new_id(), *each) for each in many.whom), key=itemgetter(2, 3))
    made = fetch(
        """
        insert into programs_support (id, enrolment_id, owner_key, outlet_id, is_once, voucher, cost, kind_id, key,
            organisation_id, state, on_day, note, by, at)
        select come.*, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s
        from unnest(%s::uuid[], %s::uuid[], %s::text[], %s::bigint[]) as come (id, enrolment_id, owner_key, outlet_id)
        on conflict do nothing returning enrolment_id
        """,
        (
            many.is_once, many.voucher, many.unit_cost if cost is None else cost, kind_id, key, reach.organisation_id,
            "given" if given else "planned", on_day, clean_line(note, most=300), f"officer:{reach.person_id}", now(),
            *arrays(drafts),
        ),
    )  # fmt: skip
    follow_evidence([row[0] for row in made])
    return ToMany(len(made), len(drafts) - len(made))


@across_businesses()
def would_be_planned_for(enrolment_ids: Collection[UUID], kind_id: int, *, reach: Reach) -> ToMany:
    """For how many `plan_support_for` would note it now, and how many it would leave out. Two statements."""
    many = _for_many(enrolment_ids, kind_id, reach)
    if not many.is_once:
        return ToMany(len(many.whom), 0)
    taken = fetch(
        "select owner_key, outlet_id from programs_support where is_once and state <> 'cancelled' and voucher = %s"
        " and (owner_key = any(%s) or outlet_id = any(%s))",
        (many.voucher, [owner for _, owner, _ in many.whom], [outlet for *_, outlet in many.whom]),
    )
    owners, outlets = {owner for owner, _ in taken}, {outlet for _, outlet in taken}
    free = {owner for _, owner, outlet in many.whom if owner not in owners and outlet not in outlets}
    return ToMany(len(free), len(many.whom) - len(free))


@dataclass(frozen=True)
class _Many:
    """One kind of help for those who may get it (enrolment, by what its owner is known, outlet); `voucher`: by what it is the
    same anywhere."""

    is_once: bool
    unit_cost: int
    voucher: str
    whom: list[tuple[UUID, str, int]]


def _for_many(enrolment_ids: Collection[UUID], kind_id: int, reach: Reach) -> _Many:
    rows = fetch(
        """
        select e.id, k.what = 'voucher', k.unit_cost, o.phone, o.id, k.name, p.id from programs_enrolment e
        join programs_program p on p.id = e.program_id and p.state = 'open'
        join programs_carrier c on c.program_id = p.id and c.organisation_id = %s
        join programs_supportkind k on k.program_id = p.id and k.id = %s and k.ended_at is null
        join registry_outlet o on o.id = e.outlet_id
        where e.id = any(%s) and e.state = 'chosen' and e.area_code like any(%s) order by e.id
        """,
        (reach.organisation_id, kind_id, list(enrolment_ids), reach.patterns),
    )
    if not rows or reach.role != "officer":
        raise NotFound()
    _id, is_once, unit_cost, _phone, _outlet, name, program_id = rows[0]
    voucher = voucher_key(name, program_id=program_id) if is_once else ""
    return _Many(is_once, unit_cost, voucher, [(row[0], owner_key_of(row[3], row[4]), row[4]) for row in rows])


@across_businesses()
def give_planned(enrolment_ids: Collection[UUID], kind_id: int, *, on_day: date, reach: Reach) -> int:
    """What the officer's organisation planned of this kind for these was given on this day; of how many."""
    refuse_wrong_day(on_day, field="given_on")
    rows = fetch(
        """
        update programs_support s set state = 'given', on_day = %s, by = %s, at = %s from programs_enrolment e
        where e.id = s.enrolment_id and e.id = any(%s) and s.kind_id = %s and s.state = 'planned' and s.organisation_id = %s
          and e.area_code like any(%s) returning e.id
        """,
        (
            on_day, f"officer:{reach.person_id}", now(), list(enrolment_ids), kind_id, reach.organisation_id, reach.patterns,
        ),
    )  # fmt: skip
    follow_evidence({row[0] for row in rows})
    return len(rows)
