"""Who tells owners of a programme, and how many came by them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.queries.programs import Programme


@dataclass(frozen=True)
class KnownReferral:
    """A code that holds, and the name of who gives it on."""

    id: UUID
    code: str
    name: str


@dataclass(frozen=True)
class ReferralLine:
    """A code with how many applied by it, and how many of those take part."""

    id: UUID
    code: str
    name: str
    phone: str
    made_at: datetime
    ended_at: datetime | None
    came: int
    chosen: int


def referral_of(program_id: int, code: str) -> KnownReferral | None:
    """The code of this programme as somebody wrote it; None: there is none, or it ended. One statement, none for an empty one."""
    asked = code.strip().upper()[:12]
    rows = asked and fetch("select id, code, name from programs_referral_of(%s, %s)", (program_id, asked))
    return KnownReferral(*rows[0]) if rows else None


def my_referral(program_id: int, phone: str) -> KnownReferral | None:
    """The code that this phone has for the programme."""
    rows = phone and fetch(
        "select id, code, name from programs_referral where program_id = %s and phone = %s and ended_at is null",
        (program_id, phone),
    )
    return KnownReferral(*rows[0]) if rows else None


def came_by(referral_id: UUID) -> int:
    """How many businesses applied by this code, whatever became of them."""
    with across_businesses():
        [(count,)] = fetch("select count(*) from programs_enrolment where referral_id = %s", (referral_id,))
    return int(count)


def referrals_of(program: Programme) -> list[ReferralLine]:
    """All of a programme, those by whom most came first. Across businesses; one statement."""
    rows = fetch(
        """
        select r.id, r.code, r.name, r.phone, r.made_at, r.ended_at, count(e.id), count(e.id) filter (where e.state = 'chosen')
        from programs_referral r left join programs_enrolment e on e.referral_id = r.id where r.program_id = %s
        group by r.id order by r.ended_at is not null, count(e.id) desc, r.made_at, r.id limit 500
        """,
        (program.id,),
    )
    return [ReferralLine(*row) for row in rows]
