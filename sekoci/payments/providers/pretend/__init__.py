"""An acquirer that does not exist ("simulasi" on screen): issues codes by the book that nobody can pay, calls back, signed."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings

from sekoci.payments.providers.pretend.merchant import MERCHANT
from sekoci.payments.rules import (
    Asked,
    SettlementNotice,
    is_genuine,
    issue_qris,
    read_notice,
    reference_of,
)


def is_on() -> bool:
    """Whether this installation plays at being paid: in development, or where an operator set a secret for it."""
    return bool(settings.PRETEND_SECRET)


class Pretend:
    name = "pretend"

    def ask(self, payment_id: UUID, *, amount: int, sticker: str) -> Asked:
        """A dynamic code that carries our reference in 62.05; none where nothing is to be paid."""
        reference = reference_of(payment_id)
        return Asked(reference=reference, qris=issue_qris(MERCHANT, amount=amount, reference=reference)) if amount else Asked()

    def is_genuine(self, body: bytes, headers: Mapping[str, str], *, at: datetime) -> bool:
        """`X-Signature` over `X-Timestamp` and the body, by the secret both sides know."""
        timestamp, signature = headers.get("X-Timestamp", ""), headers.get("X-Signature", "")
        return is_on() and is_genuine(settings.PRETEND_SECRET, body, timestamp=timestamp, signature=signature, at=at)

    def read(self, body: bytes) -> SettlementNotice:
        return read_notice(self.name, body)
