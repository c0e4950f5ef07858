"""Whose key it is. Slugs are remembered in the process: a key never changes its owner."""

from django.db import connection

from sekoci.kit.sql import fetch

_slugs: dict[str, int] = {}
MOST_REMEMBERED = 200_000


def business_id_of(kind: str, key: str) -> int | None:
    """The business that a key from outside belongs to; None for a key nobody has."""
    if kind == "slug" and key in _slugs:
        return _slugs[key]
    if "\x00" in key:
        return None
    rows = fetch("select business_id from registry_directoryentry where kind = %s and key = %s", (kind, key), prepared=True)
    if not rows:
        return None
    business_id: int = rows[0][0]
    # Inside a transaction we may be looking at our own slug, which could still be rolled back and given to another.
    if kind == "slug" and not connection.in_atomic_block:
        if len(_slugs) >= MOST_REMEMBERED:
            _slugs.clear()
        _slugs[key] = business_id
    return business_id


def forget_directory() -> None:
    """Empty the process's memory: for tests, whose databases come and go."""
    _slugs.clear()
