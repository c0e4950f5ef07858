"""The database falls silent, goes away, hangs up: people are told to try again, and nothing has to be restarted by hand."""

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg

from tests.installation import Installation, eventually

SHOP = "/api/v1/shops/no-such-shop"


@contextmanager
def silent_database(running: Installation) -> Iterator[None]:
    """A black hole: connections stay open and open anew, and nothing is answered."""
    postmaster = running.database_processes()[0]
    postmaster.suspend()  # first, so that it makes no process that the list does not know
    frozen = running.database_processes()
    for process in frozen[1:]:
        process.suspend()
    try:
        yield
    finally:
        for process in reversed(frozen):
            process.resume()


def recovers(running: Installation) -> None:
    """By itself, in each of the web server's processes: a dozen new connections reach both."""
    wanted = {("/healthz", 200), (SHOP, 404)}
    eventually(lambda: {(path, running.get(path).status) for path, _ in wanted for _ in range(12)} == wanted, within=10)


def test_healthz_says_within_a_second_that_the_database_is_silent(running: Installation):
    with silent_database(running):
        answers = [running.get("/healthz") for _ in range(8)]
    assert {(answer.status, answer.body) for answer in answers} == {(503, "database away\n")}
    assert max(answer.seconds for answer in answers) < 1.0
    recovers(running)


def test_a_silent_database_does_not_keep_people_waiting(running: Installation):
    assert running.get(SHOP).status == 404
    with silent_database(running), ThreadPoolExecutor(40) as people:
        first = list(people.map(running.get, [SHOP] * 40))
        later = [running.get(SHOP) for _ in range(4)] + [running.get("/healthz")]
    assert {answer.status for answer in first + later} == {503}
    assert max(answer.seconds for answer in first) < 8
    assert max(answer.seconds for answer in later) < 1.0
    assert first[0].headers["retry-after"] == "2"
    assert first[0].headers["content-type"] == "application/problem+json"
    recovers(running)


def test_connections_that_were_cut_while_idle_are_noticed_before_use(running: Installation):
    with ThreadPoolExecutor(8) as people:
        list(people.map(running.get, [SHOP] * 64))
    with psycopg.connect(running.server.url, autocommit=True) as owner:
        cut = owner.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'sekoci_web'"  # waits until it is gone
        ).fetchall()
    assert len(cut) >= 4
    with ThreadPoolExecutor(8) as people:
        assert {answer.status for answer in people.map(running.get, [SHOP] * 64)} == {404}


def test_a_connection_cut_in_the_middle_of_a_request_is_no_bug(running: Installation):
    stop = threading.Event()

    def ask() -> set[int]:
        seen = set()
        while not stop.is_set():
            seen.add(running.get(SHOP).status)
        return seen

    with ThreadPoolExecutor(4) as people, psycopg.connect(running.server.url, autocommit=True) as owner:
        asked = [people.submit(ask) for _ in range(4)]
        for _ in range(40):
            owner.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'sekoci_web'")
        stop.set()
        assert set.union(*(each.result() for each in asked)) <= {404, 503}


def test_a_database_that_died_is_started_again_and_all_goes_on_by_itself(running: Installation):
    worker, web = running.child("worker").pid, running.child("sekoci.operations.web").pid
    os.kill(running.database_processes()[0].pid, signal.SIGKILL)
    statuses = set()

    def back() -> bool:
        answer = running.get(SHOP)
        statuses.add(answer.status)
        return answer.status == 404

    eventually(back, within=20)
    assert statuses <= {404, 503}
    recovers(running)
    assert (worker, web) == (running.child("worker").pid, running.child("sekoci.operations.web").pid)
    assert "the database had died and was started again" in running.said


def test_a_page_for_somebody_logged_in_asks_to_try_again_too(running: Installation):
    session = "a" * 32
    assert running.get("/masuk", Cookie=f"sesi={session}").status == 200
    with silent_database(running):
        answer = running.get("/akun", Cookie=f"sesi={session}")
    assert (answer.status, answer.headers["retry-after"]) == (503, "2")
    assert "Coba lagi" in answer.body
    recovers(running)


def test_an_outage_is_not_logged_as_a_bug_for_every_request(running: Installation):
    before = len(running.said)
    with silent_database(running):
        asked = [running.get(SHOP) for _ in range(3)]
    assert {answer.status for answer in asked} == {503}
    recovers(running)
    during = running.said[before:]
    requests = [line for line in during.splitlines() if '"message": "request"' in line]
    for answer in asked:
        [line] = [line for line in requests if answer.headers["x-request-id"] in line]
        assert '"status": 503' in line
    assert "Traceback" not in during
    assert "Service Unavailable" not in during
