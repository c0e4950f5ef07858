"""What people agree to, and take back: dated records with the exact words."""

from django.db import transaction

from sekoci.accounts.rules import PURPOSES
from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.sql import fetch


@transaction.atomic
def give_consent(person_id: int, purpose: str, *, language: str, how: str) -> bool:
    """Record that a person agreed to the present wording of a purpose; False when that is on record already.

    A consent to an older wording ends as `replaced`. KeyError for a purpose nobody wrote.
    """
    asked, moment = PURPOSES[purpose], now()
    fetch(
        "update accounts_consent set withdrawn_at = %s, withdrawn_how = 'replaced'"
        " where person_id = %s and purpose = %s and withdrawn_at is null and version <> %s",
        (moment, person_id, purpose, asked.version),
    )
    rows = fetch(
        """
        insert into accounts_consent (id, person_id, purpose, version, language, wording, given_at, how, withdrawn_how)
        values (%s, %s, %s, %s, %s, %s, %s, %s, '') on conflict do nothing returning 1
        """,
        (new_id(), person_id, purpose, asked.version, language, asked.wording(language), moment, how),
    )
    return bool(rows)


def withdraw_consent(person_id: int, purpose: str, *, how: str) -> bool:
    """Record that a person took a consent back; the record of having given it stays. False when none was standing."""
    rows = fetch(
        "update accounts_consent set withdrawn_at = %s, withdrawn_how = %s"
        " where person_id = %s and purpose = %s and withdrawn_at is null returning 1",
        (now(), how, person_id, purpose),
    )
    return bool(rows)
