"""Reads for pages and for other modules."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from sekoci.accounts.held import HELD as HELD
from sekoci.accounts.rules import PURPOSES, Browser, Purpose, code_in, hash_of
from sekoci.kit.clock import now
from sekoci.kit.phone import parse_phone
from sekoci.kit.sealing import blinds
from sekoci.kit.sql import fetch
from sekoci.kit.staff import was_allowed
from sekoci.messaging.queries import outbox


@dataclass(frozen=True)
class PersonCard:
    """A person as others may see them."""

    id: int
    name: str
    phone: str
    language: str


@dataclass(frozen=True)
class Standing:
    """A purpose, and whether and since when a person agrees to it."""

    purpose: Purpose
    wording: str
    given_at: datetime | None
    withdrawn_at: datetime | None


def people(person_ids: Collection[int]) -> dict[int, PersonCard]:
    """Cards by id: for telling owners something, in one statement."""
    rows = fetch(
        "select id, name, coalesce(phone, ''), language from accounts_person where id = any(%s)", (sorted(set(person_ids)),)
    )
    return {row[0]: PersonCard(*row) for row in rows}


def staff_people() -> list[PersonCard]:
    """Those who run this Sekoci, by name."""
    rows = fetch(
        "select id, name, coalesce(phone, ''), language from accounts_person where is_staff and is_active"
        " order by lower(name), id"
    )
    return [PersonCard(*row) for row in rows]


FIRST_PASSKEY = timedelta(days=1)


def may_make_first_passkey(person_id: int) -> bool:
    """Whether somebody of the staff who has none may make one with no more than a code: the machine said so a day ago at most."""
    return was_allowed(("staff.add", "staff.passkey"), about=f"person:{person_id}", since=now() - FIRST_PASSKEY)


def staff_without_passkey() -> list[str]:
    """Phones of those whom the staff's pages do not let in where real people are."""
    rows = fetch(
        "select phone from accounts_person p where is_staff and is_active and phone is not null and not exists"
        " (select from mfa_authenticator a where a.user_id = p.id and a.type = 'webauthn') order by id"
    )
    return [phone for (phone,) in rows]


def consents_of(person_id: int, *, language: str) -> list[Standing]:
    """Every purpose we ask for, with what this person last said to it.

    The words are those that were agreed to: in `language` while that version still stands, else as they were on the screen.
    """
    rows = fetch(
        "select distinct on (purpose) purpose, version, wording, given_at, withdrawn_at from accounts_consent"
        " where person_id = %s order by purpose, given_at desc, id desc",
        (person_id,),
    )
    last = {purpose: (version, wording, given_at, withdrawn_at) for purpose, version, wording, given_at, withdrawn_at in rows}
    standings = []
    for purpose in PURPOSES.values():
        version, wording, given_at, withdrawn_at = last.get(purpose.name, ("", "", None, None))
        is_older = given_at is not None and withdrawn_at is None and version != purpose.version
        standings.append(Standing(purpose, wording if is_older else purpose.wording(language), given_at, withdrawn_at))
    return standings


@dataclass(frozen=True)
class LoggedIn:
    """A device on which somebody is logged in now; `words` is empty for one we cannot name."""

    id: UUID
    words: str
    since: datetime
    last_seen_at: datetime
    is_this: bool


def devices_of(person_id: int, *, session_key: str) -> list[LoggedIn]:
    """Where a person is logged in: this device first, then the one used last."""
    rows = fetch(
        """
        select id, browser, system, since, last_seen_at, session_hash = %(this)s from accounts_device device
        where person_id = %(person)s and exists (select 1 from django_session session
            where encode(sha256(session.session_key::bytea), 'hex') = device.session_hash and session.expire_date > %(now)s)
        order by 6 desc, last_seen_at desc, id
        """,
        {"person": person_id, "this": hash_of(session_key), "now": now()},
    )
    return [LoggedIn(row[0], Browser(row[1], row[2]).words(""), row[3], row[4], row[5]) for row in rows]


@dataclass(frozen=True)
class KnownPasskey:
    """A passkey as its person sees it."""

    id: int
    name: str
    made_at: datetime
    last_used_at: datetime | None


def passkeys_of(person_id: int) -> list[KnownPasskey]:
    """The passkeys of an account, oldest first."""
    rows = fetch(
        "select id, coalesce(data->>'name', ''), created_at, last_used_at from mfa_authenticator"
        " where user_id = %s and type = 'webauthn' order by id",
        (person_id,),
    )
    return [KnownPasskey(*row) for row in rows]


@dataclass(frozen=True)
class NumberRequest:
    """Somebody asks for another number for a person: `due_at` when it was vouched for, and takes effect then."""

    id: UUID
    person_id: int
    name: str
    old_phone: str
    new_phone: str
    asked_at: datetime
    due_at: datetime | None


_REQUESTS = (
    "select c.id, c.person_id, p.name, c.old_phone, c.new_phone, c.asked_at, c.due_at from accounts_phonechange c"
    " join accounts_person p on p.id = c.person_id where c.ended_at is null and (c.good_until > %s or c.due_at is not null)"
)


def number_requests(person_ids: Collection[int]) -> list[NumberRequest]:
    """What stands for these people, newest first."""
    rows = fetch(_REQUESTS + " and c.person_id = any(%s) order by c.asked_at desc, c.id", (now(), sorted(set(person_ids))))
    return [NumberRequest(*row) for row in rows]


