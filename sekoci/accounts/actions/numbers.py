"""Another phone number for the same person: at once when the account itself proved it, or asked for, vouched for, waited for.

Every request stays as a row that says who asked, vouched, objected and when: that is the log.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from sekoci.accounts.actions.devices import sign_out_everywhere
from sekoci.accounts.actions.limits import take
from sekoci.accounts.actions.staff import IsStaff
from sekoci.accounts.rules import NUMBER_ASKED_FOR, NUMBER_WAITS, Limit, hash_of
from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.ids import new_id, secret_token
from sekoci.kit.phone import masked_phone
from sekoci.kit.sql import fetch
from sekoci.kit.staff import note_act, reason_in
from sekoci.kit.whom import sign
from sekoci.messaging.actions import MessageDraft, send_messages

DAY = timedelta(days=1)


class NumberRequestOver(Refusal):
    code, status = "number_request_over", 410
    id = "Permintaan ini tidak berlaku lagi."
    en = "This request no longer stands."


class AnotherWaits(Refusal):
    code, status = "number_change_waits", 409
    id = "Ada permintaan lain yang sedang menunggu. Tunggu sampai selesai."
    en = "Another request is waiting already. Wait until it is done."


class CannotVouch(Refusal):
    code, status = "cannot_vouch", 403
    id = "Anda tidak bisa menjamin permintaan ini. Minta orang lain di toko."
    en = "You cannot vouch for this request. Ask somebody else of the shop."


@dataclass(frozen=True)
class Vouched:
    """Who gets the number, and who is to be told."""

    person_id: int
    new_phone: str


def ask_new_number(old: str, new: str, *, address: str) -> UUID:
    """Write down that whoever holds `new` (proven by a code) says to be the person of `old`; the request's id.

    Known and unknown numbers take the same steps. Asking again is the same request, renewed for a week.
    """
    if old == new:
        raise Invalid(field="new", why_id="Nomor baru sama dengan yang lama.", why_en="The new number is the old one.")
    with transaction.atomic():
        take(
            [
                Limit(f"number:old:{old}", 3, DAY),
                Limit(f"number:new:{new}", 5, DAY),
                Limit(f"number:address:{address}", 20, DAY),
            ]
        )
        [(change_id,)] = fetch(
            """
            insert into accounts_phonechange (id, person_id, old_phone, new_phone, asked_at, good_until, vouched_kind, ended_how)
            values (%(id)s, (select id from accounts_person where phone = %(old)s), %(old)s, %(new)s, %(now)s, %(until)s, '', '')
            on conflict (old_phone, new_phone) where ended_at is null do update set good_until = excluded.good_until
            returning id
            """,
            {"id": new_id(), "old": old, "new": new, "now": now(), "until": now() + NUMBER_ASKED_FOR},
        )
    return UUID(str(change_id))


@transaction.atomic
def vouch_for_number(change_id: UUID, *, by: int, kind: str, why: str = "") -> Vouched:
    """Say that the one who asked is the person: it takes effect after a day, in which the old number may object.

    Whether `by` may vouch is the caller's to know; nobody vouches for themselves, and the new number's holder does not either.
    """
    person_id, old, new, good_until, vouched_by, ended_at = _locked(change_id)
    if ended_at is not None or (vouched_by is None and good_until <= now()):
        raise NumberRequestOver()
    if vouched_by == by:
        return Vouched(person_id, new)
    if vouched_by is not None or fetch(
        "select 1 from accounts_phonechange where person_id = %s and vouched_at is not null and ended_at is null", (person_id,)
    ):
        raise AnotherWaits()
    if by == person_id or fetch("select 1 from accounts_person where id = %s and phone = %s", (by, new)):
        raise CannotVouch()
    token = secret_token()
    fetch(
        "update accounts_phonechange set vouched_by_id = %s, vouched_kind = %s, vouched_why = %s, vouched_at = %s, due_at = %s,"
        " objection = %s where id = %s",
        (by, kind, why, now(), now() + NUMBER_WAITS, hash_of(token), change_id),
    )
    url = f"{settings.PUBLIC_URL}/nomor/tolak/{token}"
    facts = {"number": masked_phone(new), "url": url}
    send_messages([MessageDraft(f"number:{change_id}:old", old, "number_vouched", facts, language=_language(person_id))])
    return Vouched(person_id, new)


@transaction.atomic
def vouch_for_number_as_staff(change_id: UUID, *, by: int, reason: str) -> bool:
    """Staff know by other means who asks: the reason says how, and the person reads it. False: had vouched before."""
    why = reason_in(reason)
    person_id, _, _, _, vouched_by, _ = _locked(change_id)
    if fetch("select 1 from accounts_person where id = %s and (is_staff or is_superuser)", (person_id,)):
        raise IsStaff()
    vouch_for_number(change_id, by=by, kind="staff", why=why)
    if vouched_by == by:
        return False
    note_act(by, "person.number", about=f"person:{person_id}", reason=why)
    return True


@transaction.atomic
def stop_number_as_staff(change_id: UUID, *, by: int, reason: str) -> bool:
    """Staff end a request for another number: a stranger's, or one vouched for in error. False: it was over."""
    why = reason_in(reason)
    person_id, *_, ended_at = _locked(change_id)
    if ended_at is not None:
        return False
    object_to_number(change_id, by=by)
    note_act(by, "person.keep_number", about=f"person:{person_id}", reason=why)
    return True


