"""What is told, how it is signed, when it is tried again. Pure."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

KINDS = (
    "order.placed",
    "order.moved",
    "payment.settled",
    "payment.refunded",
    "stock.changed",
    "product.changed",
)
OFFICE_KINDS = ("program.stage",)
"""What organisations may hear of."""
TEST = "test"
PREFIX = "whsec_"
MOST_TARGETS = 10
WINDOW = timedelta(hours=72)
"""So long a message is tried, and so long a target may fail before it is paused."""
KEPT = timedelta(days=30)
CLAIM = timedelta(seconds=60)
"""A message that is being sent is nobody else's for so long: longer than a call may take."""
BOTH_SIGN = timedelta(hours=24)
SLOW_MS = 2_000
PATIENCE = 3
"""Failures one after the other, until the rest of a target's messages wait with it."""
WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""Between the tries of one message."""
LONGEST_REST = timedelta(hours=1)
"""A target that is down is looked at again at least so often, with one message."""


def new_secret(random: bytes) -> str:
    return PREFIX + base64.b64encode(random).decode()


def sign(secret: str, *, message_id: str, timestamp: int, body: bytes) -> str:
    """The signature of Standard Webhooks, version 1."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    said = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()


@dataclass(frozen=True)
class Before:
    """How a message and its target stood before this try: when the message's time began, what failed so far."""

    since: datetime
    tries: int
    target_fails: int
    target_failing_since: datetime | None


@dataclass(frozen=True)
class After:
    """How they stand after it. `next_at`: the message's next try; `quiet_until`: nothing of the target's before that."""

    message: Literal["delivered", "waiting", "failed"]
    next_at: datetime | None
    target: Literal["on", "paused", "gone"]
    fails: int
    failing_since: datetime | None
    quiet_until: datetime | None


def after(before: Before, status: int | None, *, now: datetime, lot: float) -> After:
    """What a try means: `status` is the answer's, None for none. `lot` in [0, 1) spreads the waits by a tenth either way."""
    if status is not None and 200 <= status < 300:
        return After("delivered", None, "on", 0, None, None)
    if status == 410:
        return After("failed", None, "gone", before.target_fails + 1, before.target_failing_since or now, None)
    fails, failing_since = before.target_fails + 1, before.target_failing_since or now
    spread = 0.9 + 0.2 * lot
    next_at = _next_try(before, now, spread)
    rest = min(timedelta(minutes=1) * 2 ** min(fails - PATIENCE, 10), LONGEST_REST) * spread if fails >= PATIENCE else None
    return After(
        message="waiting" if next_at else "failed",
        next_at=next_at,
        target="paused" if now - failing_since >= WINDOW else "on",
        fails=fails,
        failing_since=failing_since,
        quiet_until=now + rest if rest else None,
    )


def _next_try(before: Before, now: datetime, spread: float) -> datetime | None:
    """The last one is at the end of the window; after it there is none."""
    last = before.since + WINDOW
    if now >= last:
        return None
    wait = WAITS[min(before.tries, len(WAITS) - 1)] * spread
    return min(now + wait, last)
