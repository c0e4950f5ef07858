"""People appear when a code proves their phone; they change their name, and close their account."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from sekoci.accounts.actions.consents import give_consent, withdraw_consent
from sekoci.accounts.models import Person
from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.phone import parse_phone
from sekoci.kit.sql import fetch
from sekoci.kit.staff import last_reason
from sekoci.kit.text import clean_line
from sekoci.kit.whom import sign
from sekoci.messaging.actions import MessageDraft, send_messages


class AccountBlocked(Refusal):
    code, status = "account_blocked", 403
    id = "Akun ini diblokir. Hubungi pengelola Sekoci di tempat Anda."
    en = "This account is blocked. Contact whoever runs Sekoci where you are."


class AccountSuspended(AccountBlocked):
    """Staff shut it, and wrote why: for whoever has just proven to be this person, and nobody else."""

    code = "account_suspended"
    id = "Akun ini ditangguhkan pengelola Sekoci: {why}. Hubungi pengelola."
    en = "This account was suspended by Sekoci's staff: {why}. Contact them."

    def __init__(self, person_id: int) -> None:
        super().__init__(why=last_reason("person.suspend", about=f"person:{person_id}"))


@dataclass(frozen=True)
class Entered:
    person_id: int
    is_new: bool


def person_with_phone(phone: str, name: str = "") -> int:
    """The id of the person with this phone, in any spelling; made, with `name`, when there is none yet."""
    return _found_or_made(parse_phone(phone), name=clean_line(name, most=80), language="id").person_id


@transaction.atomic
def enter(phone: str, *, language: str) -> Entered:
    """Let in whoever holds this phone, after a code proved it: the account appears, or opens again where its person closed it.

    The wording beside the button counts as agreed to. AccountBlocked where somebody else closed it: AccountSuspended for staff.
    """
    entered = _found_or_made(phone, name="", language=language)
    [(active, suspended, closed_by_person)] = fetch(
        """
        select is_active, suspended_at is not null, coalesce((select withdrawn_how from accounts_consent
            where person_id = person.id and purpose = 'account' order by given_at desc, id desc limit 1) = 'closed', false)
        from accounts_person person where id = %s for no key update
        """,
        (entered.person_id,),
    )
    if suspended:
        raise AccountSuspended(entered.person_id)
    if not active and not closed_by_person:
        raise AccountBlocked()
    if not active:
        fetch("update accounts_person set is_active = true where id = %s", (entered.person_id,))
    give_consent(entered.person_id, "account", language=language, how="login")
    return entered


@transaction.atomic
def change_person(person_id: int, *, name: str, language: str) -> None:
    """Change a person's name and language."""
    if language not in ("id", "en"):
        raise Invalid(field="language", why_id="Pilih salah satu bahasa.", why_en="Choose one of the languages.")
    plain = clean_line(name, most=80, field="name")
    sign()
    if not fetch("update accounts_person set name = %s, language = %s where id = %s returning 1", (plain, language, person_id)):
        raise NotFound()


def tell_change(person_id: int, template: str) -> None:
    """Tell a person that the way into their account changed, by the message of this name."""
    [(phone, language)] = fetch("select coalesce(phone, ''), language from accounts_person where id = %s", (person_id,))
    page = "akun/kunci-layar" if template == "passkey_added" else "akun/perangkat"
    facts = {"url": f"{settings.PUBLIC_URL}/{page}"}
    if phone:
        send_messages([MessageDraft(f"{template}:{new_id()}", phone, template, facts, language=language)])


@transaction.atomic
def name_person(person_id: int, name: str) -> None:
    """Call somebody who has given no name yet by the one that others know them by."""
    sign()
    fetch("update accounts_person set name = %s where id = %s and name = ''", (name, person_id))


@transaction.atomic
def close_account(person_id: int) -> None:
    """Close a person's own account: no session of theirs works any more. Logging in again with a code opens it anew."""
    sign()
    withdraw_consent(person_id, "account", how="closed")
    withdraw_consent(person_id, "programme", how="closed")
    fetch("update accounts_person set is_active = false where id = %s", (person_id,))


def _found_or_made(phone: str, *, name: str, language: str) -> Entered:
    person, is_new = Person.objects.get_or_create(
        phone=phone, defaults={"name": name, "language": language, "password": make_password(None), "joined_at": now()}
    )
    return Entered(person.pk, is_new)
