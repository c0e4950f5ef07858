"""Stages follow the evidence: what is reached and what is no more is written down, and nothing is ever overwritten."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.events import announce
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line
from sekoci.programs.actions.owning import NotYourProgram, refuse_wrong_day
from sekoci.programs.events import PlacesFreed, StagesChanged
from sekoci.programs.queries.evidence import IN_ORDER, NOTED, TOLD
from sekoci.programs.rules import STAGES
from sekoci.registry.rules import Reach

AT_ONCE = 500
EVERY = timedelta(hours=20)
FOLLOW = f"""
    with {TOLD}, {NOTED}, gained as (
        insert into programs_stageevent (enrolment_id, stage, is_reached, source, since, noted_at)
        select t.id, t.stage, true, t.source, t.since, %(now)s from told t left join noted n using (id, stage)
        where n.id is null or not n.is_reached or n.source <> t.source
        order by t.since, {IN_ORDER.replace("stage)", "t.stage)")}
        returning id
    ), gone as (
        insert into programs_stageevent (enrolment_id, stage, is_reached, source, since, noted_at)
        select n.id, n.stage, false, n.source,
            coalesce((select greatest(s.on_day::timestamptz, n.since) from said s
                where s.id = n.id and s.stage = n.stage and not s.holds and n.source = 'hand'), %(now)s), %(now)s
        from noted n left join told t using (id, stage)
        where n.is_reached and t.id is null returning id
    ), standing as (
        select e.id, array(select stage from told where told.id = e.id order by {IN_ORDER}) as reached,
            array(select stage from noted where noted.id = e.id
                  and stage not in (select stage from told where told.id = e.id) order by {IN_ORDER}) as lost
        from of_these e
    ), written as (
        update programs_enrolment e set reached = s.reached, lost = s.lost from standing s
        where s.id = e.id and (e.reached, e.lost) is distinct from (s.reached::varchar[], s.lost::varchar[])
    )
    select (select coalesce(array_agg(id order by id), '{{}}') from gained),
        (select coalesce(array_agg(id order by id), '{{}}') from gone)
"""  # noqa: S608  texts are ours
MAY_UNDO = timedelta(minutes=10)
"""So long after an officer joined or parted outlets, those that rows left are not followed: it may be taken back."""
SETTLED = """
    not exists (select from registry_outletmove m where m.from_outlet_id = o.id and m.decision_id is not null
        and m.at > %(settled)s offset 0)
"""
OUTLET = """
    cross join lateral (select id, shop_id, area_code, ended_at from registry_outlet where id = e.outlet_id offset 0) o
"""
"""Looked up one by one: a nation's outlets are never read for a city's programme."""
APART = f"""
    select distinct e.program_id from programs_enrolment e
    join programs_program p on p.id = e.program_id and p.state = 'open' {OUTLET}
    where case when (e.shop_id, e.area_code) is distinct from (o.shop_id, o.area_code)
        or o.ended_at is not null and e.state <> 'withdrawn' and exists (
            select from registry_outletmove m join registry_outlet t on t.id = m.to_outlet_id and t.ended_at is null
            where m.from_outlet_id = o.id offset 0) then {SETTLED} end
    order by 1
"""  # noqa: S608  ours
"""Open programmes with enrolments that are not as the registry has their outlets."""
TAKE = f"""
    with these as (
        select e.id, o.shop_id, o.area_code from programs_enrolment e {OUTLET}
        where e.program_id = %(program)s and (e.shop_id, e.area_code) is distinct from (o.shop_id, o.area_code)
            and {SETTLED}
        order by e.id limit %(most)s for no key update of e
    )
    update programs_enrolment e set shop_id = these.shop_id, area_code = these.area_code from these where these.id = e.id
    returning e.id
