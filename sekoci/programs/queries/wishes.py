"""Which businesses of a programme an officer asks to see: those behind a number that a page shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sekoci.kit.phone import sought


@dataclass(frozen=True)
class Helped:
    """Who got help, or is to get it: `state` is `given` or `planned`; of a kind, from an organisation (0: any)."""

    state: str
    kind: int = 0
    giver: int = 0


@dataclass(frozen=True)
class Wish:
    """What an officer asks to see; empty parts ask nothing. `stage` with `lost`: who had reached it and has not now."""

    state: str = "chosen"
    """Empty: whatever was decided."""
    stage: str = ""
    lost: bool = False
    cohort: int | None = None
    """0: those in none."""
    area: str = ""
    search: str = ""
    without: int = 0
    """A kind of help that is neither planned for them nor was given."""
    planned: int = 0
    """A kind of help that is planned for them."""
    at: datetime | None = None
    """Who had come by then, and who stood at the stage then; None: now."""
    exact: bool = False
    """Only of the area itself, not of those inside it: of whom no more is known."""
    helped: Helped | None = None
    noted: tuple[datetime, datetime] | None = None
    """Of whom something was noted then: the stage reached (or lost); without a stage, that they take part."""
    joined: tuple[datetime, datetime] | None = None
    """Who first took part then."""
    referral: str = ""
    """The code of whoever told them of it."""
    without_left: bool = False
    """None of those who withdrew: a partner's office learns nothing of them."""


NOTED = """
    exists (select from programs_stageevent v where v.enrolment_id = e.id and v.stage = %(stage)s
        and v.noted_at >= %(since)s and v.noted_at < %(until)s and v.is_reached <> %(lost)s
        and v.is_reached <> coalesce((select b.is_reached from programs_stageevent b where b.enrolment_id = v.enrolment_id
            and b.stage = v.stage and b.id < v.id order by b.id desc limit 1), false))
"""
CAME = """
    exists (select from programs_enrolmentstep s where s.enrolment_id = e.id and s.state = 'chosen'
        and s.at >= %(since)s and s.at < %(until)s)
"""
JOINED = """
    tstzrange(%(joined)s, %(joined_until)s)
        @> (select min(s.at) from programs_enrolmentstep s where s.enrolment_id = e.id and s.state = 'chosen')
"""
STOOD = """
    coalesce((select v.is_reached <> %(lost)s from programs_stageevent v where v.enrolment_id = e.id
        and v.stage = %(stage)s and v.since < %(at)s order by v.id desc limit 1), false)
"""
FOUND = """
    e.forgotten_at is null and (strpos(lower(o.name), %(search)s) > 0
        or e.state <> 'withdrawn' and exists (select from unnest(%(digits)s::text[]) sought where strpos(o.phone, sought) > 0))
"""
HELPED = """
    exists (select from programs_support s where s.enrolment_id = e.id and s.state = %(help)s
        and %(kind)s in (0, s.kind_id) and %(giver)s in (0, s.organisation_id))
"""
WITHOUT = """
    not exists (select from programs_support s
        where s.enrolment_id = e.id and s.kind_id = %(without)s and s.state <> 'cancelled')
"""
PLANNED = """
    exists (select from programs_support s
        where s.enrolment_id = e.id and s.kind_id = %(planned)s and s.state = 'planned')
"""
REFERRED = "exists (select from programs_referral r where r.id = e.referral_id and r.code = %(referral)s)"


def asked_by(wish: Wish) -> tuple[str, dict[str, Any]]:
    """The test of a wish in SQL, of an enrolment `e` and its outlet `o`, with its values."""
    tests: list[tuple[object, str]] = [
        (wish.state, "e.state = %(state)s"),
        (wish.area or wish.exact, "e.area_code like %(area)s"),
        (wish.cohort is not None, "coalesce(e.cohort_id, 0) = %(cohort)s"),
        (wish.at, "e.came_at < %(at)s"),
        (wish.search, FOUND),
        (wish.without, WITHOUT),
        (wish.planned, PLANNED),
        (wish.helped, HELPED),
        (wish.joined, JOINED),
        (wish.referral, REFERRED),
        (wish.noted or wish.stage, _of_stage(wish)),
        (wish.stage or wish.without_left, "e.state <> 'withdrawn'"),
    ]
    since, until = wish.noted or (None, None)
    joined, joined_until = wish.joined or (None, None)
    helped = wish.helped or Helped("")
    return " and ".join(["true", *(f"({text})" for stands, text in tests if stands)]), {
        "state": wish.state, "area": wish.area if wish.exact else f"{wish.area}%", "stage": wish.stage, "lost": wish.lost,
        "cohort": wish.cohort, "search": wish.search.lower(), "digits": sought(wish.search),
        "without": wish.without, "planned": wish.planned, "at": wish.at, "help": helped.state, "kind": helped.kind,
        "giver": helped.giver, "since": since, "until": until, "joined": joined, "joined_until": joined_until,
        "referral": wish.referral,
    }  # fmt: skip


def _of_stage(wish: Wish) -> str:
    if wish.noted:
        return NOTED if wish.stage else CAME
    return STOOD if wish.at else f"%(stage)s = any(e.{'lost' if wish.lost else 'reached'})"
