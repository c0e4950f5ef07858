"""Small secret numbers that stay the same for ever: what outsiders read of a count is shifted by one before it is rounded."""

import functools
import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MOST = 16
"""So many of one hash: two bytes each."""


def shifts(about: str, many: int, *, below: int) -> tuple[int, ...]:
    """So many numbers from 0 to `below` - 1, the same at each call, which nobody tells without our key; at most MOST.

    Of the oldest key that there is (the last of SECRET_KEY_FALLBACKS, which has the newest first), so that they stay as they are
    when SECRET_KEY is changed: two different shifts of one count tell more of it than one.
    """
    return _shifts(str((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)[-1]), about, many, below)


@functools.lru_cache(maxsize=40_000)
def _shifts(secret: str, about: str, many: int, below: int) -> tuple[int, ...]:
    assert many <= MOST
    digest = hmac.digest(_key(secret), about.encode(), "sha256")
    return tuple(int.from_bytes(digest[2 * at : 2 * at + 2]) % below for at in range(many))


@functools.lru_cache(maxsize=8)
def _key(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"sekoci blurring 1").derive(secret.encode())
