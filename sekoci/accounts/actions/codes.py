"""Codes: sent to any phone, known or not, in exactly the same way; checked at most five times each."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.crypto import salted_hmac

from sekoci.accounts import rules
from sekoci.accounts.actions.limits import TooMany, take
from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import MessageDraft, send_messages

__all__ = ["Checked", "CodeSent", "TooMany", "check_code", "send_code"]


@dataclass(frozen=True)
class CodeSent:
    """A code is on its way. `id` belongs in the session of who asked, and nowhere else."""

    id: UUID
    phone: str
    at: datetime


@dataclass(frozen=True)
class Checked:
    """`phone` when the code was right; else how many tries are `left` (0: this code is worn out, ask for another)."""

    phone: str | None
    left: int


@transaction.atomic
def send_code(phone: str, *, address: str, language: str = "id") -> CodeSent:
    """Send a code to an E.164 phone, whether we know it or not: both take the same steps. TooMany when a limit is reached."""
    take(rules.limits_on_codes(phone, address))
    code_id, code, moment = new_id(), f"{secrets.randbelow(10**6):06d}", now()
    fetch(
        "insert into accounts_logincode (id, phone, code_hash, made_at, good_until, tries) values (%s, %s, %s, %s, %s, 0)",
        (code_id, phone, _hash(code_id, code), moment, moment + rules.CODE_GOOD_FOR),
    )
    send_messages([MessageDraft(f"login:{code_id}", phone, "login_code", {"code": code}, language=language)])
    return CodeSent(id=code_id, phone=phone, at=moment)


def check_code(code_id: UUID, code: str) -> Checked:
    """Check six digits against a code, once; the try counts whatever comes of it, so call it outside any transaction.

    TooMany when ten guesses were tested for its phone within a quarter of an hour, over all its codes.
    """
    alive = fetch(
        "select phone from accounts_logincode where id = %s and used_at is null and tries < %s and good_until > %s",
        (code_id, rules.TRIES, now()),
    )
    if not alive:
        return Checked(phone=None, left=0)
    take([rules.Limit(f"try:phone:{alive[0][0]}", rules.TRIES_A_PHONE, rules.TRIES_SPAN)])
    rows = fetch(
        """
        update accounts_logincode set tries = tries + 1, used_at = case when code_hash = %s then %s::timestamptz end
        where id = %s and used_at is null and tries < %s and good_until > %s
        returning phone, used_at is not null, tries
        """,
        (_hash(code_id, code), now(), code_id, rules.TRIES, now()),
    )
    if not rows:
        return Checked(phone=None, left=0)
    phone, right, tries = rows[0]
    return Checked(phone=phone if right else None, left=rules.TRIES - tries)


def _hash(code_id: UUID, code: str) -> str:
    """Keyed with the installation's secret and the code's own id: six digits alone would be guessed from a plain hash."""
    return salted_hmac(f"sekoci.accounts.code:{code_id}", code, algorithm="sha256").hexdigest()
