"""Jobs of dead workers run again, jobs of living ones are left alone, and what kills every worker is given up."""

import pytest
from django.db import OperationalError
from procrastinate.jobs import Job
from procrastinate.retry import RetryStrategy

from sekoci.kit import jobs
from sekoci.kit.sql import fetch

pytestmark = pytest.mark.django_db


def worker(*, silent_for: int) -> int:
    sent = "insert into procrastinate_workers (last_heartbeat) values (now() - make_interval(secs => %s)) returning id"
    return int(fetch(sent, (silent_for,))[0][0])


def running(worker_id: int | None, *, attempts: int = 0) -> int:
    begun = "insert into procrastinate_jobs (queue_name, task_name, status, worker_id, attempts)"
    return int(fetch(begun + " values ('default', 'x', 'doing', %s, %s) returning id", (worker_id, attempts))[0][0])


def states() -> dict[int, tuple[str, int]]:
    return {row[0]: (row[1], row[2]) for row in fetch("select id, status::text, attempts from procrastinate_jobs")}


def test_a_job_runs_again_when_its_worker_is_silent_or_gone_and_only_then():
    silent, gone, living = running(worker(silent_for=21)), running(None), running(worker(silent_for=5))
    assert sorted(row[0] for row in jobs.take_back(silent_for=20)) == [silent, gone]
    assert states() == {silent: ("todo", 1), gone: ("todo", 1), living: ("doing", 0)}
    assert jobs.take_back(silent_for=20) == []


def test_a_living_worker_says_which_of_its_own_jobs_it_has_lost():
    here = worker(silent_for=0)
    lost, kept = running(here), running(here)
    assert jobs.take_back(silent_for=20, lost=[lost]) == [(lost, "x", "todo")]
    assert states() == {lost: ("todo", 1), kept: ("doing", 0)}


def test_a_job_that_outlived_twenty_workers_is_given_up():
    deadly = running(None, attempts=20)
    assert jobs.take_back(silent_for=20) == [(deadly, "x", "failed")]
    assert states() == {deadly: ("failed", 21)}


def test_a_job_is_tried_again_when_the_database_was_away_and_otherwise_as_it_asks():
    once, patient = jobs.job("tests.once")(lambda: None), jobs.job("tests.patient", retry=jobs.PATIENT)(lambda: None)
    first = Job(id=1, lock=None, queueing_lock=None, queue="default", task_name="x")
    assert once.get_retry_exception(ValueError(), first) is None
    assert once.get_retry_exception(OperationalError(), first) is not None
    assert patient.get_retry_exception(ValueError(), first) is not None
    assert once.get_retry_exception(OperationalError(), first.evolve(attempts=100)) is None


def test_patience_lasts_about_two_hours():
    assert isinstance(jobs.PATIENT, RetryStrategy)
    waits = [2 ** (attempt + 1) for attempt in range(jobs.PATIENT.max_attempts or 0)]
    assert 2 < sum(waits) / 3600 < 2.5
