"""Owners are told what was decided on their business: once, by day, and what holds then, not what it was for a minute."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.programs.rules.telling import may_tell, told_by
from sekoci.registry.queries import contacts_of
from sekoci.registry.rules.areas import ZONES

MOST = 2000
SETTLES = "10 minutes"
"""So long after a decision an officer may think again before its owner reads it."""
WAITING = f"""
    select e.id, e.untold_step_id, e.shop_id, b.zone, s.state, s.reason, e.state = s.state and p.state = 'open', p.slug, p.name,
        exists (select from programs_consent c where c.enrolment_id = e.id and c.withdrawn_at is null)
    from programs_enrolment e join programs_enrolmentstep s on s.id = e.untold_step_id
    join programs_program p on p.id = e.program_id left join registry_business b on b.id = e.shop_id
    where e.untold_step_id is not null and s.at <= %s::timestamptz - interval '{SETTLES}' and (b.zone is null or b.zone = any(%s))
    order by e.id limit %s for no key update of e skip locked
"""  # noqa: S608  ours


@dataclass(frozen=True)
class _Untold:
    enrolment_id: UUID
    step_id: int
    shop_id: int | None
    zone: str | None
    state: str
    reason: str
    holds: bool
    """Whether it still stands so, in a programme that still runs."""
    program: str
    name: str
    agreed: bool


def tell_owners() -> int:
    """Tell those whose shop is here, where it is day now; how many messages. At most 2,000 enrolments at once.

    A business that is only in partners' lists is not written to: that phone came from a list, not from its owner.
    """
    moment = clock.now()
    with across_businesses():
        awake = [zone for zone in ZONES.values() if may_tell(moment.astimezone(ZoneInfo(zone)))]
        waiting = [_Untold(*row) for row in fetch(WAITING, (moment, awake, MOST))]
        fetch(
            "update programs_enrolment set untold_step_id = null where id = any(%s)", ([each.enrolment_id for each in waiting],)
        )
        return send_messages(_drafts([each for each in waiting if each.holds]))


def _drafts(waiting: Sequence[_Untold]) -> list[MessageDraft]:
    contacts = contacts_of({each.shop_id for each in waiting if each.shop_id})
    drafts = []
    for each in waiting:
        contact = contacts.get(each.shop_id or 0)
        template = told_by(each.state, each.reason, agreed=each.agreed)
        if contact is None or not contact.owner_phone or not template:
            continue
        page = f"{settings.PUBLIC_URL}/kelola/{contact.slug}/program/{each.program}"
        drafts.append(
            MessageDraft(
                f"program-step:{each.step_id}", contact.owner_phone, template,
                {"shop": contact.name, "program": each.name, "url": page},
                business_id=each.shop_id, language=contact.owner_language,
            )
        )  # fmt: skip
    return drafts
