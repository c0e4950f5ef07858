"""What must be said before real people come: SEKOCI_PRODUCTION=1 starts nothing half closed."""

import ipaddress
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509 import load_pem_x509_certificates

from sekoci.messaging.rules import unready
from sekoci.operations.backup.sealing import passphrase_from
from sekoci.operations.home import Trouble

LOOPBACK = "127.0.0.1"
SHORTEST_KEY = 32


def refuse_unless_ready(environment: Mapping[str, str]) -> None:
    """Nothing in development; in production one sentence for everything that is missing, all at once."""
    if found := shortcomings(environment):
        raise Trouble("not ready for real people.\n" + "\n".join(f"  - {each}" for each in found))


def shortcomings(environment: Mapping[str, str]) -> list[str]:
    """What keeps this environment from serving real people, each as a sentence that says what to do."""
    if not environment.get("SEKOCI_PRODUCTION"):
        return [*tls(environment), *backup_key(environment)]
    looks = (address, key, tls, way_in, pretending, backup_key)
    return [each for look in looks for each in look(environment)]


def address(environment: Mapping[str, str]) -> list[str]:
    url = urlsplit(environment.get("SEKOCI_URL") or "")
    host = url.hostname or ""
    if url.scheme != "https" or not host:
        return ["Set SEKOCI_URL to the address people use, such as https://toko.example.id"]
    if url.path or url.query or url.fragment:
        return [f"SEKOCI_URL is the address alone, without what follows the host: https://{url.netloc}"]
    names = (environment.get("SEKOCI_HOSTS") or host).split(",")
    if "*" in names:
        return ["SEKOCI_HOSTS must name the hosts we answer to; * would answer to any."]
    return (
        []
        if host in names
        else [f"SEKOCI_HOSTS does not name {host}, the host of SEKOCI_URL: add it, or leave SEKOCI_HOSTS out."]
    )


def key(environment: Mapping[str, str]) -> list[str]:
    given = environment.get("SEKOCI_SECRET_KEY")
    if given and (len(given) < SHORTEST_KEY or len(set(given)) < 8):
        return [
            f"SEKOCI_SECRET_KEY is guessed too easily: {SHORTEST_KEY} random letters or more, or leave it out; one is made then."
        ]
    return []


def tls(environment: Mapping[str, str]) -> list[str]:
    """Our own certificate, if there is one, can be read and has its key."""
    files = [name for name in ("SEKOCI_TLS_CERT", "SEKOCI_TLS_KEY") if environment.get(name)]
    if len(files) == 1:
        return ["SEKOCI_TLS_CERT and SEKOCI_TLS_KEY belong together: set both, or neither."]
    closed = [f"{name}: {environment[name]} cannot be read." for name in files if not _can_read(Path(environment[name]))]
    return closed if closed or not files else _pair(environment["SEKOCI_TLS_CERT"], environment["SEKOCI_TLS_KEY"])


def _pair(certificate: str, key: str) -> list[str]:
    """Whether these files are a certificate and the key of it, before the web server stumbles over them."""
    try:
        [leaf, *_] = load_pem_x509_certificates(Path(certificate).read_bytes())
    except ValueError:
        return [f"SEKOCI_TLS_CERT: {certificate} is no certificate in PEM."]
    try:
        private = load_pem_private_key(Path(key).read_bytes(), None)
    except TypeError:
        return [f"SEKOCI_TLS_KEY: {key} is closed by a password: nobody types it here. Take one without."]
    except (ValueError, UnsupportedAlgorithm):
        return [f"SEKOCI_TLS_KEY: {key} is no private key in PEM."]
    return [] if private.public_key() == leaf.public_key() else [f"SEKOCI_TLS_KEY: {key} is not the key of {certificate}."]


def way_in(environment: Mapping[str, str]) -> list[str]:
    """HTTPS ends at a proxy of the operator's on this machine or its network, or here."""
    proxies = environment.get("SEKOCI_TRUSTED_PROXIES") or "0"
    if not (proxies.isascii() and proxies.isdigit()):
        return ["SEKOCI_TRUSTED_PROXIES is the number of proxies in front of us, such as 1."]
    own = bool(environment.get("SEKOCI_TLS_CERT"))
    if int(proxies) == 0 and not own:
        return ["Nobody does HTTPS: set SEKOCI_TRUSTED_PROXIES=1 behind a proxy, or SEKOCI_TLS_CERT and SEKOCI_TLS_KEY."]
    listen = environment.get("SEKOCI_LISTEN") or LOOPBACK
    if not own and _is_public(listen):
        return [f"SEKOCI_LISTEN={listen} would show plain HTTP to everybody, past the proxy: use 127.0.0.1 or a private address."]
    return []


def pretending(environment: Mapping[str, str]) -> list[str]:
    given = [name for name in ("SEKOCI_PRETEND_SECRET", "SEKOCI_PRETEND_URL") if environment.get(name)]
    return [f"{name} is for trying: payments that nobody made would count. Leave it out." for name in given]


def backup_key(environment: Mapping[str, str]) -> list[str]:
    """The passphrase of the backups, if one is named, can be read: else there would be none, night after night."""
    try:
        passphrase_from(environment.get("SEKOCI_BACKUP_KEY") if environment.get("SEKOCI_BACKUP_TO") else None)
    except Trouble as trouble:
        return [str(trouble)]
    return []


def messages(environment: Mapping[str, str]) -> list[str]:
    """Somebody carries login codes to phones. Said, and no reason not to start: who has no provider yet may look around."""
    return unready((environment.get("SEKOCI_MESSAGING") or "console").replace(" ", "").split(","), environment)


def _is_public(listen: str) -> bool:
    try:
        address = ipaddress.ip_address(listen)
    except ValueError:
        return listen != "localhost"
    return address.is_unspecified or not address.is_private


def _can_read(path: Path) -> bool:
    try:
        with path.open("rb"):
            return True
    except OSError:
        return False
