"""The programme that a verb is about, locked, for who may change it."""

from datetime import date

from sekoci.kit.clock import day_in
from sekoci.kit.errors import Invalid, NotAllowed, NotFound, Refusal
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.models import Carrier, Program
from sekoci.programs.rules.days import ZONE, day_wrong
from sekoci.registry.rules import Reach


class NotOpen(Refusal):
    code, status = "program_not_open", 409
    id = "Program ini belum dibuka, atau sudah selesai."
    en = "This programme is not open yet, or it is over."


class NotYourProgram(NotAllowed):
    """Of a programme that an office helps to carry, and does not run."""

    code = "not_your_program"
    id = "Hanya petugas kantor yang menjalankan program ini yang boleh mengubahnya. Minta kepada mereka."
    en = "Only officers of the office that runs this programme may change it. Ask them."


def owned(slug: str, reach: Reach) -> Program:
    """The programme, locked, for an officer of its owner; a partner's officer is told so, everybody else finds nothing."""
    program = Program.objects.select_for_update(no_key=True).filter(slug=slug).first()
    carrier = program and Carrier.objects.filter(program=program, organisation_id=reach.organisation_id).first()
    if not program or not carrier or (program.state == Program.State.DRAFT and not carrier.is_owner):
        raise NotFound()
    if not carrier.is_owner or reach.role != "officer":
        raise NotYourProgram()
    return program


def open_one(slug: str, reach: Reach) -> Program:
    """The same, where it runs."""
    program = owned(slug, reach)
    if program.state != Program.State.OPEN:
        raise NotOpen()
    return program


def refuse_wrong_day(day: date, *, field: str, is_planned: bool = False) -> None:
    """What happened, happened by today (of the country's capital) and not before 2020."""
    if why := day_wrong(day, day_in(ZONE), is_planned=is_planned):
        raise Invalid(field=field, why_id=why[0], why_en=why[1])


def lock_program(slug: str) -> None:
    """Until the surrounding transaction ends, nobody else takes businesses into it."""
    with across_businesses():
        fetch("select 1 from programs_program where slug = %s for no key update", (slug,))
