"""`sekoci up` as a person at a terminal knows it: it starts, says where to go, stops, and forgives whatever was done to it."""

import json
import os
import signal
import subprocess
from pathlib import Path

import psutil
import psycopg
import pytest

from tests.installation import Installation, eventually


def test_says_where_to_go_and_stops_whole_at_ctrl_c(installation: Installation):
    installation.up()
    eventually(lambda: "Ctrl-C stops it" in installation.said, within=5)
    assert f"http://127.0.0.1:{installation.port}/warung-melati" in installation.said
    assert "sekoci otp PHONE" in installation.said
    with psycopg.connect(installation.server.url) as owner:
        owner.execute("create table kept (said text); insert into kept values ('acknowledged')")
    assert installation.end(signal.SIGINT) == 0
    assert "\nStopping ...\n" in installation.said
    assert installation.said.endswith("\nStopped; everything is saved.\n")
    assert installation.processes() == []
    assert (installation.folder / "postgres.log").read_text().endswith("LOG:  database system is shut down\n")
    server = installation.server
    server.join()
    with psycopg.connect(server.url) as owner:
        assert owner.execute("select said from kept").fetchall() == [("acknowledged",)]
    server.leave()
    assert "was not properly shut down" not in (installation.folder / "postgres.log").read_text()


def test_every_line_of_the_log_is_json_with_the_id_of_its_request(running: Installation):
    answer = running.get("/api/v1/shops/no-such-shop", **{"X-Request-Id": "seen-in-the-proxy"})
    assert answer.headers["x-request-id"] == "seen-in-the-proxy"
    eventually(lambda: "seen-in-the-proxy" in running.said, within=5)
    lines = [json.loads(line) for line in running.said.splitlines() if line.startswith("{")]
    [access] = [line for line in lines if line["logger"] == "sekoci.access" and line["request"] == "seen-in-the-proxy"]
    assert (access["method"], access["path"], access["status"]) == ("GET", "/api/v1/shops/no-such-shop", 404)
    assert all(line.startswith(("{", " ", "Start", "Stop", "Loaded", "First")) for line in running.said.splitlines() if line)


def test_a_second_one_in_the_same_home_or_on_the_same_port_says_so_in_one_sentence(running: Installation, tmp_path: Path):
    refused = running.command("up", SEKOCI_PORT="1")
    sentence = f"sekoci: Sekoci already runs in {running.folder}. Stop it there, or set SEKOCI_HOME to another folder.\n"
    assert (refused.returncode, refused.stderr) == (1, sentence)
    refused = running.command("up", SEKOCI_HOME=str(tmp_path / "other"))
    sentence = f"sekoci: Port {running.port} is taken: set SEKOCI_PORT to another one, such as {running.port + 1}.\n"
    assert (refused.returncode, refused.stderr) == (1, sentence)


def test_a_command_uses_the_running_database_and_leaves_it_running(running: Installation):
    before = running.database_processes()[0].pid
    assert running.command("manage", "showmigrations", "kit").returncode == 0
    assert running.database_processes()[0].pid == before
    assert running.get("/healthz").status == 200


def test_a_child_that_dies_is_started_again(installation: Installation):
    installation.up()
    for word in ("worker", "sekoci.operations.web"):
        eventually(lambda word=word: installation.child(word), within=5)
        old = installation.child(word)
        its_own = old.children(recursive=True)
        old.kill()
        eventually(lambda word=word, old=old: installation.child(word).pid != old.pid, within=5)
        eventually(lambda its_own=its_own: not any(lives(each) for each in its_own), within=5)
    eventually(lambda: installation.get("/healthz").status == 200, within=15)


@pytest.mark.faults
def test_a_child_that_keeps_dying_stops_everything_with_a_sentence(installation: Installation):
    installation.up()
    assert installation.process
    for _ in range(5):
        eventually(lambda: len(installation.processes()) and installation.child("worker"), within=10)
        os.kill(installation.child("worker").pid, signal.SIGKILL)
        if installation.process.poll() is not None:
            break
    assert installation.process.wait(40) == 1
    assert "sekoci: The worker ended 5 times within a minute; its last lines above say why.\n" in installation.said
    assert installation.processes() == []


@pytest.mark.faults
def test_killed_with_sigkill_it_starts_again_without_a_broom(installation: Installation):
    installation.up()
    web = installation.child("sekoci.operations.web")
    everything = [*web.children(), web, installation.child("worker")]
    assert installation.process
    os.kill(installation.process.pid, signal.SIGKILL)
    installation.process.wait()
    eventually(lambda: not any(lives(each) for each in everything), within=15)
    installation.up()
    assert installation.end() == 0
    assert installation.processes() == []


@pytest.mark.faults
def test_everything_killed_at_once_with_leftovers_that_lie(installation: Installation):
    installation.up()
    with psycopg.connect(installation.server.url) as owner:
        owner.execute("create table kept (said text); insert into kept values ('acknowledged')")
    for process in installation.processes():
        process.kill()
    assert installation.process
    installation.process.wait()
    lines = (installation.folder / "postgres" / "postmaster.pid").read_text().splitlines()
    with subprocess.Popen(["sleep", "60"]) as stranger:
        (installation.folder / "postgres" / "postmaster.pid").write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        installation.up()
        with psycopg.connect(installation.server.url) as owner:
            assert owner.execute("select said from kept").fetchall() == [("acknowledged",)]
        assert installation.end() == 0
        assert stranger.poll() is None
        stranger.kill()


def lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
