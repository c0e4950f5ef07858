"""What is looked at on this machine: files, disk, clock, certificate, the web server."""

import os
import shutil
import ssl
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509

from sekoci.kit import tracing
from sekoci.operations.home import Home
from sekoci.operations.readiness import Point, point

LEAST_FREE = 5 * 1024**3
SOON = timedelta(days=14)


def machine_points(home: Home) -> Callable[[], Iterator[Point]]:
    def look() -> Iterator[Point]:
        yield point("files", files_open_to_others(home.folder), fine=f"{home.folder} is closed to others")
        free = shutil.disk_usage(home.folder).free
        few = [f"{free / 1024**3:.1f} GB are free: make room, 5 GB or more."] if free < LEAST_FREE else []
        yield point("disk", few, fine=f"{free / 1024**3:.0f} GB free")
        yield point("clock", clock(), fine="kept right by the system")
        if path := os.environ.get("SEKOCI_TLS_CERT"):
            host = urlsplit(os.environ.get("SEKOCI_URL", "")).hostname or ""
            yield point("certificate", certificate(Path(path), host, datetime.now(UTC)), fine=f"for {host}")
        yield point("web server", web_server(), fine="answers")
        yield point(
            "traces", traces(os.environ), fine=tracing.endpoint(os.environ) or "off: OTEL_EXPORTER_OTLP_ENDPOINT names nobody"
        )

    return look


def files_open_to_others(folder: Path) -> list[str]:
    """The home, and the secrets in it, that others on this machine may read."""
    found = [folder] if folder.stat().st_mode & 0o077 else []
    found += [each for each in sorted(folder.iterdir()) if is_secret(each) and each.stat().st_mode & 0o077]
    return [f"Others may read {each}: chmod go= {each}" for each in found]


def is_secret(path: Path) -> bool:
    return path.is_file() and (path.name.endswith(("-key", "-password")) or path.suffix == ".pem")


def clock() -> list[str]:
    """What systemd says of the clock; nothing where there is no systemd."""
    if not shutil.which("timedatectl"):
        return []
    asked = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
    said = subprocess.run(asked, capture_output=True, text=True, timeout=10, check=False)
    wrong = said.returncode == 0 and said.stdout.strip() == "no"
    return ["The clock is not kept right: timedatectl set-ntp true"] if wrong else []


def certificate(path: Path, host: str, now: datetime) -> list[str]:
    """Why visitors' browsers would refuse our own certificate for `host`, or soon will."""
    try:
        [leaf, *_] = x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError):
        return [f"{path} is no certificate in PEM."]
    if leaf.not_valid_after_utc < now + SOON:
        return [f"The certificate ends on {leaf.not_valid_after_utc:%Y-%m-%d}: renew it."]
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(x509.DNSName)
    parent = "*." + host.partition(".")[2]
    return [] if host in names or parent in names else [f"The certificate is for {', '.join(names)}, not for {host}."]


def web_server() -> list[str]:
    """Whether /healthz is 200 on the port we are to have."""
    from sekoci.operations.up import listens_at

    scheme = "https" if os.environ.get("SEKOCI_TLS_CERT") else "http"
    url = f"{scheme}://{listens_at()}:{int(os.environ.get('SEKOCI_PORT') or 8000)}/healthz"
    unchecked = ssl.create_default_context()
    unchecked.check_hostname, unchecked.verify_mode = False, ssl.CERT_NONE  # on loopback the name is another one
    try:
        with urllib.request.urlopen(url, timeout=5, context=unchecked):  # noqa: S310  http or https, ours
            return []
    except OSError as error:
        return [f"{url} says {error}: start it (`systemctl start sekoci`), then look at its log."]


def traces(environment: Mapping[str, str]) -> list[str]:
    """Whether the collector, if one is named, takes what it is told."""
    where = tracing.endpoint(environment)
    return [f"The collector at {where} takes no traces: see what it says."] if where and not tracing.reaches_collector() else []


def seconds_apart(theirs: datetime) -> float:
    return abs(time.time() - theirs.timestamp())
