"""A phone with a screen lock, as WebAuthn sees it: makes a passkey, and proves with it who is there."""

import hashlib
import json
import os
import re
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


class Phone:
    """`is_locked_open`: it answers without asking for finger or PIN."""

    def __init__(self, origin: str, *, is_locked_open: bool = False) -> None:
        self.origin, self.site = origin, origin.partition("//")[2].partition(":")[0]
        self.key, self.id = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
        self.flags = PRESENT if is_locked_open else PRESENT | VERIFIED
        self.user, self.times = "", 0

    def makes(self, page: str) -> str:
        """What the page that adds a passkey sends."""
        asked = options_in(page)["creation_options"]["publicKey"]
        self.user = asked["user"]["id"]
        mine = AttestedCredentialData.create(Aaguid.NONE, self.id, ES256.from_cryptography_key(self.key.public_key()))
        data = AuthenticatorData.create(self._site_hash(), self.flags | HAS_KEY, self.times, mine)
        made = AttestationObject.create("none", data, {})
        return self._said(self._client("webauthn.create", asked["challenge"]), attestationObject=websafe_encode(bytes(made)))

    def proves(self, page: str) -> str:
        """What a page that asks for a passkey sends."""
        self.times += 1
        client = self._client("webauthn.get", options_in(page)["request_options"]["publicKey"]["challenge"])
        data = AuthenticatorData.create(self._site_hash(), self.flags, self.times)
        signature = self.key.sign(bytes(data) + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._said(
            client, authenticatorData=websafe_encode(data), signature=websafe_encode(signature), userHandle=self.user
        )

    def _site_hash(self) -> bytes:
        return hashlib.sha256(self.site.encode()).digest()

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _said(self, client: bytes, **response: str) -> str:
        key = websafe_encode(self.id)
        answer = {"clientDataJSON": websafe_encode(client), **response}
        return json.dumps({"id": key, "rawId": key, "type": "public-key", "response": answer, "clientExtensionResults": {}})


def options_in(page: str) -> Any:
    """What the page asks of the browser."""
    found = re.search(r'<script id="kunci-data" type="application/json">(.+?)</script>', page)
    assert found, "the page asks for no passkey"
    return json.loads(found[1])
