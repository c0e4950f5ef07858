"""Somebody with a phone tells owners of a programme, by a code of their own."""

from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.ids import new_id, short_code
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line
from sekoci.programs.actions.owning import NotOpen, open_one
from sekoci.programs.queries.referrals import KnownReferral, my_referral
from sekoci.registry.rules import Reach

LONG = 7


@across_businesses()
def make_referral(slug: str, *, name: str, phone: str, reach: Reach | None = None) -> KnownReferral:
    """A code for who has this phone (E.164): asked for by themselves, or given out by an officer of the programme's owner.

    One a phone and programme: asked again, it is the same. `name` is what owners read who are invited by it.
    """
    name = clean_line(name, most=80)
    if len(name) < 2:
        raise Invalid(field="name", why_id="Tulis namanya. Pemilik usaha membacanya.", why_en="Write the name. Owners read it.")
    if not phone:
        raise Invalid(field="phone", why_id="Tulis nomor HP-nya.", why_en="Write the phone number.")
    program_id = open_one(slug, reach).id if reach else _open(slug)
    fetch(
        "insert into programs_referral (id, program_id, code, name, phone, organisation_id, made_at)"
        " values (%s, %s, %s, %s, %s, %s, %s) on conflict do nothing",
        (new_id(), program_id, short_code("A", length=LONG), name, phone, reach.organisation_id if reach else None, now()),
    )
    known = my_referral(program_id, phone)
    if known is None:  # somebody has this very code: one in twenty billion
        raise NotOpen()
    return known


@across_businesses()
def end_referral(slug: str, referral_id: UUID, *, reach: Reach) -> bool:
    """Nobody comes by this code any more; who came by it stays noted. False: it had ended."""
    program = open_one(slug, reach)
    return bool(
        fetch(
            "update programs_referral set ended_at = %s where id = %s and program_id = %s and ended_at is null returning 1",
            (now(), referral_id, program.id),
        )
    )


@across_businesses()
def end_my_referral(slug: str, *, phone: str) -> bool:
    """The same by whoever has the phone, for their own code."""
    return bool(
        fetch(
            "update programs_referral r set ended_at = %s from programs_program p where p.id = r.program_id and p.slug = %s"
            " and r.phone = %s and r.ended_at is null returning 1",
            (now(), slug, phone),
        )
    )


def _open(slug: str) -> int:
    rows = fetch("select id, state from programs_program where slug = %s and state <> 'draft'", (slug,))
    if not rows:
        raise NotFound()
    if rows[0][1] != "open":
        raise NotOpen()
    return int(rows[0][0])
