"""API keys: shown once, kept as a hash; what each may do is a list of scopes."""

import hashlib
from collections.abc import Collection
from datetime import timedelta

PREFIX = "sekoci_"
SCOPES = (
    "products:read",
    "products:write",
    "stock:write",
    "orders:read",
    "orders:write",
    "payments:write",
    "counter:sell",
    "money:read",
    "webhooks:write",
)
"""What a key may do, as the page lists it. Every call of the owner's side names one; a key that lacks it is refused."""
OFFICE_SCOPES = ("lists:write", "results:read", "numbers:read", "dhis2:write", "webhooks:write")
"""The same of an organisation's keys."""
BOTH_WORK_FOR = timedelta(hours=24)
"""A key that was exchanged works so much longer beside the new one, so that no program stands still."""


def known_scopes(wanted: Collection[str], *, of: Collection[str] = SCOPES) -> list[str]:
    """Those of `wanted` that exist, each once, in the order of the page."""
    return [scope for scope in of if scope in wanted]


def hash_of_key(key: str) -> str:
    """What we keep of a key. It carries 128 random bits, so a plain SHA-256 cannot be turned back."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def hint_of_key(key: str) -> str:
    """The last four letters, by which an owner tells keys apart."""
    return key[-4:]
