"""From the environment's addresses to Django's DATABASES. No Django here: settings import it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

ONLY_WHERE_ASKED = 2**31
"""Statements are planned each time, but for those that ask to be prepared (`kit.sql.fetch`); with None not even they would be."""
TIMEOUTS = "-c statement_timeout=15s -c lock_timeout=10s -c idle_in_transaction_session_timeout=30s"


def database_settings(environment: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Two doors to one database.

    `default` is the web role: no owner, no superuser, held by row-level security (SEKOCI_DATABASE_URL).
    `owner` is for migrations only, present only where SEKOCI_OWNER_URL is set.
    """
    web = environment.get("SEKOCI_DATABASE_URL") or "postgresql://sekoci_web@127.0.0.1:5432/sekoci"
    databases = {"default": one_database(web, options=TIMEOUTS)}
    if owner := environment.get("SEKOCI_OWNER_URL"):
        databases["owner"] = one_database(owner, options="-c lock_timeout=10s")
    return databases


def one_database(url: str, *, options: str = "") -> dict[str, Any]:
    """Read `postgresql://user:password@host:port/name?option=value`; a socket folder comes as `?host=/folder`."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError(f"Only PostgreSQL addresses are understood, not {parts.scheme!r}")
    extra = dict(parse_qsl(parts.query))
    host = extra.pop("host", parts.hostname or "")
    port = extra.pop("port", str(parts.port or ""))
    return {
        "ENGINE": "sekoci.kit.postgres",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {"connect_timeout": 3, "options": options, "prepare_threshold": ONLY_WHERE_ASKED, **extra},
    }
