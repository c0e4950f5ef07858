"""Staff look at a shop with its owner's eyes: with a reason, for half an hour, changing nothing; the owner is told at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation

from sekoci.accounts.actions.erasing import note_view
from sekoci.kit.clock import now
from sekoci.kit.errors import NotAllowed, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.sql import fetch
from sekoci.kit.staff import note_act, reason_in
from sekoci.kit.templatetags.sekoci import moment as said_moment
from sekoci.messaging.actions import MessageDraft, send_messages

LONGEST = timedelta(minutes=30)


@dataclass(frozen=True)
class Look:
    """Whose eyes, at which shop, until when."""

    id: UUID
    staff_id: int
    seen_id: int
    place: str
    reason: str
    until: datetime


class NobodysEyes(Refusal):
    code, status = "nobodys_eyes", 409
    id = "Pemilik toko ini pengelola juga, atau akunnya tertutup. Lihat toko ini di Semua data."
    en = "The owner of this shop is staff too, or their account is shut. See the shop under All data."


@transaction.atomic
def start_look(staff_id: int, *, owners: Sequence[int], place: str, reason: str) -> Look:
    """Begin to look with the eyes of the first of `owners`; all of them are told who looks and why.

    A look of the same member of staff that still stands ends.
    """
    why = reason_in(reason)
    staff = fetch("select name from accounts_person where id = %s and is_staff and is_active for no key update", (staff_id,))
    if not staff:
        raise NotAllowed()
    people = fetch(
        "select id, coalesce(phone, ''), language from accounts_person where id = any(%s) and is_active and not is_staff"
        " order by array_position(%s::bigint[], id)",
        (list(owners), list(owners)),
    )
    if not people:
        raise NobodysEyes()
    end_look(staff_id)
    moment = now()
    look = Look(new_id(), staff_id, people[0][0], place, why, moment + LONGEST)
    fetch(
        "insert into accounts_look (id, staff_id, seen_id, place, reason, since, until) values (%s, %s, %s, %s, %s, %s, %s)",
        (look.id, staff_id, look.seen_id, place, why, moment, look.until),
    )
    note_act(staff_id, "look.start", about=place, reason=why)
    note_view([people[0][1]], viewer=f"staff:{staff_id}", what="look", place=f"/kelola/{place}")
    drafts = []
    for _, phone, language in people:
        with translation.override(language):
            facts = {"who": staff[0][0] or "Sekoci", "at": said_moment(moment), "reason": why}
        facts["url"] = f"{settings.PUBLIC_URL}/akun"
        if phone:
            drafts.append(MessageDraft(f"look:{look.id}:{phone}", phone, "staff_looked", facts, language=language))
    send_messages(drafts)
    return look


@transaction.atomic
def end_look(staff_id: int) -> None:
    """End what this member of staff looks at; again changes nothing."""
    moment = now()
    ended = fetch(
        "update accounts_look set ended_at = %s where staff_id = %s and ended_at is null returning place", (moment, staff_id)
    )
    for (place,) in ended:
        note_act(staff_id, "look.end", about=place)


def standing_look(look_id: UUID, *, staff_id: int) -> Look | None:
    """The look as long as it stands: not ended, not over, and its person still one of the staff."""
    rows = fetch(
        "select l.id, l.staff_id, l.seen_id, l.place, l.reason, l.until from accounts_look l"
        " join accounts_person s on s.id = l.staff_id and s.is_staff and s.is_active"
        " join accounts_person p on p.id = l.seen_id and p.is_active and not p.is_staff"
        " where l.id = %s and l.staff_id = %s and l.ended_at is null and l.until > %s",
        (look_id, staff_id, now()),
    )
    return Look(*rows[0]) if rows else None