def number_request(change_id: UUID) -> NumberRequest | None:
    """One that stands; None for others."""
    rows = fetch(_REQUESTS + " and c.id = %s", (now(), change_id))
    return NumberRequest(*rows[0]) if rows else None


@dataclass(frozen=True)
class StaffVouched:
    """Staff let a person's number change, as the person reads it."""

    by: str
    why: str
    new_phone: str
    at: datetime
    is_stopped: bool


def vouched_by_staff(person_id: int) -> list[StaffVouched]:
    """Whenever staff vouched for another number of this person, the latest first."""
    rows = fetch(
        "select p.name, c.vouched_why, c.new_phone, c.vouched_at, c.ended_how in ('objected', 'refused', 'replaced')"
        " from accounts_phonechange c join accounts_person p on p.id = c.vouched_by_id"
        " where c.person_id = %s and c.vouched_kind = 'staff' order by c.vouched_at desc, c.id limit 20",
        (person_id,),
    )
    return [StaffVouched(*row) for row in rows]


def due_number_requests() -> list[NumberRequest]:
    """Those whose day of waiting is over."""
    return [NumberRequest(*row) for row in fetch(_REQUESTS + " and c.due_at <= %s order by c.due_at limit 100", (now(), now()))]


def keeper_of(phone: str) -> tuple[int, bool] | None:
    """The id of the person who has this number, and whether they work for the platform; None where nobody has it."""
    rows = fetch("select id, is_staff or is_superuser from accounts_person where phone = %s", (phone,))
    return (rows[0][0], rows[0][1]) if rows else None


def agrees(person_id: int, purpose: str) -> bool:
    """Whether a person's consent to this purpose stands now."""
    return bool(
        fetch(
            "select 1 from accounts_consent where person_id = %s and purpose = %s and withdrawn_at is null", (person_id, purpose)
        )
    )


def waiting_code(phone: str) -> str | None:
    """The code that this phone would type now, read from the pretend outbox: development only, elsewhere nothing is there.

    None while the message is still on its way, and when the code is used, worn out or too old.
    """
    if not settings.DEVELOPMENT:
        return None
    number = parse_phone(phone)
    rows = fetch(
        "select 1 from accounts_logincode where phone = %s and used_at is null and good_until > %s limit 1", (number, now())
    )
    sent = outbox(to=number, template="login_code", limit=1) if rows else []
    return code_in(sent[0].text) if sent else None


def marks_of(text: str, *, about: str = "phone") -> list[str]:
    """By what a phone, or something else that is about a person (`about`: `nik`, `nib`, `row`, …), is known among the forgotten:
    with the present key, then with each former one."""
    marks = blinds(text, about=about)
    return marks if about == "phone" else [f"{about}.{mark}"[:64] for mark in marks]


def erased_at(phones: Collection[str], *, about: str = "phone") -> dict[str, datetime]:
    """When the people of these phones (or of what else is theirs, `about`) were last forgotten; who never was is left out. One
    statement.

    Whoever brings in older facts (an import, a backup) leaves names, phones and addresses of these out: only what they did
    after that moment is theirs again.
    """
    marks = {mark: phone for phone in phones if phone for mark in marks_of(phone, about=about)}
    rows = fetch("select mark, max(at) from accounts_erasure where mark = any(%s) group by mark", (list(marks),))
    latest: dict[str, datetime] = {}
    for mark, at in rows:
        latest[marks[mark]] = max(at, latest.get(marks[mark], at))
    return latest


def kinds_erased() -> set[str]:
    """By what people were ever forgotten here (`phone`, `nik`, …): by what nobody was, nobody need be looked for."""
    kind = "case when strpos(mark, '.') > 0 then split_part(mark, '.', 1) else 'phone' end"
    return {name for (name,) in fetch(f"select distinct {kind} from accounts_erasure")}  # noqa: S608  ours


def viewings_of(phone: str, *, limit: int = 1000) -> list[tuple[datetime, str, str, str]]:
    """Who looked at this phone's data: moment, viewer, what, where; newest first."""
    return fetch(
        "select at, viewer, what, place from accounts_viewing where mark = any(%s) order by at desc limit %s",
        (blinds(phone, about="phone"), limit),
    )


def person_of(phone: str) -> int:
    """The id of the account with this phone; 0 for none."""
    rows = fetch("select id from accounts_person where phone = %s", (phone,))
    return rows[0][0] if rows else 0


def languages_of(phones: Collection[str]) -> dict[str, str]:
    """The languages of the accounts with these phones; one statement."""
    return dict(fetch("select phone, language from accounts_person where phone = any(%s)", (list(phones),)))


@dataclass(frozen=True)
class Looked:
    """Somebody of the staff looked at a shop with its owner's eyes."""

    by: str
    place: str
    reason: str
    since: datetime
    until: datetime
    """When it ended, or would have."""


def looks_at(person_id: int, *, limit: int = 20) -> list[Looked]:
    """Who looked with this person's eyes, the latest first: for the person."""
    rows = fetch(
        "select p.name, l.place, l.reason, l.since, coalesce(least(l.ended_at, l.until), l.until) from accounts_look l"
        " join accounts_person p on p.id = l.staff_id where l.seen_id = %s order by l.since desc, l.id limit %s",
        (person_id, limit),
    )
    return [Looked(*row) for row in rows]
