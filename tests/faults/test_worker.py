"""A worker is killed, or loses the database: what was promised is done all the same."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from sekoci.kit.sql import fetch
from tests.database import OWNER
from tests.installation import eventually

pytestmark = [pytest.mark.committed, pytest.mark.usefixtures("committed")]


@contextmanager
def worker(**more: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-m", "tests.faults.slow_worker"], env={**os.environ, **more})
    try:
        yield process
    finally:
        process.terminate()
        assert process.wait(60) is not None


def ask_for(name: str, path: Path) -> None:
    fetch(
        "select procrastinate_defer_jobs_v1(array[row('default', %s, 0, null, null, jsonb_build_object('path', %s::text),"
        " null)::procrastinate_job_to_defer_v1])",
        (name, str(path)),
    )


@pytest.mark.faults
def test_a_job_whose_worker_was_killed_runs_again_within_90_seconds(tmp_path: Path):
    began = tmp_path / "began"
    ask_for("tests.slow", began)
    with worker() as first:
        eventually(began.exists, within=60)
        first.kill()
        first.wait()
    with worker() as second:
        eventually(lambda: began.read_text() == f"{first.pid}\n{second.pid}\n", within=90)
        eventually(lambda: fetch("select 1 from procrastinate_jobs") == [], within=10)


@pytest.mark.faults
def test_a_job_that_is_cut_off_when_its_worker_is_asked_to_stop_runs_again(tmp_path: Path):
    began = tmp_path / "began"
    ask_for("tests.slow", began)
    with worker() as first:
        eventually(began.exists, within=60)
        first.terminate()
        with pytest.raises(subprocess.TimeoutExpired):
            first.wait(3)
        first.send_signal(signal.SIGKILL)
    with worker() as second:
        eventually(lambda: began.read_text() == f"{first.pid}\n{second.pid}\n", within=90)


@pytest.mark.faults
def test_a_worker_goes_on_by_itself_after_the_database_cut_it_off(tmp_path: Path):
    done, ticks = tmp_path / "done", tmp_path / "ticks"
    with worker(TICKS=str(ticks)):
        eventually(ticks.exists, within=60)
        for _ in range(3):
            with psycopg.connect(OWNER, autocommit=True) as owner:
                others = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                owner.execute(others + " and pid <> pg_backend_pid() and usename like '%_web'")
        ticked = ticks.stat().st_size
        with psycopg.connect(os.environ["SEKOCI_DATABASE_URL"]) as fresh:
            fresh.execute(
                "select procrastinate_defer_jobs_v1(array[row('default', 'tests.quick', 0, null, null,"
                " jsonb_build_object('path', %s::text), null)::procrastinate_job_to_defer_v1])",
                (str(done),),
            )
        eventually(done.exists, within=30)
        eventually(lambda: ticks.stat().st_size > ticked, within=30)


def test_a_job_of_a_newer_sekoci_waits_for_a_worker_that_knows_it(tmp_path: Path):
    done = tmp_path / "done"
    ask_for("tests.tomorrow", done)
    put_off = "select status::text from procrastinate_jobs where status = 'todo' and scheduled_at > now() and attempts = 1"
    with worker():
        eventually(lambda: fetch(put_off) == [("todo",)], within=60)
    assert not done.exists()
    fetch("update procrastinate_jobs set scheduled_at = now()")
    with worker(KNOWS="tests.tomorrow"):
        eventually(done.exists, within=60)
        eventually(lambda: fetch("select 1 from procrastinate_jobs") == [], within=10)
