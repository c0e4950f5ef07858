"""Who runs this Sekoci: made and ended at the command line. What they do about people: with a reason, written down."""

from django.db import transaction

from sekoci.accounts.actions.devices import sign_out_everywhere
from sekoci.accounts.actions.people import person_with_phone, tell_change
from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.phone import parse_phone
from sekoci.kit.sql import fetch
from sekoci.kit.staff import COMMAND, note_act, reason_in
from sekoci.kit.whom import sign
from sekoci.messaging.actions import MessageDraft, send_messages


class IsStaff(Refusal):
    code, status = "is_staff", 409
    id = "Orang ini pengelola. Cabut dulu haknya: sekoci staff remove."
    en = "This person is staff. Take that away first: sekoci staff remove."


class NotStaff(Refusal):
    code, status = "not_staff", 404
    id = "Nomor ini bukan pengelola. Tambahkan dulu: sekoci staff add."
    en = "This number is not staff. Add it first: sekoci staff add."


@transaction.atomic
def add_staff(phone: str) -> bool:
    """Let whoever has this phone into the staff's pages; the account appears where there is none. False: was in already."""
    person_id = person_with_phone(phone)
    changed = fetch("update accounts_person set is_staff = true where id = %s and not is_staff returning 1", (person_id,))
    if changed:
        note_act(COMMAND, "staff.add", about=f"person:{person_id}")
    return bool(changed)


@transaction.atomic
def remove_staff(phone: str) -> bool:
    """From this person's next request on, the staff's pages do not exist for them. False: was not in."""
    known = fetch("select id from accounts_person where phone = %s", (parse_phone(phone),))
    if not known:
        raise NotFound()
    [(person_id,)] = known
    changed = fetch(
        "update accounts_person set is_staff = false, is_superuser = false"
        " where id = %s and (is_staff or is_superuser) returning 1",
        (person_id,),
    )
    fetch("update accounts_look set ended_at = now() where staff_id = %s and ended_at is null", (person_id,))
    if changed:
        note_act(COMMAND, "staff.remove", about=f"person:{person_id}")
    return bool(changed)


@transaction.atomic
def renew_passkey(phone: str) -> int:
    """Somebody of the staff lost their passkey, or has none yet: those there are end, their sessions too, and for a day a code is
    enough to make the first one. How many ended.
    """
    known = fetch("select id from accounts_person where phone = %s and is_staff for no key update", (parse_phone(phone),))
    if not known:
        raise NotStaff()
    [(person_id,)] = known
    ended = fetch("delete from mfa_authenticator where user_id = %s returning 1", (person_id,))
    sign_out_everywhere(person_id)
    note_act(COMMAND, "staff.passkey", about=f"person:{person_id}")
    if ended:
        tell_change(person_id, "passkey_removed")
    return len(ended)


@transaction.atomic
def suspend_person(person_id: int, *, by: int, reason: str) -> bool:
    """Shut an account until staff open it again: every session ends, no code lets in; told with the reason. False: was shut."""
    why = reason_in(reason)
    is_staff, is_shut, phone, language = _locked(person_id)
    if is_staff:
        raise IsStaff()
    if is_shut:
        return False
    sign()
    fetch("update accounts_person set suspended_at = %s, is_active = false where id = %s", (now(), person_id))
    sign_out_everywhere(person_id)
    note_act(by, "person.suspend", about=f"person:{person_id}", reason=why)
    _tell(phone, "account_suspended", {"reason": why}, language)
    return True


@transaction.atomic
def restore_person(person_id: int, *, by: int, reason: str) -> bool:
    """Open a suspended account; one that its person had closed opens when they log in. False: was not suspended."""
    why = reason_in(reason)
    _, is_shut, phone, language = _locked(person_id)
    if not is_shut:
        return False
    sign()
    fetch(
        """
        update accounts_person person set suspended_at = null, is_active = coalesce((select withdrawn_how from accounts_consent
            where person_id = person.id and purpose = 'account' order by given_at desc, id desc limit 1) <> 'closed', true)
        where id = %s
        """,
        (person_id,),
    )
    note_act(by, "person.restore", about=f"person:{person_id}", reason=why)
    _tell(phone, "account_restored", {}, language)
    return True


@transaction.atomic
def end_sessions(person_id: int, *, by: int, reason: str) -> bool:
    """Log somebody out of every device: a stolen phone, a shared one. Again does no harm."""
    why = reason_in(reason)
    _locked(person_id)
    sign_out_everywhere(person_id)
    note_act(by, "person.sign_out", about=f"person:{person_id}", reason=why)
    return True


def _locked(person_id: int) -> tuple[bool, bool, str, str]:
    rows = fetch(
        "select is_staff, suspended_at is not null, phone, language from accounts_person"
        " where id = %s and phone is not null for no key update",
        (person_id,),
    )
    if not rows:
        raise NotFound()
    is_staff, is_shut, phone, language = rows[0]
    return is_staff, is_shut, phone, language


def _tell(phone: str, template: str, facts: dict[str, str], language: str) -> None:
    send_messages([MessageDraft(f"{template}:{new_id()}", phone, template, facts, language=language)])
