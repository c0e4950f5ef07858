"""Who may say that somebody is who they say, when their phone is lost. Each kind of voucher has its own rule."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

KNOWN_FOR = timedelta(days=7)
"""So long a member must have been there: whoever was taken in yesterday vouches for nobody."""


@dataclass(frozen=True)
class Voucher:
    """What is known of who would vouch: their role beside the person, and since when."""

    role: str
    since: datetime


KINDS: Mapping[str, Callable[[Voucher, datetime], bool]] = {
    "member": lambda who, now: who.role in ("owner", "staff") and who.since + KNOWN_FOR <= now,
}
"""A hero vouches by a kind of their own, once there are heroes."""


def may_vouch(kind: str, who: Voucher, now: datetime) -> bool:
    """An owner or staff of the same shop, a week there; a cashier alone is not enough."""
    return KINDS[kind](who, now)
