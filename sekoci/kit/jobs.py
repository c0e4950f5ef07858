"""Work for later. A job row commits or rolls back with the business row, so what talks to the world is never half done.

A job runs at least once: a worker that dies leaves its jobs to the sweep (see operations.worker). Jobs are therefore idempotent.
"""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any, Literal

import procrastinate.jobs
from django.db import InterfaceError, OperationalError
from procrastinate import BaseRetryStrategy, RetryDecision, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.tasks import Task

from sekoci.kit import tracing
from sekoci.kit.clock import now
from sekoci.kit.sql import fetch

Job = Task[Any, Any, Any]

PATIENT = RetryStrategy(max_attempts=12, exponential_wait=2)
"""Twelve tries over about two hours, the pauses doubling from two seconds: for the world outside."""

MOST_DEATHS = 20
"""A job under which so many workers died is given up: it would kill the next one too."""


ASKED_BY = "_asked_by"
"""Among a job's arguments the traceparent of who asked for it; its function never sees it."""
LANES = {"default": 4, "outside": 4, "slow": 2}
"""How many jobs of each kind a worker runs at once: what waits for strangers' machines (`outside`, and those known to be `slow`)
never takes the place of our own work."""
Lane = Literal["default", "outside", "slow"]


def job(
    name: str, *, queue: Lane = "default", retry: RetryStrategy | None = None, priority: int = 0
) -> Callable[[Callable[..., None]], Job]:
    """Make a function in a module's jobs.py a job. Its arguments are JSON; `name` stays the same for ever.

    Of the jobs that are due, those of higher `priority` run first: for what somebody is waiting for.
    """

    def make(work: Callable[..., None]) -> Job:
        @wraps(work)
        def run(*arguments: Any, **named: Any) -> None:
            named.pop(ASKED_BY, None)
            work(*arguments, **named)

        return app.task(name=name, queue=queue, retry=_Again(retry), pass_context=False, priority=priority)(run)

    return make


def later(task: Job, *, after: timedelta | None = None, **arguments: Any) -> None:
    """Ask for one job, in the surrounding transaction."""
    configured = task.configure(schedule_at=now() + after) if after else task.configure()
    configured.defer(**_traced(arguments))


def later_many(task: Job, arguments: Sequence[dict[str, Any]]) -> None:
    """Ask for many jobs of one kind with one statement."""
    if arguments:
        task.batch_defer(*map(_traced, arguments))


def under_way(task: Job, *, beside: tuple[str, list[str]] = ("", []), **arguments: Any) -> list[dict[str, Any]]:
    """The arguments of those jobs of a kind that wait or run and have these among theirs. One statement.

    `beside`: what is to be done in the same one, as `kit.persons.Beside` gives it.
    """
    return under_way_and_failed(task, beside=beside, **arguments)[0]


def under_way_and_failed(
    task: Job, *, beside: tuple[str, list[str]] = ("", []), **arguments: Any
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """As `under_way`, and the arguments of those that failed, until they are tried again or stopped. One statement."""
    rows = fetch(
        f"{beside[0]} select status = 'failed', args::text from procrastinate_jobs"  # noqa: S608  ours
        " where status in ('todo', 'doing', 'failed') and task_name = %s and args @> %s::jsonb order by id",
        (*beside[1], task.name, json.dumps(arguments)),
    )
    read = [(is_failed, json.loads(each)) for is_failed, each in rows]
    return [each for is_failed, each in read if not is_failed], [each for is_failed, each in read if is_failed]


def try_again(task: Job, **arguments: Any) -> int:
    """Let those jobs of a kind that failed and have these among their arguments run again; how many."""
    chosen = "select id from procrastinate_jobs where status = 'failed' and task_name = %s and args @> %s::jsonb for update"
    return len(
        fetch(
            f"with chosen as ({chosen}) select procrastinate_retry_job_v2(id, now(), null, null, null) from chosen",  # noqa: S608
            (task.name, json.dumps(arguments)),
        )
    )


def stop(task: Job, **arguments: Any) -> int:
    """Take back those jobs of a kind that wait or failed and have these among their arguments; how many. Those that run are told
    (`is_stopped`): they look by themselves."""
    rows = fetch(
        """
        update procrastinate_jobs set abort_requested = status = 'doing',
            status = case when status = 'doing' then status else 'cancelled' end
        where status in ('todo', 'doing', 'failed') and task_name = %s and args @> %s::jsonb returning 1
        """,
        (task.name, json.dumps(arguments)),
    )
    return len(rows)


def is_stopped(task: Job, **arguments: Any) -> bool:
    """Whether a job of a kind that runs, with these among its arguments, was asked to stop."""
    return bool(
        fetch(
            "select 1 from procrastinate_jobs where status = 'doing' and abort_requested and task_name = %s"
            " and args @> %s::jsonb limit 1",
            (task.name, json.dumps(arguments)),
        )
    )


def _traced(arguments: dict[str, Any]) -> dict[str, Any]:
    """Where this is traced, the job carries whose span asked for it."""
    asked_by = tracing.here()
    return {**arguments, ASKED_BY: asked_by} if asked_by else arguments


@dataclass(frozen=True)
class Round:
    """Something to do again and again, from the worker."""

    name: str
    seconds: float
    work: Callable[[], object]


rounds: list[Round] = []


def every(seconds: float) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Let a function in a module's jobs.py be called by the worker every `seconds`.

    Several workers may call it at the same moment, and a call may be the second one: it must be idempotent.
    """

    def register(work: Callable[[], object]) -> Callable[[], object]:
        rounds.append(Round(f"{work.__module__}.{work.__qualname__}", seconds, work))
        return work

    return register


def take_back(*, silent_for: float, lost: Collection[int] = ()) -> list[tuple[int, str, str]]:
    """Let jobs run again whose worker is gone or has been silent for so many seconds, and those in `lost`.

    Each is (id, name, new status); one that has outlived MOST_DEATHS workers ends as `failed`.
    """
    return fetch(
        """
        with gone as (
            select job.id from procrastinate_jobs job
            left join procrastinate_workers worker on worker.id = job.worker_id
            where job.status = 'doing'
              and (worker.id is null or worker.last_heartbeat < now() - make_interval(secs => %s) or job.id = any(%s::bigint[]))
            for update of job skip locked
        )
        update procrastinate_jobs job
        set status = (case when job.attempts >= %s then 'failed' else 'todo' end)::procrastinate_job_status,
            attempts = job.attempts + 1, worker_id = null, abort_requested = false, scheduled_at = now()
        from gone where job.id = gone.id
        returning job.id, job.task_name, job.status::text
        """,
        (float(silent_for), list(lost), MOST_DEATHS),
    )


@dataclass(frozen=True)
class _Again(BaseRetryStrategy):
    """As the job asks; but when the database was away or too busy, always again: it is nobody's fault."""

    asked: RetryStrategy | None

    def get_retry_decision(self, *, exception: BaseException, job: procrastinate.jobs.Job) -> RetryDecision | None:
        if isinstance(exception, (OperationalError, InterfaceError)) and job.attempts < 100:
            return RetryDecision(retry_in={"seconds": min(5 * (job.attempts + 1), 300)})
        return self.asked.get_retry_decision(exception=exception, job=job) if self.asked else None
