"""What the environment says, before anything believes it: a slip of the pen is one sentence, not a traceback."""

import ipaddress
import json
import logging
import re
from collections.abc import Callable, Mapping
from datetime import time
from difflib import get_close_matches
from importlib.metadata import entry_points
from urllib.parse import urlsplit

from sekoci.kit.database_url import one_database
from sekoci.messaging.rules import WAYS
from sekoci.operations.home import Trouble

LEAST_DAYS = 30
"""Fewer, and buyers would be forgotten while their orders are still on the way."""
_WORDS = """
BACKUP_AT BACKUP_KEY BACKUP_TO BACKUP_WAL DATABASE_URL HOME HOSTS KEEP_BUYERS_DAYS LIMITS LISTEN LOG MAIL_FROM MESSAGING
METRICS_PORT OLD_SECRET_KEYS OPERATOR OPERATOR_CONTACT PORT PRETEND_SECRET PRETEND_URL PRODUCTION SECRET_KEY SMS_BODY
SMS_HEADERS SMS_KEY SMS_METHOD SMS_SUCCESS SMS_URL SMTP_URL TLS_CERT TLS_KEY TRUSTED_PROXIES URL WEBHOOK_SECRET
WHATSAPP_APP_SECRET WHATSAPP_PHONE_ID WHATSAPP_TOKEN WHATSAPP_URL WHATSAPP_VERIFY_TOKEN
"""
PUBLIC = frozenset(f"SEKOCI_{word}" for word in _WORDS.split())
"""What somebody may set."""
NAMES = PUBLIC | {"SEKOCI_GRANTS", "SEKOCI_OWNER_URL", "SEKOCI_PARENT", "SEKOCI_WEB_PROCESSES"}
"""And what our processes tell one another."""
LIMITED = ("address", "key", "shop")


def refuse_slips(environment: Mapping[str, str]) -> None:
    """Trouble that names every variable which cannot be understood."""
    if found := slips(environment):
        raise Trouble("the environment cannot be understood.\n" + "\n".join(f"  - {each}" for each in found))


def slips(environment: Mapping[str, str]) -> list[str]:
    """Variables that are set to what nobody understands, each with how it is written."""
    said = {name: environment.get(name, "") for name in KNOWN}
    found = [f"{name}={_shown(text)}: {KNOWN[name][1]}" for name, text in said.items() if text and not _is_fine(name, text)]
    metrics = said["SEKOCI_METRICS_PORT"]
    if metrics and metrics == (said["SEKOCI_PORT"] or "8000"):
        found.append(f"SEKOCI_METRICS_PORT={metrics}: another port than the pages', which is SEKOCI_PORT.")
    return found


def strangers(environment: Mapping[str, str]) -> list[str]:
    """Variables that look like ours and that nobody of us reads. A warning only: a package may bring its own."""
    found = []
    for name in sorted(environment):
        if name.startswith("SEKOCI_") and name not in NAMES:
            near = get_close_matches(name, PUBLIC, n=1)
            found.append(f"{name} is unknown here and does nothing{f': did you mean {near[0]}?' if near else '.'}")
    return found


def _shown(text: str) -> str:
    """Without the password that an address may hold: this is read in logs."""
    return re.sub("//.*@", "//…@", text)[:60]


def _is_fine(name: str, text: str) -> bool:
    try:
        return KNOWN[name][0](text)
    except (ValueError, AttributeError):
        return False


def _port(text: str) -> bool:
    return _digits(text) and 0 < int(text) < 65536


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 9


def _limits(text: str) -> bool:
    pairs = [each.partition("=") for each in text.split()]
    return all(name in LIMITED and 0 <= float(number) < 1e6 for name, _sep, number in pairs)


def _carriers(text: str) -> bool:
    """Each is one of ours, or one that a package offers."""
    names = text.replace(" ", "").split(",")
    return all(name in WAYS or bool(entry_points(group="sekoci.messaging", name=name)) for name in names)


def _headers(text: str) -> bool:
    said = json.loads(text)
    return isinstance(said, dict) and all(isinstance(value, str) for value in said.values())


_SWITCH = (lambda text: text == "1", "1, or leave it out.")
_DATABASE = (lambda text: bool(one_database(text)), "a PostgreSQL address, such as postgresql://owner:password@127.0.0.1/sekoci")
KNOWN: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "DATABASE_URL": _DATABASE,
    "SEKOCI_DATABASE_URL": _DATABASE,
    "SEKOCI_PRODUCTION": _SWITCH,
    "SEKOCI_BACKUP_WAL": _SWITCH,
    "SEKOCI_MESSAGING": (_carriers, f"of {', '.join(WAYS)}, with commas between."),
    "SEKOCI_LISTEN": (
        lambda text: bool(ipaddress.IPv4Address(text)),
        "an address of this machine, such as 127.0.0.1 or 10.0.0.5; 0.0.0.0 is all of them.",
    ),
    "SEKOCI_PORT": (_port, "a port, such as 8000."),
    "SEKOCI_METRICS_PORT": (_port, "a port, such as 9100."),
    "SEKOCI_TRUSTED_PROXIES": (_digits, "the number of proxies in front of us, such as 1."),
    "SEKOCI_LIMITS": (_limits, "pages a second, such as: address=50 key=20 shop=50"),
    "SEKOCI_KEEP_BUYERS_DAYS": (
        lambda text: _digits(text) and int(text) >= LEAST_DAYS,
        f"days, {LEAST_DAYS} or more, such as 730.",
    ),
    "SEKOCI_BACKUP_TO": (lambda text: "://" not in text or text.startswith("s3://"), "a folder, or s3://bucket/prefix."),
    "SEKOCI_BACKUP_AT": (lambda text: time.fromisoformat(text) is not None, "a time of day in Jakarta, such as 02:30."),
    "SEKOCI_SMS_HEADERS": (_headers, 'an object in JSON, such as {"Content-Type": "application/json"}.'),
    "SEKOCI_LOG": (lambda text: text in logging.getLevelNamesMapping(), "INFO, WARNING, ERROR or DEBUG."),
    "OTEL_EXPORTER_OTLP_ENDPOINT": (
        lambda text: urlsplit(text).scheme in ("http", "https") and bool(urlsplit(text).hostname),
        "a collector's address, such as http://127.0.0.1:4318",
    ),
}
