"""Reading what the pretend acquirer calls back with. Whatever it says, it can be kept."""

import hashlib
import json
from typing import Any

from sekoci.kit.money import MOST
from sekoci.payments.rules.references import payment_id_of
from sekoci.payments.rules.settling import SettlementNotice


def read_notice(provider: str, body: bytes) -> SettlementNotice:
    """A notice whose signature is right. One that cannot be read names no payment, so that it is kept as unknown.

    The key is the money that moved (`transaction`) and what became of it: the same news again, under whatever event id, is the
    same notice. The same transaction with another amount is no other money: `settle_payments` keeps it for review.
    """
    return notice_of(provider, _parsed(body.decode("utf-8", "replace")), body=body)


def notice_of(provider: str, said: dict[str, Any], *, body: bytes = b"") -> SettlementNotice:
    """The same for what a provider answered when it was asked."""
    body = body or json.dumps(said, sort_keys=True).encode()
    text = body.decode("utf-8", "replace")
    reference, transaction, status = (_word(said.get(key)) for key in ("reference", "transaction", "status"))
    amount: Any = said.get("amount")
    is_sum = isinstance(amount, int) and not isinstance(amount, bool) and 0 < amount <= MOST
    if not (is_sum and reference and 0 < len(transaction) <= 40 and 0 < len(status) <= 12):
        unreadable = f"unreadable:{hashlib.sha256(body).hexdigest()[:40]}"
        return SettlementNotice(provider, unreadable, None, reference, 0, text, is_paid=False)
    key = f"{transaction}:{status}"
    return SettlementNotice(provider, key, payment_id_of(reference), reference, amount, text, is_paid=status == "paid")


def _word(value: Any) -> str:
    """A text that can be kept; anything else is empty."""
    return value.encode("utf-8", "replace").decode().replace("\x00", "") if isinstance(value, str) else ""


def _parsed(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
