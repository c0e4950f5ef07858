"""What buyers agree to, and take back: dated records with the exact words."""

from sekoci.customers.rules import PROMO
from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch


def give_consent(business_id: int, phone: str, *, language: str, how: str) -> bool:
    """Record that a phone agreed to the present wording; False when that is on record. One to an older wording is replaced."""
    moment = now()
    with in_business(business_id):
        fetch(
            "update customers_consent set withdrawn_at = %s, withdrawn_how = 'replaced'"
            " where phone = %s and withdrawn_at is null and version <> %s",
            (moment, phone, PROMO.version),
        )
        rows = fetch(
            """
            insert into customers_consent (id, business_id, phone, version, language, wording, given_at, how, withdrawn_how)
            values (%s, %s, %s, %s, %s, %s, %s, %s, '') on conflict do nothing returning 1
            """,
            (new_id(), business_id, phone, PROMO.version, language, PROMO.text(language), moment, how),
        )
    return bool(rows)


def withdraw_consent(business_id: int, phone: str, *, how: str) -> bool:
    """Record that a phone took its consent back; the record of having given it stays. False when none was standing."""
    with in_business(business_id):
        rows = fetch(
            "update customers_consent set withdrawn_at = %s, withdrawn_how = %s"
            " where phone = %s and withdrawn_at is null returning 1",
            (now(), how, phone),
        )
    return bool(rows)
