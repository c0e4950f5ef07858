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


class HasLeft(Refusal):
    code, status = "has_left", 409
    id = "Pemiliknya sudah mundur. Ia sendiri yang bisa mendaftar lagi."
    en = "Its owner has left. Only the owner can apply again."


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
    """Choose these, let them wait, or say no, with a reason that owners read; of how many it changed anything.

    Who withdrew stays out; refused where nobody else is meant. Where one gives up a place, the first of those who wait takes it.
    The same again with another reason is written beside the first, and no owner gets a second message of it.
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
        "select id, state, (select reason from programs_enrolmentstep s where s.enrolment_id = e.id order by s.id desc limit 1)"
        " from programs_enrolment e where program_id = %s and id = any(%s) and area_code like any(%s) order by id"
        " for no key update of e",
        (program.id, list(enrolment_ids), reach.patterns),
    )
    here = [row for row in rows if row[1] != "withdrawn"]
    if rows and not here:
        raise HasLeft()
    ids = [enrolment_id for enrolment_id, was, _reason in here if was != state]
    others_words = [enrolment_id for enrolment_id, was, why in here if was == state and why != reason]
    if state == "chosen" and len(ids) > room_in(program.id, program.places):
        raise ProgramFull()
    regrouped = _into_cohort([row[0] for row in here], cohort_id(program.id, cohort))
    by = f"officer:{reach.person_id}"
    if ids:
        fetch("update programs_enrolment set state = %s where id = any(%s)", (state, ids))
        note_steps(ids, [state] * len(ids), [reason] * len(ids), by=by)
        if state == "chosen":
            follow_evidence(ids)
        fill_places([enrolment_id for enrolment_id, was, _reason in here if was == "chosen" and state != "chosen"])
    note_steps(others_words, [state] * len(others_words), [reason] * len(others_words), by=by, is_told=False)
    return len({*ids, *others_words, *regrouped})


def _into_cohort(enrolment_ids: Collection[UUID], group: int | None) -> list[UUID]:
    """Those of these that were in another cohort or none; without a cohort nobody moves."""
    if group is None:
        return []
    rows = fetch(
        "update programs_enrolment set cohort_id = %s where id = any(%s) and cohort_id is distinct from %s returning id",
        (group, list(enrolment_ids), group),
    )
    return [row[0] for row in rows]
