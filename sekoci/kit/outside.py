"""Calls to addresses that people typed: the one place for them, so that nobody reaches our own network through us.

An address is read strictly (no numbers for names, no user, no other signs), its name is resolved once, every address found must
be public, and the connection goes to the one that was checked, with the name's own certificate. No proxy, no redirect is
followed, what comes is capped, and the whole call ends after `WITHIN` seconds, however slowly the other side drips.
"""

import functools
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx
from django.conf import settings

from sekoci.kit import tracing
from sekoci.kit.errors import ProviderDown, Refusal

WITHIN = 10.0
"""Seconds for the whole call: name, connection, request and answer."""
RESOLVED_WITHIN = 4.0
MOST_BYTES = 2_000
"""Of an answer, which nobody needs more of."""
LONGEST = 500
PORTS = (443, 8443)

Resolve = Callable[[str, int], Sequence[str]]
IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class AddressNotAllowed(Refusal):
    code, status = "address_not_allowed", 422
    id = "Link ini tidak bisa dipakai: {why_id}"
    en = "This link cannot be used: {why_en}"


@dataclass(frozen=True)
class Place:
    """An address taken apart; nobody reads the text a second time in another way."""

    scheme: str
    host: str
    port: int
    path: str


@dataclass(frozen=True)
class Answer:
    """What the other side said, cut off after MOST_BYTES."""

    status: int
    text: str


def place_of(url: str) -> Place:
    """The address taken apart, as it may be called; AddressNotAllowed says why not. Nobody is asked, nothing is resolved.

    In development `http://127.0.0.1:<port>` is allowed too, for a sandbox.
    """
    if len(url) > LONGEST:
        raise _no("terlalu panjang.", "it is too long.")
    if settings.DEVELOPMENT and (local := re.fullmatch(r"http://(127\.0\.0\.1|localhost):(\d{4,5})(/[\x21-\x7e]*)?", url)):
        return Place("http", "127.0.0.1", int(local[2]), local[3] or "/")
    found = re.fullmatch(r"https://([A-Za-z0-9.-]{1,253})(?::(\d{1,5}))?([/?][\x21-\x7e]*)?", url)
    if not found:
        raise _no(
            "pakai https:// dan nama domain biasa, tanpa nama pengguna.", "use https:// and a plain domain name, without a user."
        )
    host, port, path = found[1].lower(), int(found[2] or 443), found[3] or "/"
    if "\\" in path or "#" in path:
        raise _no("hapus tanda \\ dan #.", "remove \\ and #.")
    if port not in PORTS:
        raise _no("port harus 443 atau 8443.", "the port must be 443 or 8443.")
    _check_name(host)
    return Place("https", host, port, path if path.startswith("/") else f"/{path}")


def is_public(ip: IP) -> bool:
    """Whether this is the address of somebody else's machine on the internet, said in a form that means only that."""
    if isinstance(ip, ipaddress.IPv6Address):
        return ip in _WORLD_6 and ip.is_global and not any(ip in net for net in _NOT_6)
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in _NOT_4)


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, as the machine finds them."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def post(
    url: str,
    *,
    content: bytes,
    headers: Mapping[str, str],
    resolve: Resolve = resolve,
    dial: httpcore.NetworkBackend | None = None,
    tls: ssl.SSLContext | None = None,
    within: float = WITHIN,
) -> Answer:
    """Send `content` there and read the answer, whatever it says: a redirect is an answer like others.

    AddressNotAllowed before anything is connected; ProviderDown when no whole answer came. Tests give `resolve`, `dial`, `tls`.
    """
    place = place_of(url)
    line = _Line(time.monotonic() + within, resolve, dial or httpcore.SyncBackend(), open_to_loopback=place.scheme == "http")
    seconds = {"connect": within, "read": within, "write": within, "pool": within}
    try:
        with (
            tracing.call("POST") as note,
            httpcore.ConnectionPool(ssl_context=tls or _tls(), network_backend=line, max_connections=1) as pool,
            pool.stream(
                "POST",
                httpcore.URL(scheme=place.scheme, host=place.host, port=place.port, target=place.path),
                headers=[("host", _host_of(place)), ("content-length", str(len(content))), *headers.items()],
                content=content,
                extensions={"timeout": seconds},
            ) as answer,
        ):
            note({"http.response.status_code": answer.status}, failed=answer.status >= 400)
            return Answer(answer.status, _beginning(answer).decode("utf-8", "replace"))
    except (httpcore.TimeoutException, TimeoutError) as late:
        raise ProviderDown(f"no answer within {within:.0f} seconds") from late
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as broken:
        raise ProviderDown(f"no connection: {broken}"[:200]) from broken


