"""Owners come by themselves and go when they want; what they agreed to is kept as they read it."""

import json
from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.events import announce
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.programs.actions.enrolling import NotOpen, note_steps
from sekoci.programs.events import OwnersAgreed
from sekoci.programs.queries.owners import MyProgramme, my_facts, my_program
from sekoci.programs.rules import points_of
from sekoci.programs.rules.consent import VERSION, wording
from sekoci.registry.actions import outlet_of_shop


class NotForThisBusiness(Refusal):
    code, status = "not_for_this_business", 409
    id = "Program ini untuk usaha yang lain. Lihat program lain untuk Anda."
    en = "This programme is for other businesses. See the others for you."


class AlreadyListed(Refusal):
    code, status = "already_listed", 409
    id = "Usaha Anda sudah tercatat di program ini. Buka lagi halaman ini besok."
    en = "Your business is listed in this programme already. Open this page again tomorrow."


def apply_to(business_id: int, slug: str, *, person_id: int, language: str) -> str:
    """Agree and apply, or agree where an officer took the business in; the state it has then. Twice is once."""
    with in_business(business_id):
        program = my_program(business_id, slug)
        if program is None:
            raise NotFound()
        if program.state != "open":
            raise NotOpen()
        enrolment_id, state = _enrolled(business_id, program, person_id)
        text = wording(program.name, list(program.carriers), language)
        fetch(
            "insert into programs_consent (id, enrolment_id, person_id, version, language, wording, given_at)"
            " values (%s, %s, %s, %s, %s, %s, %s) on conflict do nothing",
            (new_id(), enrolment_id, person_id, VERSION, language[:2], text, now()),
        )
        announce(OwnersAgreed([business_id]))
    return state


def withdraw_from(business_id: int, slug: str, *, person_id: int) -> bool:
    """Leave; what was agreed to ends, what happened stays written. False: was not in it."""
    with in_business(business_id):
        rows = fetch(
            "update programs_enrolment e set state = 'withdrawn' from programs_program p"
            " where p.id = e.program_id and p.slug = %s and e.shop_id = %s and e.state <> 'withdrawn' returning e.id",
            (slug, business_id),
        )
        ids = [row[0] for row in rows]
        fetch("update programs_consent set withdrawn_at = %s where enrolment_id = any(%s) and withdrawn_at is null", (now(), ids))
        note_steps(ids, ["withdrawn"] * len(ids), [""] * len(ids), by=f"owner:{person_id}")
    return bool(rows)


def _enrolled(business_id: int, program: MyProgramme, person_id: int) -> tuple[UUID, str]:
    """The enrolment, made where there is none and renewed where its owner had left."""
    if program.enrolment_id and program.mine != "withdrawn":
        return program.enrolment_id, program.mine
    if program.obstacles:
        raise NotForThisBusiness()
    outlet, facts = outlet_of_shop(business_id), my_facts(business_id)
    points = points_of(facts)
    rows = fetch(
        """
        insert into programs_enrolment (id, program_id, outlet_id, shop_id, area_code, way, state, score, points, reached, lost,
            came_at)
        values (%s, %s, %s, %s, %s, 'owner', 'applied', %s, %s, '{}', '{}', %s) on conflict do nothing returning id
        """,
        (new_id(), program.id, outlet, business_id, facts.area_code, sum(points.values()), json.dumps(points), now()),
    ) or fetch(
        "update programs_enrolment set state = 'applied', way = 'owner', came_at = %s"
        " where program_id = %s and outlet_id = %s and state = 'withdrawn' returning id",
        (now(), program.id, outlet),
    )
    if not rows:
        raise AlreadyListed()
    note_steps([rows[0][0]], ["applied"], [""], by=f"owner:{person_id}")
    return rows[0][0], "applied"
