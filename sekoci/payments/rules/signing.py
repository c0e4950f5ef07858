"""How a provider proves that a notice is its own: an HMAC over the moment and the exact bytes. Pure; the clock is passed in."""

import hashlib
import hmac
from datetime import datetime

WINDOW = 300
"""Seconds a signature is good for, either way: clocks differ, and a caught notice may not be played again later."""


def sign(secret: str, body: bytes, *, timestamp: int) -> str:
    """Lower-case hex HMAC-SHA256 over `<unix seconds>.<body>`."""
    return hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


def is_genuine(secret: str, body: bytes, *, timestamp: str, signature: str, at: datetime) -> bool:
    """Whether `signature` fits these bytes and was made within the window around `at`; compared in constant time."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        return False
    expected = sign(secret, body, timestamp=int(timestamp))
    return hmac.compare_digest(expected.encode(), signature.encode()) and abs(at.timestamp() - int(timestamp)) <= WINDOW
