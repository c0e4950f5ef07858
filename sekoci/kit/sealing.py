"""Encryption of what must not be read from a stolen disk or backup: AES-256-GCM under keys derived from the installation's key.

What is sealed is bound to what it is about, so that nobody can move it to another row. When SECRET_KEY changes, the old one goes
to SECRET_KEY_FALLBACKS: sealed texts stay readable, `is_stale` tells which to seal anew.
"""

import base64
import functools
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MARK = "s1."
"""How a sealed text begins: the way it was sealed."""
NONCE = 12


class CannotUnseal(Exception):
    """It was sealed with a key we no longer have, is about something else, or was changed."""


def seal(text: str, *, about: str) -> str:
    """The text as nobody else can read it; `about` names what it belongs to (`webhooks.target:<id>`) and is asked for again."""
    nonce = os.urandom(NONCE)
    sealed = nonce + _cipher(settings.SECRET_KEY).encrypt(nonce, text.encode(), about.encode())
    return MARK + base64.urlsafe_b64encode(sealed).decode()


def unseal(sealed: str, *, about: str) -> str:
    """The text again; CannotUnseal when it is not ours or not about this."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        if (text := _try(sealed, about, str(secret))) is not None:
            return text
    raise CannotUnseal(about)


def is_stale(sealed: str, *, about: str) -> bool:
    """Whether it was not sealed with the present key."""
    return _try(sealed, about, settings.SECRET_KEY) is None


def blind(text: str, *, about: str) -> str:
    """A keyed hash by which the same text is found again and from which, without our key, nobody finds the text."""
    return blinds(text, about=about)[0]


def blinds(text: str, *, about: str) -> list[str]:
    """The keyed hash with the present key, then with each former one: what was kept may be under any of them."""
    return [
        hmac.digest(_blinding(str(secret)), f"{about}:{text}".encode(), "sha256").hex()
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]


def _try(sealed: str, about: str, secret: str) -> str | None:
    if not sealed.startswith(MARK):
        return None
    try:
        raw = base64.urlsafe_b64decode(sealed.removeprefix(MARK))
        return _cipher(secret).decrypt(raw[:NONCE], raw[NONCE:], about.encode()).decode()
    except (InvalidTag, ValueError):
        return None


@functools.lru_cache(maxsize=8)
def _cipher(secret: str) -> AESGCM:
    return AESGCM(_derived(secret, b"sekoci sealing 1"))


@functools.lru_cache(maxsize=8)
def _blinding(secret: str) -> bytes:
    return _derived(secret, b"sekoci blinding 1")


def _derived(secret: str, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret.encode())