def object_by_token(token: str, *, dry: bool = False) -> None:
    """The old number says no, by its link; `dry`: only whether it may. NotFound for a link that opens nothing any more."""
    open_one = "objection = %s and vouched_at is not null and ended_at is null"
    rows = fetch(f"select id from accounts_phonechange where {open_one}", (hash_of(token),))  # noqa: S608  ours
    if not rows:
        raise NotFound()
    if not dry:
        object_to_number(rows[0][0], by=None)


def object_to_number(change_id: UUID, *, by: int | None) -> None:
    """End a request; `by` is who did it (None: the old number's holder). Again changes nothing."""
    fetch(
        "update accounts_phonechange set ended_at = %s, ended_how = 'objected', ended_by_id = %s"
        " where id = %s and ended_at is null",
        (now(), by, change_id),
    )


@transaction.atomic
def finish_number_change(change_id: UUID, *, refuse: bool) -> bool:
    """Let a request take effect whose day is over, or end it as refused: its new number is somebody's; whether done."""
    person_id, _, new, _, vouched_by, ended_at = _locked(change_id)
    due = fetch("select 1 from accounts_phonechange where id = %s and due_at <= %s", (change_id, now()))
    if ended_at is not None or vouched_by is None or not due:
        return False
    how = "refused" if refuse else "done"
    fetch("update accounts_phonechange set ended_at = %s, ended_how = %s where id = %s", (now(), how, change_id))
    if not refuse:
        _move(person_id, new)
    return not refuse


@transaction.atomic
def change_number(person_id: int, new: str) -> str:
    """Another number at once: for a person who proved the account anew and the new number by a code; the number before."""
    [(old,)] = fetch("select coalesce(phone, '') from accounts_person where id = %s for no key update", (person_id,))
    if old == new:
        return new
    fetch(
        "insert into accounts_phonechange (id, person_id, old_phone, new_phone, asked_at, good_until, vouched_kind, ended_at,"
        " ended_how) values (%(id)s, %(person)s, %(old)s, %(new)s, %(now)s, %(now)s, 'self', %(now)s, 'done')",
        {"id": new_id(), "person": person_id, "old": old, "new": new, "now": now()},
    )
    _move(person_id, new)
    return str(old)


def _locked(change_id: UUID) -> tuple[int, str, str, datetime, int | None, datetime | None]:
    """The request, its person's row locked first: of two requests for one person only one is vouched for."""
    fetch(
        "select 1 from accounts_person where id = (select person_id from accounts_phonechange where id = %s) for no key update",
        (change_id,),
    )
    rows = fetch(
        "select person_id, old_phone, new_phone, good_until, vouched_by_id, ended_at from accounts_phonechange"
        " where id = %s and person_id is not null for no key update",
        (change_id,),
    )
    if not rows:
        raise NotFound()
    return rows[0]


def _move(person_id: int, new: str) -> None:
    """The number goes to this person; an empty account that had it gives way. Every session of both ends."""
    sign()
    for (other,) in fetch("update accounts_person set phone = null, is_active = false where phone = %s returning id", (new,)):
        sign_out_everywhere(other)
    [(old, language)] = fetch("select coalesce(phone, ''), language from accounts_person where id = %s", (person_id,))
    fetch("update accounts_person set phone = %s where id = %s", (new, person_id))
    sign_out_everywhere(person_id)
    fetch(
        "update accounts_phonechange set ended_at = %s, ended_how = 'replaced' where person_id = %s and ended_at is null",
        (now(), person_id),
    )
    key, facts = f"number:{new_id()}", {"number": masked_phone(new)}
    drafts = [
        MessageDraft(f"{key}:{which}", each, "number_changed", facts, language=language)
        for which, each in (("old", old), ("new", new))
        if each
    ]
    send_messages(drafts)


def _language(person_id: int) -> str:
    return str(fetch("select language from accounts_person where id = %s", (person_id,))[0][0])
