"""Which database a command works on: the address in the environment, or the embedded server, ready before Django looks."""

import contextlib
import os
from collections.abc import Iterator

import psycopg

from sekoci.operations.embedded import EmbeddedServer
from sekoci.operations.home import Home, Trouble

OLDEST = 150000
MIGRATING = 7_305_403
"""The advisory lock of whoever migrates: two machines may start at once on one database."""


@contextlib.contextmanager
def open_database(home: Home) -> Iterator[EmbeddedServer | None]:
    """Put the addresses of the database into the environment, start Django, bring the tables up to date.

    SEKOCI_DATABASE_URL is a ready web role and used as it is. DATABASE_URL is an owner on any PostgreSQL 15 or newer.
    Without either it is the embedded server, which stops at the end unless somebody else uses it.
    """
    os.environ["SEKOCI_SECRET_KEY"] = os.environ.get("SEKOCI_SECRET_KEY") or home.secret("secret-key")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if os.environ.get("SEKOCI_DATABASE_URL"):
        start_django()
        yield None
    elif owner := os.environ.get("DATABASE_URL"):
        prepare(home, owner)
        yield None
    else:
        server = EmbeddedServer(home)
        server.join()
        try:
            prepare(home, server.url)
            yield server
        finally:
            close_connections()
            server.leave()


def prepare(home: Home, owner: str) -> None:
    """Roles, tables, grants: as the owner, on one's own. Afterwards the environment holds the web role's address."""
    from sekoci.kit.provision import grant_tables, prepare_roles

    try:
        with psycopg.connect(owner, autocommit=True, connect_timeout=10) as connection:
            if connection.info.server_version < OLDEST:
                raise Trouble(f"Sekoci needs PostgreSQL 15 or newer; this is {connection.info.server_version // 10000}.")
            connection.execute("select pg_advisory_lock(%s)", (MIGRATING,))
            web = prepare_roles(owner, password=home.secret("web-password"))
            os.environ["SEKOCI_OWNER_URL"], os.environ["SEKOCI_DATABASE_URL"] = owner, web
            start_django()
            _migrate()
            grant_tables(owner)
    except psycopg.errors.InsufficientPrivilege as error:
        raise Trouble(f"The owner in DATABASE_URL may not make roles: {error.diag.message_primary}.") from None
    except psycopg.OperationalError as error:
        raise Trouble(f"The database does not answer: {str(error).strip()}") from None


def start_django() -> None:
    import django

    django.setup()


def close_connections() -> None:
    from django.apps import apps

    if apps.ready:
        from django.db import connections

        connections.close_all()


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["owner"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", database="owner", verbosity=0, interactive=False)
    connections["owner"].close()
