"""Codes, limits, addresses and wordings: decisions without a database."""

import hashlib
import ipaddress
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

CODE_GOOD_FOR = timedelta(minutes=10)
TRIES = 5
TRIES_A_PHONE, TRIES_SPAN = 10, timedelta(minutes=15)
"""Over all codes of a phone: so many guesses are tested, whoever and from wherever they are."""
NUMBER_ASKED_FOR = timedelta(days=7)
"""A request for another phone number waits so long for somebody to vouch."""
NUMBER_WAITS = timedelta(hours=24)
"""Vouched for, it waits so long for the old number to object."""
PAUSE = timedelta(seconds=30)
"""Between two codes for one phone."""


@dataclass(frozen=True)
class Limit:
    """At most `most` times in any `span`, counted under `key`."""

    key: str
    most: int
    span: timedelta


def limits_on_codes(phone: str, address: str) -> list[Limit]:
    """How often a code may be asked for. Phones are few to a person; an address may be a whole village behind one operator."""
    hour, day = timedelta(hours=1), timedelta(days=1)
    return [
        Limit(f"code:phone:pause:{phone}", 1, PAUSE),
        Limit(f"code:phone:hour:{phone}", 5, hour),
        Limit(f"code:phone:day:{phone}", 12, day),
        Limit(f"code:address:hour:{address}", 60, hour),
    ]


def limits_on_passkeys(address: str) -> list[Limit]:
    """There is nothing to guess; this only keeps one address from keeping us busy."""
    return [Limit(f"passkey:address:{address}", 60, timedelta(minutes=10))]


def code_in(text: str) -> str:
    """The six digits in what somebody typed or pasted, the whole message included; "" when there are none."""
    plain = "".join(str(unicodedata.decimal(letter, letter)) for letter in text[:400])
    if found := re.search(r"(?<![0-9])[0-9]{6}(?![0-9])", plain):
        return found[0]
    bare = re.sub(r"[\s.\-]", "", plain)
    return bare if re.fullmatch(r"[0-9]{6}", bare) else ""


@dataclass(frozen=True)
class Browser:
    """What a browser says of itself, as people name it: `Chrome`, `Android`; empty where it says nothing we know."""

    name: str
    system: str

    def words(self, otherwise: str) -> str:
        return " · ".join(part for part in (self.name, self.system) if part) or otherwise


_BROWSERS = (
    ("SamsungBrowser", "Samsung Internet"),
    ("OPR/", "Opera"),
    ("UCBrowser", "UC Browser"),
    ("Edg", "Edge"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser_of(agent: str) -> Browser:
    """The browser and system behind a User-Agent; the first sign that fits counts, because each claims to be its forebears."""

    def first(signs: Sequence[tuple[str, str]]) -> str:
        return next((name for sign, name in signs if sign in agent[:400]), "")

    return Browser(first(_BROWSERS), first(_SYSTEMS))


def hash_of(secret: str) -> str:
    """What we keep of a session key and of a browser's mark: both carry more than 120 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def client_address(remote: str, forwarded: str, proxies: int) -> str:
    """Whom a limit counts: an IPv4 address, or the /64 of an IPv6 one, of which a single customer has all.

    `forwarded` is the header X-Forwarded-For, believed only as far as `proxies` of ours have written it.
    """
    hops = [*(part.strip() for part in forwarded.split(",") if part.strip()), remote]
    claimed = hops[max(-1 - proxies, -len(hops))] if proxies else remote
    try:
        address = ipaddress.ip_address(claimed.strip("[]").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False).network_address) + "/64"
    return str(address)


@dataclass(frozen=True)
class Purpose:
    """Something we ask leave for. A new wording gets a new version; the old consent is then asked for again."""

    name: str
    version: str
    id: str
    en: str
    needed: bool
    """Without it there is no account: it is withdrawn by closing the account."""

    def wording(self, language: str) -> str:
        return self.en if language == "en" else self.id


_PURPOSES: Sequence[Purpose] = (
    Purpose(
        "account",
        "2026-11",
        id="Saya setuju Sekoci menyimpan nomor HP dan nama saya untuk akun ini.",
        en="I agree that Sekoci keeps my phone number and name for this account.",
        needed=True,
    ),
    Purpose(
        "programme",
        "2026-11",
        id="Petugas program pendamping UMKM boleh melihat angka penjualan toko saya.",
        en="Officers of small-business programmes may see my shop's sales figures.",
        needed=False,
    ),
)
PURPOSES: Mapping[str, Purpose] = {purpose.name: purpose for purpose in _PURPOSES}
