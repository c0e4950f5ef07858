"""Web push (RFC 8030, 8291, 8292): a message that only one browser can read, handed to the service that its maker runs.

The services themselves (Google's, Mozilla's, Apple's) were never tried from here; an independent package decrypts what we send.
"""

import base64
import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.conf import settings
from webpush import VAPID, WebPush, WebPushSubscription

from sekoci.kit import outside
from sekoci.kit.errors import Invalid, ProviderDown, ProviderRefused

KEPT_FOR = 4 * 3600
"""Seconds for which the push service keeps it for a phone that is off; later an order is no news."""
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The number of points of P-256: a private key lies below it."""


class NotASubscription(Invalid):
    """What the browser gave cannot be used."""

    def __init__(self) -> None:
        super().__init__(
            field="endpoint",
            why_id="Browser ini belum bisa menampilkan kabar. Coba browser lain.",
            why_en="This browser cannot show news. Try another one.",
        )


class Gone(Exception):
    """The browser is no longer there: its permission was taken back, or it was removed."""


@dataclass(frozen=True)
class Subscription:
    """Where a browser is reached, and its keys (base64url), as `PushManager.subscribe` gives them."""

    endpoint: str
    p256dh: str
    auth: str


def check(subscription: Subscription) -> None:
    """Refuse addresses of inside networks, and keys that are none."""
    outside.place_of(subscription.endpoint)
    try:
        point, secret = (base64.urlsafe_b64decode(key + "==") for key in (subscription.p256dh, subscription.auth))
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        raise NotASubscription from None
    if len(secret) != 16:
        raise NotASubscription


def send(subscription: Subscription, news: Mapping[str, str]) -> None:
    """Hand the news to the push service. Gone when the browser is not there any more; ProviderDown: again later."""
    keys = {"p256dh": subscription.p256dh, "auth": subscription.auth}
    wanted = WebPushSubscription.model_validate({"endpoint": subscription.endpoint, "keys": keys})
    sealed = _pusher().get(json.dumps(news, ensure_ascii=False), wanted)
    headers: dict[str, Any] = {"content-type": "application/octet-stream", "urgency": "high", **sealed.headers}
    answer = outside.post(subscription.endpoint, content=sealed.encrypted, headers=headers)
    if answer.status in (404, 410):
        raise Gone
    if answer.status == 429 or answer.status >= 500:
        raise ProviderDown(f"push service: {answer.status}")
    if answer.status >= 300:
        raise ProviderRefused(f"push service: {answer.status} {answer.text}"[:200])


def public_key() -> str:
    """Our public key (base64url), which a browser ties its subscription to."""
    return str(VAPID.get_application_server_key(_key().public_key()))


@functools.lru_cache(maxsize=1)
def _pusher() -> WebPush:
    private = _key().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = _key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return WebPush(private_key=private, public_key=public, subscriber=parseaddr(settings.MAIL_FROM)[1], ttl=KEPT_FOR)


@functools.lru_cache(maxsize=1)
def _key() -> ec.EllipticCurvePrivateKey:
    """Drawn from the installation's secret: the same in every process, with nothing to keep."""
    drawn = HKDF(algorithm=SHA256(), length=48, salt=None, info=b"sekoci web push 1").derive(settings.SECRET_KEY.encode())
    return ec.derive_private_key(int.from_bytes(drawn, "big") % (ORDER - 1) + 1, ec.SECP256R1())
