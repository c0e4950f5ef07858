"""Fixtures for every test. The database itself is made by tests/database.py, before Django reads its settings."""

from collections.abc import Iterator

import psycopg
import pytest
import pytest_django
from hypothesis import HealthCheck, settings
from psycopg import sql

from sekoci.kit.translations import compile_all
from tests.database import OWNER

pytest_plugins = ["tests.people", "tests.chromium", "tests.installation"]

REFERENCE = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "books_account",
    "registry_area",
    "registry_scalethreshold",
    "registry_kbliedition",
    "kit_first_load",
}


def pytest_configure() -> None:
    """Pages are tested in English too: Django reads compiled catalogues, which are made. No machine is too slow."""
    compile_all()
    settings.register_profile("patient", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("patient")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """Migrate as the owner, then let the web role in."""
    from django.core.management import call_command
    from django.db import connections

    from sekoci.kit.provision import grant_tables

    with django_db_blocker.unblock():
        call_command("migrate", database="owner", verbosity=0)
        grant_tables(OWNER)
        connections["owner"].close()
        yield
        connections.close_all()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """For tests in which several connections must see each other's commits: everything is really written, then emptied."""
    from django.db import connection

    with django_db_blocker.unblock():
        yield
        connection.close()
    with psycopg.connect(OWNER) as owner:
        tables = owner.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
        names = sql.SQL(", ").join(sql.Identifier(name) for (name,) in tables if name not in REFERENCE)
        owner.execute(sql.SQL("truncate {} restart identity cascade").format(names))
