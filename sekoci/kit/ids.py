"""Identifiers: UUIDv7 for rows, short codes for people."""

import secrets
import uuid

import uuid_utils

SPOKEN = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits nobody mistakes for another when read aloud: no 0, 1, I, L, O, U."""


def new_id() -> uuid.UUID:
    """A new UUIDv7: unique without asking anybody, and in order of time."""
    return uuid.UUID(bytes=uuid_utils.uuid7().bytes)


def short_code(prefix: str, *, length: int = 5) -> str:
    """A code that people can say aloud, such as `S-7K3FQ`. Not a secret; 24 million of five letters."""
    value = secrets.randbits(40)
    letters = []
    for _ in range(length):
        value, index = divmod(value, len(SPOKEN))
        letters.append(SPOKEN[index])
    return f"{prefix}-{''.join(letters)}"


def secret_token() -> str:
    """An unguessable token for addresses and keys: 128 bits, 22 letters, safe in a URL."""
    return secrets.token_urlsafe(16)
