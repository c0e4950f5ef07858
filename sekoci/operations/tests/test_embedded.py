"""The PostgreSQL that comes along: closed to others, without rights, stopped by the last to leave, started after anything."""

import os
import pwd
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from sekoci.operations.embedded import EmbeddedServer
from sekoci.operations.home import Home, Trouble
from tests.installation import eventually

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
JOIN = "import sys, time; from pathlib import Path; from sekoci.operations.home import Home"
JOIN += "; from sekoci.operations.embedded import EmbeddedServer; server = EmbeddedServer(Home(Path(sys.argv[1]))); server.join()"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServer]:
    one = EmbeddedServer(Home(tmp_path_factory.mktemp("home")))
    one.join()
    yield one
    assert one.leave()


def ask(server: EmbeddedServer, statement: str) -> object:
    with psycopg.connect(server.url) as connection:
        row = connection.execute(statement).fetchone()
        return row[0] if row else None


def test_speaks_unicode_keeps_what_it_promised_and_is_18(server: EmbeddedServer):
    assert ask(server, "show server_encoding") == "UTF8"
    assert ask(server, "select datlocale from pg_database where datname = current_database()") == "C.UTF-8"
    assert ask(server, "select lower('ÉÑ')") == "éñ"
    assert ask(server, "show fsync") == "on"
    assert int(str(ask(server, "show server_version_num"))) // 10000 == 18


def test_is_closed_to_everybody_else(server: EmbeddedServer):
    def mode(path: Path) -> int:
        return stat.S_IMODE(path.stat().st_mode)

    assert mode(server.data) == mode(server.data / "socket") == 0o700
    assert mode(server.home.folder / "postgres-password") == 0o600
    password = server.home.secret("postgres-password")
    for wrong in ("wrong", ""):
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(server.url.replace(password, wrong)).close()
    assert ask(server, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'") == 0
    assert ask(server, "show listen_addresses") == ""


def test_the_last_to_leave_stops_it(server: EmbeddedServer):
    guest = EmbeddedServer(server.home)
    assert guest.join() is False
    assert guest.leave() is False
    assert ask(server, "select 1") == 1


def test_runs_in_a_session_of_its_own_so_that_ctrl_c_does_not_reach_it(server: EmbeddedServer):
    postmaster = int((server.data / "postmaster.pid").read_text().split("\n")[0])
    assert os.getsid(postmaster) == postmaster != os.getsid(0)


def test_whoever_was_killed_is_no_guest_any_more_and_the_next_one_takes_over(tmp_path: Path):
    killed = subprocess.Popen(
        [sys.executable, "-c", JOIN + "; print(1, flush=True); time.sleep(60)", tmp_path], stdout=subprocess.PIPE
    )
    assert killed.stdout and killed.stdout.readline() == b"1\n"
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    server = EmbeddedServer(Home(tmp_path))
    assert server.join() is False
    assert ask(server, "select 1") == 1
    assert server.leave() is True
    assert not (server.data / "postmaster.pid").exists()


def test_starts_after_it_was_killed_although_its_number_now_belongs_to_a_stranger(tmp_path: Path):
    server = EmbeddedServer(Home(tmp_path))
    server.join()
    number = int((server.data / "postmaster.pid").read_text().split("\n")[0])
    os.kill(number, signal.SIGKILL)
    file = server.data / "postmaster.pid"
    file.write_text(file.read_text().replace(str(number), str(os.getpid()), 1))
    assert eventually(server.revive, within=30) < 30
    assert ask(server, "select 1") == 1
    assert server.leave() is True


def test_a_folder_with_a_long_name_is_served_through_a_loopback_port_that_stays_the_same(tmp_path: Path):
    server = EmbeddedServer(Home(tmp_path / ("long" * 30)))
    server.home.folder.mkdir()
    server.join()
    first = server.url
    assert "@127.0.0.1:" in first
    assert ask(server, "select 1") == 1
    server.leave()
    server.join()
    assert server.url == first
    assert server.leave() is True


def test_says_in_one_sentence_what_keeps_it_from_starting(tmp_path: Path):
    server = EmbeddedServer(Home(tmp_path))
    server.join()
    server.leave()
    (tmp_path / "postgres-password").unlink()
    with pytest.raises(Trouble, match="postgres-password is not the password of"):
        server.join()
    server.leave()
    (server.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(Trouble, match="made by PostgreSQL 17, and this is 18"):
        server.join()


@root_only
def test_root_adds_nobody_and_opens_no_folder():
    """In a folder closed to others, as /root is; once in a user namespace, once, where there is none, as another user."""
    with tempfile.TemporaryDirectory(prefix="sekoci-closed-") as closed:
        home = Path(closed) / "home"
        home.mkdir()
        above = [home, *home.parents]
        before = [(path, path.stat().st_mode, path.stat().st_uid) for path in above]
        people = [*pwd.getpwall()]
        asking = "; print(__import__('psycopg').connect(server.url).execute('show data_directory').fetchone()[0]); server.leave()"
        for path, runs_in in ((os.environ["PATH"], str(home / "postgres")), ("/nowhere", "/proc/self/cwd")):
            for _ in range(2):
                done = subprocess.run(
                    [sys.executable, "-c", JOIN + asking, home], env={"PATH": path}, capture_output=True, text=True, timeout=60
                )
                assert (done.stdout, done.stderr) == (runs_in + "\n", "")
        assert pwd.getpwuid((home / "postgres").stat().st_uid).pw_name == "nobody"
        assert [(path, path.stat().st_mode, path.stat().st_uid) for path in above] == before
        assert pwd.getpwall() == people
