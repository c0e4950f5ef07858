"""Owners come by themselves and go when they want; what they agreed to is kept as they read it."""

import json
from dataclasses import replace
from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.events import announce
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.programs.actions.enrolling import note_steps
from sekoci.programs.actions.owning import NotOpen
from sekoci.programs.actions.stages import follow_evidence
from sekoci.programs.events import OwnersAgreed, PlacesFreed
from sekoci.programs.queries.owners import MyProgramme, my_facts, my_program
from sekoci.programs.queries.referrals import KnownReferral, referral_of
from sekoci.programs.rules import points_of
from sekoci.programs.rules.consent import VERSION, wording
from sekoci.registry.actions import outlet_of_shop
from sekoci.registry.rules import Reach

REFUSED = """
    select e.id from programs_enrolment e join programs_program p on p.id = e.program_id
    where p.slug = %s and e.shop_id = %s and e.state = 'refused' for no key update of e
"""


class NotForThisBusiness(Refusal):
    code, status = "not_for_this_business", 409
    id = "Program ini untuk usaha yang lain. Lihat program lain untuk Anda."
    en = "This programme is for other businesses. See the others for you."


class AlreadyListed(Refusal):
    code, status = "already_listed", 409
    id = "Usaha Anda sudah tercatat di program ini. Buka lagi halaman ini besok."
    en = "Your business is listed in this programme already. Open this page again tomorrow."


class WasRefused(Refusal):
    code, status = "was_refused", 409
    id = "Usaha Anda belum terpilih di program ini. Tanyakan kepada penyelenggaranya."
    en = "Your business was not chosen in this programme. Ask those who run it."


def apply_to(business_id: int, slug: str, *, person_id: int, language: str, referral: str = "") -> str:
    """Agree and apply, or agree where an officer took the business in; the state it has then. Twice is once.

    `referral`: the code of somebody who told the owner of it. It is noted with the consent that names them; one that is not
    known is left out.
    """
    with in_business(business_id):
        program = my_program(business_id, slug)
        if program is None:
            raise NotFound()
        if program.state != "open":
            raise NotOpen()
        by = referral_of(program.id, referral)
        if program.mine == "refused":
            raise WasRefused()
        enrolment_id, state = _enrolled(business_id, program, person_id, by)
        text = wording(program.name, list(program.carriers), language, by=by.name if by else "")
        fetch(
            "insert into programs_consent (id, enrolment_id, person_id, version, language, wording, given_at)"
            " values (%s, %s, %s, %s, %s, %s, %s) on conflict do nothing",
            (new_id(), enrolment_id, person_id, VERSION, language[:2], text, now()),
        )
        announce(OwnersAgreed([business_id]))
    return state


def withdraw_from(business_id: int, slug: str, *, person_id: int) -> bool:
    """Leave; what was agreed to ends, what happened stays written, and who waits may come in. False: was not in it.

    Whoever was refused has nothing to leave: else they would apply anew, as if nobody had decided.
    """
    with in_business(business_id):
        if fetch(REFUSED, (slug, business_id)):
            raise WasRefused()
        rows = fetch(
            "update programs_enrolment e set state = 'withdrawn' from programs_program p, programs_enrolment was"
            " where p.id = e.program_id and p.slug = %s and e.shop_id = %s and e.state not in ('withdrawn', 'refused')"
            " and was.id = e.id returning e.id, was.state",
            (slug, business_id),
        )
        ids = [row[0] for row in rows]
        fetch("update programs_consent set withdrawn_at = %s where enrolment_id = any(%s) and withdrawn_at is null", (now(), ids))
        note_steps(ids, ["withdrawn"] * len(ids), [""] * len(ids), by=f"owner:{person_id}")
        if freed := [str(enrolment_id) for enrolment_id, state in rows if state == "chosen"]:
            announce(PlacesFreed(freed))
    return bool(rows)


def note_consent(enrolment_id: UUID, how: str, *, language: str, reach: Reach) -> bool:
    """An officer writes down that an owner without an account agreed: on paper, or in words after it was read out. False: was
    noted already."""
    if how not in ("paper", "spoken"):
        raise Invalid(field="how", why_id="Pilih caranya.", why_en="Pick how.")
    with across_businesses():
        rows = fetch(
            """
            select p.name, (select array_agg(o.name order by c.is_owner desc, o.name) from programs_carrier c
                join registry_organisation o on o.id = c.organisation_id where c.program_id = p.id), coalesce(r.name, '')
            from programs_enrolment e join programs_program p on p.id = e.program_id and p.state = 'open'
            join programs_carrier mine on mine.program_id = p.id and mine.organisation_id = %s
            left join programs_referral r on r.id = e.referral_id
            where e.id = %s and e.state not in ('withdrawn', 'refused') and e.area_code like any(%s)
            """,
            (reach.organisation_id, enrolment_id, reach.patterns),
        )
        if not rows or reach.role != "officer":
            raise NotFound()
        [(name, carriers, by)] = rows
        noted = fetch(
            "insert into programs_consent (id, enrolment_id, how, by, version, language, wording, given_at)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s) on conflict do nothing returning 1",
            (
                new_id(), enrolment_id, how, f"officer:{reach.person_id}", VERSION, language[:2],
                wording(name, carriers, language, by=by), now(),
            ),
        )  # fmt: skip
        follow_evidence([enrolment_id])
    return bool(noted)


def _enrolled(business_id: int, program: MyProgramme, person_id: int, by: KnownReferral | None) -> tuple[UUID, str]:
    """The enrolment, made where there is none and renewed where its owner had left."""
    if program.enrolment_id and program.mine != "withdrawn":
        return program.enrolment_id, program.mine
    if program.obstacles:
        raise NotForThisBusiness()
    outlet, facts = outlet_of_shop(business_id), replace(my_facts(business_id), is_referred=by is not None)
    points = points_of(facts, program.weights)
    told = by.id if by else None
    rows = fetch(
        """
        insert into programs_enrolment (id, program_id, outlet_id, shop_id, area_code, way, state, score, points, reached, lost,
            referral_id, came_at)
        values (%s, %s, %s, %s, %s, 'owner', 'applied', %s, %s, '{}', '{}', %s, %s) on conflict do nothing returning id
        """,
        (new_id(), program.id, outlet, business_id, facts.area_code, sum(points.values()), json.dumps(points), told, now()),
    ) or fetch(
        "update programs_enrolment set state = 'applied', way = 'owner', came_at = %s, referral_id = %s, score = %s, points = %s"
        " where program_id = %s and outlet_id = %s and state = 'withdrawn' returning id",
        (now(), told, sum(points.values()), json.dumps(points), program.id, outlet),
    )
    if not rows:
        raise AlreadyListed()
    note_steps([rows[0][0]], ["applied"], [""], by=f"owner:{person_id}")
    return rows[0][0], "applied"