"""  # noqa: S608  ours
"""Shop and area of so many enrolments, as their outlets have them."""


def follow_evidence(enrolment_ids: Collection[UUID]) -> tuple[int, int]:
    """Tell the stages of these enrolments anew; how many were reached and lost. Any number of times, in two statements,
    and a third where something changed."""
    if not enrolment_ids:
        return 0, 0
    with across_businesses():
        values = {"ids": sorted(enrolment_ids), "now": clock.now()}
        fetch("select id from programs_enrolment where id = any(%(ids)s) order by id for no key update", values)
        [(gained, gone)] = fetch(FOLLOW, values)
        if gained or gone:
            announce(StagesChanged(event_ids=[*gained, *gone]))
    return len(gained), len(gone)


def follow_shops(business_ids: Collection[int]) -> None:
    """The same for the enrolments of these businesses, in programmes that are open."""
    with across_businesses():
        rows = fetch(
            "select e.id from programs_enrolment e join programs_program p on p.id = e.program_id and p.state = 'open'"
            " where e.shop_id = any(%s) and e.state = 'chosen'",
            (list(business_ids),),
        )
        follow_evidence([enrolment_id for (enrolment_id,) in rows])


def follow_due() -> int:
    """Programmes that nobody followed within a day: their outlets as the registry has them now, then every stage. How many.

    Time alone ends a stage too: nobody announces that eight weeks went by without an order.
    """
    due = fetch(
        "select id from programs_program where state = 'open' and (followed_at is null or followed_at < %s) order by id",
        (clock.now() - EVERY,),
    )
    for (program_id,) in due:
        follow_program(program_id)
    return len(due)


def follow_program(program_id: int) -> None:
    """One programme, in batches, each its own transaction."""
    _keep_to_outlets(program_id)
    with across_businesses():
        rows = fetch("select id from programs_enrolment where program_id = %s and state = 'chosen' order by id", (program_id,))
    ids = [enrolment_id for (enrolment_id,) in rows]
    for start in range(0, len(ids), AT_ONCE):
        follow_evidence(ids[start : start + AT_ONCE])
    fetch("update programs_program set followed_at = %s where id = %s", (clock.now(), program_id))


def follow_outlets() -> int:
    """Enrolments whose outlet got, changed or lost its shop, moved, or was merged: they go along at once, with the stages that
    the shop's past tells. How many; one statement where there are none.

    Compared as they stand, not heard: linkings announce nothing (`kit.events.in_silence`).
    """
    with across_businesses():
        rows = fetch(APART, {"settled": clock.now() - MAY_UNDO})
    return sum(_keep_to_outlets(program_id) for (program_id,) in rows)


def mark_stage(enrolment_id: UUID, stage: str, *, holds: bool, on_day: date, evidence: str, reach: Reach) -> None:
    """An officer's word on a stage, with its evidence. It counts where nothing better is known.

    Of the organisation that runs the programme; a partner's officers note help, which tells stages too.
    """
    evidence = clean_line(evidence, most=300)
    if len(evidence) < 10:
        raise Invalid(
            field="evidence",
            why_id="Tulis buktinya: apa yang Anda lihat, di mana.",
            why_en="Write the evidence: what you saw, and where.",
        )
    refuse_wrong_day(on_day, field="on_day")
    if stage not in STAGES:
        raise Invalid(field="stage", why_id="Pilih tahapnya.", why_en="Pick the stage.")
    with across_businesses():
        allowed = fetch(
            "select c.is_owner from programs_enrolment e join programs_program p on p.id = e.program_id"
            " join programs_carrier c on c.program_id = p.id and c.organisation_id = %s"
            " where e.id = %s and e.state = 'chosen' and p.state = 'open' and %s = any(p.stages) and e.area_code like any(%s)",
            (reach.organisation_id, enrolment_id, stage, reach.patterns),
        )
        if not allowed:
            raise NotFound()
        if allowed != [(True,)] or reach.role != "officer":
            raise NotYourProgram()
        fetch(
            "insert into programs_mark (enrolment_id, stage, holds, on_day, evidence, by, at)"
            " values (%s, %s, %s, %s, %s, %s, %s)",
            (enrolment_id, stage, holds, on_day, evidence, f"officer:{reach.person_id}", clock.now()),
        )
        follow_evidence([enrolment_id])


def _keep_to_outlets(program_id: int) -> int:
    """The enrolments of a programme as the registry has their outlets now, in batches, each with its stages in one transaction;
    how many were apart."""
    with across_businesses():
        follow_evidence(_go_along(program_id))
    values, count = {"program": program_id, "most": AT_ONCE, "settled": clock.now() - MAY_UNDO}, 0
    while True:
        with across_businesses():
            taken = [enrolment_id for (enrolment_id,) in fetch(TAKE, values)]
            follow_evidence(taken)
        count += len(taken)
        if len(taken) < AT_ONCE:
            return count


def _go_along(program_id: int) -> list[UUID]:
    """An enrolment goes along with an outlet that was merged, or ends where the other has one; those that went along."""
    moved = fetch(
        f"""
        with gone as (
            select e.id, (select m.to_outlet_id from registry_outletmove m join registry_outlet t on t.id = m.to_outlet_id
                where m.from_outlet_id = o.id and t.ended_at is null order by m.id desc limit 1) as outlet_id
            from programs_enrolment e join registry_outlet o on o.id = e.outlet_id
            where e.program_id = %(program)s and o.ended_at is not null and e.state <> 'withdrawn' and {SETTLED}
        ), first as (
            select distinct on (outlet_id) id, outlet_id from gone where outlet_id is not null and not exists (
                select from programs_enrolment other where other.program_id = %(program)s and other.outlet_id = gone.outlet_id)
            order by outlet_id, id
        ), along as (
            update programs_enrolment e set outlet_id = t.id, shop_id = t.shop_id, area_code = t.area_code
            from first join registry_outlet t on t.id = first.outlet_id where first.id = e.id returning e.id
        ), ended as (
            update programs_enrolment e set state = 'withdrawn' from gone, programs_enrolment was
            where gone.id = e.id and gone.outlet_id is not null and gone.id not in (select id from first) and was.id = e.id
            returning e.id, was.state
        ), noted as (
            insert into programs_enrolmentstep (enrolment_id, state, reason, by, at)
            select id, 'withdrawn', 'merged', 'registry', %(now)s from ended
        )
        select id, state from ended union all select id, null from along
        """,  # noqa: S608  ours
        {"program": program_id, "now": clock.now(), "settled": clock.now() - MAY_UNDO},
    )
    if freed := [str(enrolment_id) for enrolment_id, state in moved if state == "chosen"]:
        announce(PlacesFreed(freed))
    return [enrolment_id for enrolment_id, state in moved if state is None]