def _host_of(place: Place) -> str:
    return place.host if place.port == {"https": 443, "http": 80}[place.scheme] else f"{place.host}:{place.port}"


def _beginning(answer: httpcore.Response) -> bytes:
    said = b""
    for part in answer.iter_stream():
        said += part
        if len(said) >= MOST_BYTES:
            break
    return said[:MOST_BYTES]


def _check_name(host: str) -> None:
    labels = host.split(".")
    if any(not re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", label) for label in labels):
        raise _no("nama domainnya salah tulis.", "its domain name is misspelt.")
    if labels[-1].isdigit() or re.fullmatch(r"0x[0-9a-f]*", labels[-1]):
        raise _no("pakai nama domain, bukan angka IP.", "use a domain name, not an IP number.")
    if len(labels) < 2 or labels[-1] in ("localhost", "local", "internal", "lan", "intranet", "home", "corp", "arpa"):
        raise _no("nama ini hanya ada di jaringan dalam.", "this name exists only inside a network.")


class _Line(httpcore.NetworkBackend):
    """Connects once, to an address that was checked, and hangs up at the deadline."""

    def __init__(self, until: float, resolve: Resolve, dial: httpcore.NetworkBackend, *, open_to_loopback: bool) -> None:
        self.until, self.resolve, self.dial, self.open_to_loopback = until, resolve, dial, open_to_loopback

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None, socket_options: Any = None
    ) -> httpcore.NetworkStream:
        ip = host if self.open_to_loopback else self._checked(host, port)
        return _Hurried(self.dial.connect_tcp(ip, port, _left(self.until), None, socket_options), self.until)

    def _checked(self, host: str, port: int) -> str:
        """The first address of the name. One that is not public among them is enough to refuse: nobody else's has such."""
        found = _in_time(lambda: self.resolve(host, port), min(RESOLVED_WITHIN, _left(self.until)))
        if not found:
            raise httpcore.ConnectError("the name has no address")
        if not all(is_public(ipaddress.ip_address(text.partition("%")[0])) for text in found):
            raise _no("nama ini menunjuk ke jaringan dalam.", "this name leads into a private network.")
        return sorted(found, key=lambda text: ":" in text)[0]


class _Hurried(httpcore.NetworkStream):
    """A stream whose every step gets only what is left of the whole time."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self.stream, self.until = stream, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, _left(self.until))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), 65_536):
            self.stream.write(buffer[start : start + 65_536], _left(self.until))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Hurried(self.stream.start_tls(ssl_context, server_hostname, _left(self.until)), self.until)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is up")
    return left


def _in_time(ask: Callable[[], Sequence[str]], seconds: float) -> Sequence[str]:
    """The system's resolver knows no time-out: ask on a thread that nobody waits for longer than this."""
    found: list[Sequence[str]] = []
    failed: list[OSError] = []

    def try_it() -> None:
        try:
            found.append(ask())
        except (OSError, UnicodeError) as error:
            failed.append(error if isinstance(error, OSError) else OSError(str(error)))

    thread = threading.Thread(target=try_it, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise httpcore.ConnectError("the name is not known") from failed[0]
    if not found:
        raise httpcore.ConnectTimeout("the name was not found in time")
    return found[0]


@functools.cache
def _tls() -> ssl.SSLContext:
    """Reading the world's certificates takes longer than a call: once a process is enough."""
    return httpx.create_ssl_context(trust_env=False)


def _no(why_id: str, why_en: str) -> AddressNotAllowed:
    return AddressNotAllowed(field="url", why_id=why_id, why_en=why_en)


_WORLD_6 = ipaddress.ip_network("2000::/3")
_NOT_6 = [ipaddress.ip_network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48")]
"""Forms that carry an IPv4 address inside (6to4, Teredo), documentation, AS112. Mapped, NAT64, local ones are not in 2000::/3."""
_NOT_4 = [ipaddress.ip_network(net) for net in ("192.88.99.0/24", "168.63.129.16/32", "192.31.196.0/24", "192.52.193.0/24")]
"""6to4 relays, Azure's own machine, AS112 and multicast helpers. Private, shared, link-local, test nets are not global."""
