"""A database for one test run, ready before Django reads its settings. Loaded by pytest's `-p`, so not a conftest.

The tests run as the web role, behind row-level security, as the web server does. `DATABASE_URL` names a server where a
database may be created; without it the embedded server is started in a folder of its own.
"""

import atexit
import os
import secrets
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

NAME = f"sekoci_test_{secrets.token_hex(4)}"
PREFIX = "sekoci-test-"
HOME = tempfile.TemporaryDirectory(prefix=PREFIX)
(Path(HOME.name) / "static").mkdir()

NO_LIMITS = "address=0 key=0 shop=0"
"""Tests ask faster than people; those of the limits set their own."""
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""What a test run's database may lose is the test run. Faults are tested on servers with fsync."""


def create() -> str:
    """Make the run's own database and its roles; the owner's address. Both are gone when the run ends."""
    from sekoci.kit.provision import prepare_roles

    server = os.environ.get("DATABASE_URL") or embedded()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(NAME)))
    atexit.register(drop, server)
    owner = urlunsplit(urlsplit(server)._replace(path="/" + NAME))
    os.environ["SEKOCI_OWNER_URL"] = owner
    os.environ["SEKOCI_DATABASE_URL"] = prepare_roles(owner)
    os.environ["SEKOCI_HOME"] = HOME.name
    os.environ["SEKOCI_LIMITS"] = NO_LIMITS
    return owner


def embedded() -> str:
    """Start the embedded server for this run, and clear away the servers of runs that were killed."""
    from sekoci.operations.embedded import EmbeddedServer
    from sekoci.operations.home import Home

    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        ours = folder.stat().st_uid == os.geteuid() and (folder / "postgres").exists()  # made and joined behind one door
        if ours and EmbeddedServer(Home(folder)).leave():
            shutil.rmtree(folder, ignore_errors=True)
    server = EmbeddedServer(Home(Path(HOME.name)), settings=FAST)
    server.join()
    atexit.register(server.leave)
    return server.url


def drop(server: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(NAME)))
        for role in (f"{NAME}_web", f"{NAME}_fleet"):
            connection.execute(sql.SQL("drop role if exists {}").format(sql.Identifier(role)))


OWNER = create()
