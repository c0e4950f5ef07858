"""Make a database ready for the web role: the roles, what they may touch, the tables. Run as the owner; repeatable.

The owner must be a superuser, or may create roles and grant BYPASSRLS (PostgreSQL 16 and newer).
"""

import secrets
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

LOCK = 7_305_402


def prepare_roles(owner_url: str, *, password: str | None = None) -> str:
    """Create `<database>_web` (login, held by row-level security) and `<database>_fleet` (BYPASSRLS); the web role's address.

    The web role gets `password`, or a new one; it may `SET ROLE` to the fleet role, and inherits nothing from it.
    """
    password = password or secrets.token_urlsafe(24)
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(%s)", (LOCK,))
        database = connection.info.dbname
        web, fleet = sql.Identifier(f"{database}_web"), sql.Identifier(f"{database}_fleet")
        for name in (f"{database}_web", f"{database}_fleet"):
            if not connection.execute("select 1 from pg_roles where rolname = %s", (name,)).fetchone():
                connection.execute(sql.SQL("create role {}").format(sql.Identifier(name)))
        login = "alter role {} login nosuperuser nocreatedb nocreaterole nobypassrls noinherit password {}"
        connection.execute(sql.SQL(login).format(web, sql.Literal(password)))
        connection.execute(sql.SQL("alter role {} nologin nosuperuser bypassrls").format(fleet))
        connection.execute(sql.SQL("grant {} to {}").format(fleet, web))
        connection.execute(sql.SQL("grant connect on database {} to {}").format(sql.Identifier(database), web))
    return _as_user(owner_url, f"{database}_web", password)


def web_address(owner_url: str, *, password: str) -> str:
    """The web role's address, as `prepare_roles` made it."""
    return _as_user(owner_url, f"{urlsplit(owner_url).path.lstrip('/')}_web", password)


BY_TRIGGERS_ONLY = ("kit_change",)
"""Tables that nobody writes but triggers, as their owner: the roles of the web may read them."""


def grant_tables(owner_url: str) -> None:
    """Let both roles read and write every table there is now: call it after migrating."""
    with psycopg.connect(owner_url) as connection:
        database = connection.info.dbname
        both = sql.SQL(", ").join(sql.Identifier(f"{database}_{role}") for role in ("web", "fleet"))
        for statement in (
            "grant usage on schema public to {}",
            "grant select, insert, update, delete on all tables in schema public to {}",
            "grant usage, select on all sequences in schema public to {}",
            "grant execute on all functions in schema public to {}",
        ):
            connection.execute(sql.SQL(statement).format(both))
        for table in BY_TRIGGERS_ONLY:
            if connection.execute("select to_regclass(%s)", (f"public.{table}",)).fetchone() != (None,):
                revoke = sql.SQL("revoke insert, update, delete, truncate on {} from {}")
                connection.execute(revoke.format(sql.Identifier(table), both))


def _as_user(url: str, user: str, password: str) -> str:
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(user)}:{quote(password)}@{place}"))
