"""Who takes part is chosen: the best by score as far as there is room, or one by one with a reason; all of it stays written."""

from collections.abc import Collection
from uuid import UUID

from sekoci.kit.errors import Invalid, Refusal
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line
from sekoci.programs.actions.enrolling import cohort_id, note_steps, room_in
from sekoci.programs.actions.moving_up import fill_places
from sekoci.programs.actions.owning import open_one
from sekoci.programs.actions.stages import follow_evidence
from sekoci.registry.rules import Reach

CHOICES = ("chosen", "waiting", "refused")


class ProgramFull(Refusal):
    code, status = "program_full", 409
    id = "Tempatnya sudah penuh. Masukkan ke daftar tunggu, atau tambah tempat."
    en = "There is no room left. Put it on the waiting list, or make more room."


@across_businesses()
def choose_best(slug: str, many: int, *, reach: Reach, cohort: str = "") -> tuple[int, int]:
    """Choose so many of those who applied or wait inside the officer's areas, by score, then by who came first; the other
    applicants wait. How many were chosen and put on the waiting list."""
    program = open_one(slug, reach)
    many = min(many, room_in(program.id, program.places))
    rows = fetch(
        "select id, state, score from programs_enrolment where program_id = %s and state in ('applied', 'waiting')"
        " and area_code like any(%s) order by score desc, came_at, id for no key update",
        (program.id, reach.patterns),
    )
    chosen = [row[0] for row in rows[:many]]
    waiting = [row[0] for row in rows[many:] if row[1] == "applied"]
    fetch(
        "update programs_enrolment set state = case when id = any(%s) then 'chosen' else 'waiting' end,"
        " cohort_id = case when id = any(%s) then %s else cohort_id end where id = any(%s)",
        (chosen, chosen, cohort_id(program.id, cohort) if chosen else None, chosen + waiting),
    )
    places = {row[0]: f"rank:{place}:{len(rows)}:{row[2]}" for place, row in enumerate(rows, 1)}
    changed = chosen + waiting
    note_steps(
        changed,
        ["chosen"] * len(chosen) + ["waiting"] * len(waiting),
        [places[each] for each in changed],
        by=f"officer:{reach.person_id}",
    )
    follow_evidence(chosen)
    return len(chosen), len(waiting)


@across_businesses()
def decide(slug: str, enrolment_ids: Collection[UUID], state: str, *, reason: str, reach: Reach, cohort: str = "") -> int:
    """Choose these, let them wait, or say no, with a reason that owners read; how many it changed. Who withdrew stays out.

    Where one of them gives up a place, the first of those who wait takes it.
    """
    reason = clean_line(reason, most=300)
    if state not in CHOICES:
        raise Invalid(field="state", why_id="Pilih keputusannya.", why_en="Pick the decision.")
    if len(reason) < 5:
        raise Invalid(
            field="reason", why_id="Tulis alasannya. Pemilik membacanya.", why_en="Write the reason. The owner reads it."
        )
    program = open_one(slug, reach)
    rows = fetch(
        "select id, state from programs_enrolment where program_id = %s and id = any(%s) and state not in ('withdrawn', %s)"
        " and area_code like any(%s) order by id for no key update",
        (program.id, list(enrolment_ids), state, reach.patterns),
    )
    ids = [row[0] for row in rows]
    if state == "chosen" and len(ids) > room_in(program.id, program.places):
        raise ProgramFull()
    if ids:
        group = cohort_id(program.id, cohort)
        fetch(
            "update programs_enrolment set state = %s, cohort_id = coalesce(%s, cohort_id) where id = any(%s)",
            (state, group, ids),
        )
        note_steps(ids, [state] * len(ids), [reason] * len(ids), by=f"officer:{reach.person_id}")
        if state == "chosen":
            follow_evidence(ids)
        fill_places([enrolment_id for enrolment_id, was in rows if was == "chosen"])
    return len(ids)
