"""Which database a command works on: the address in the environment, or the embedded server, ready before Django looks."""

import contextlib
import os
import time
from collections.abc import Iterator
from typing import Any

import psycopg
from django.db import transaction
from django.db.migrations.executor import MigrationExecutor

from sekoci.operations.embedded import EmbeddedServer
from sekoci.operations.home import Home, Trouble

OLDEST = 150000
MIGRATING = 7_305_403
"""The advisory lock of whoever migrates: two machines may start at once on one database."""
MOST_TRIES = 30


@contextlib.contextmanager
def open_database(home: Home) -> Iterator[EmbeddedServer | None]:
    """Put the addresses of the database into the environment, start Django, bring the tables up to date.

    SEKOCI_DATABASE_URL is a ready web role and used as it is. DATABASE_URL is an owner on any PostgreSQL 15 or newer.
    Without either it is the embedded server, which stops at the end unless somebody else uses it.
    """
    say_secrets(home)
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


@contextlib.contextmanager
def open_as_it_is(home: Home) -> Iterator[None]:
    """The same without changing anything: no roles, no migrations. For whoever only looks."""
    from sekoci.kit.provision import web_address

    say_secrets(home)
    server = None if os.environ.get("SEKOCI_DATABASE_URL") or os.environ.get("DATABASE_URL") else EmbeddedServer(home)
    if server:
        server.join()
    try:
        owner = server.url if server else os.environ.get("DATABASE_URL")
        if owner and not os.environ.get("SEKOCI_DATABASE_URL"):
            os.environ["SEKOCI_DATABASE_URL"] = web_address(owner, password=home.secret("web-password"))
        start_django()
        _answers(os.environ["SEKOCI_DATABASE_URL"])
        yield
    finally:
        close_connections()
        if server:
            server.leave()


@contextlib.contextmanager
def open_owner(home: Home) -> Iterator[str]:
    """The owner's address of the database, which answers; nothing is changed in it."""
    if owner := os.environ.get("DATABASE_URL"):
        yield owner
    elif os.environ.get("SEKOCI_DATABASE_URL"):
        raise Trouble("This needs the owner of the database: set DATABASE_URL.")
    else:
        server = EmbeddedServer(home)
        server.join()
        try:
            yield server.url
        finally:
            server.leave()


def _answers(url: str) -> None:
    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.OperationalError as error:
        raise Trouble(f"The database does not answer to the web role (has `sekoci up` run once?): {str(error).strip()}") from None


def say_secrets(home: Home) -> None:
    os.environ["SEKOCI_SECRET_KEY"] = os.environ.get("SEKOCI_SECRET_KEY") or home.secret("secret-key")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


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


class WholeMigrations(MigrationExecutor):
    """Each migration is there wholly and known to be there, or neither, whenever we are killed.

    Django on its own writes down that one with foreign keys has run after its tables are committed: a start after a kill in
    between would stumble over them for ever.
    """

    def apply_migration(self, state: Any, migration: Any, fake: bool = False, fake_initial: bool = False) -> Any:
        with transaction.atomic(self.connection.alias) if migration.atomic else contextlib.nullcontext():
            return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)


def _migrate() -> None:
    """Every migration is a transaction of its own and waits ten seconds for a lock at most; then people go first."""
    from django.core.management import call_command
    from django.db import OperationalError, connections

    for tries_left in reversed(range(MOST_TRIES)):
        executor = WholeMigrations(connections["owner"])
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            break
        try:
            executor.migrate(executor.loader.graph.leaf_nodes())
            call_command("migrate", database="owner", verbosity=0, interactive=False)
        except OperationalError as error:
            if not isinstance(error.__cause__, psycopg.errors.LockNotAvailable) or not tries_left:
                raise
            time.sleep(1)  # whoever sells has gone first; what was migrated so far is committed
    connections["owner"].close()
