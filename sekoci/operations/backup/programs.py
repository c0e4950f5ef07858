"""PostgreSQL's own programs for making and reading dumps, in the server's own version."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from sekoci.operations.home import Trouble
from sekoci.operations.postgres_process import BROUGHT, installed

DEBIAN = "/usr/lib/postgresql/{}/bin"
SPOKEN = {
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}
SPOKEN |= {name: f"PG{name.upper()}" for name in ("host", "port", "user", "password", "options")}


def folder_of(major: int, name: str) -> Path:
    """The folder of programs of this version that has `name`."""
    if major == BROUGHT:
        return installed() / "bin"
    found = shutil.which(name, path=os.pathsep.join((DEBIAN.format(major), os.environ.get("PATH", os.defpath))))
    if found:
        said = subprocess.run([found, "--version"], capture_output=True, text=True, timeout=10, check=False).stdout
        if re.search(rf"\) {major}\b", said):
            return Path(found).resolve().parent
    package = f"postgresql-{major}" if name == "postgres" else f"postgresql-client-{major}"
    raise Trouble(f"The server is PostgreSQL {major}, and its {name} is not here: apt install {package}")


def major_of(url: str) -> int:
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            return connection.info.server_version // 10000
    except psycopg.OperationalError as error:
        raise Trouble(f"The database does not answer: {str(error).strip()}") from None


def start(
    url: str, name: str, *words: str, major: int, stdin: int = subprocess.DEVNULL, stdout: int = subprocess.DEVNULL
) -> "subprocess.Popen[bytes]":
    """Start a program on the database at `url`, behind everybody else in line for the processor. No password in its words."""
    program = str(folder_of(major, name) / name)
    return subprocess.Popen(
        [*_politely(), program, *words], env=environment(url), stdin=stdin, stdout=stdout, stderr=subprocess.PIPE
    )


def environment(url: str) -> dict[str, str]:
    """The address as the programs read it, without words that `ps` would show."""
    said = {SPOKEN[name]: str(value) for name, value in conninfo_to_dict(url).items() if name in SPOKEN and value is not None}
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC", "HOME": "/nonexistent", **said}


def finish(process: "subprocess.Popen[bytes]", what: str) -> None:
    """Wait; Trouble with the program's last words where it failed."""
    said = process.stderr.read().decode(errors="replace").strip() if process.stderr else ""
    if process.wait() != 0:
        raise Trouble(f"{what} failed: {' / '.join(said.splitlines()[-3:])}")


def _politely() -> Sequence[str]:
    return ("nice", "-n", "10") if shutil.which("nice") else ()
