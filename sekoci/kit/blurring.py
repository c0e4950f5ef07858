"""What stands for ever in place of what outsiders must not read: secret numbers that a count is shifted by before it is rounded,
and names in place of running numbers."""

import base64
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
    return _shifts(_oldest(), about, many, below)


def name_of(about: str) -> str:
    """Sixteen letters and digits in place of a running number, which would tell how many there are and which came together; the
    same at each call, of the oldest key that there is, and nobody tells without our key what they stand for."""
    digest = hmac.digest(_key(_oldest(), b"sekoci naming 1"), about.encode(), "sha256")
    return base64.b32encode(digest[:10]).decode().lower()


def _oldest() -> str:
    return str((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)[-1])


@functools.lru_cache(maxsize=40_000)
def _shifts(secret: str, about: str, many: int, below: int) -> tuple[int, ...]:
    assert many <= MOST
    digest = hmac.digest(_key(secret, b"sekoci blurring 1"), about.encode(), "sha256")
    return tuple(int.from_bytes(digest[2 * at : 2 * at + 2]) % below for at in range(many))


@functools.lru_cache(maxsize=8)
def _key(secret: str, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret.encode())
