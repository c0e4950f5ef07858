"""The acquirer's own side: what it says when a buyer pays, signed. Used by the demo, the tests and the sandbox."""

import json
from dataclasses import dataclass
from datetime import datetime

from sekoci.payments.rules import sign


@dataclass(frozen=True)
class Callback:
    """A notice on its way to us."""

    body: bytes
    timestamp: str
    signature: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Content-Type": "application/json", "X-Timestamp": self.timestamp, "X-Signature": self.signature}


def call_back(
    *,
    secret: str,
    reference: str,
    transaction: str,
    amount: int,
    at: datetime,
    status: str = "paid",
    signed_at: datetime | None = None,
) -> Callback:
    """Say that `transaction` of `amount` rupiah for `reference` is `paid` (or `pending`), signed at `signed_at` (now)."""
    said = {"reference": reference, "transaction": transaction, "status": status, "amount": amount, "at": at.isoformat()}
    body = json.dumps(said, separators=(",", ":")).encode()
    timestamp = int((signed_at or at).timestamp())
    return Callback(body, str(timestamp), sign(secret, body, timestamp=timestamp))
