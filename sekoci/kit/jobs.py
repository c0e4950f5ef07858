"""Work for later. A job row commits or rolls back with the business row, so what talks to the world is never half done.

A job runs at least once: a worker that dies leaves its jobs to the sweep (see operations.worker). Jobs are therefore idempotent.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.tasks import Task

from sekoci.kit.clock import now

Job = Task[Any, Any, Any]

PATIENT = RetryStrategy(max_attempts=12, exponential_wait=3)
"""Twelve tries over about an hour and a half: for the world outside."""


def job(
    name: str, *, queue: str = "default", retry: RetryStrategy | None = None, priority: int = 0
) -> Callable[[Callable[..., None]], Job]:
    """Make a function in a module's jobs.py a job. Its arguments are JSON; `name` stays the same for ever.

    Of the jobs that are due, those of higher `priority` run first: for what somebody is waiting for.
    """
    return app.task(name=name, queue=queue, retry=retry or False, pass_context=False, priority=priority)


def later(task: Job, *, after: timedelta | None = None, **arguments: Any) -> None:
    """Ask for one job, in the surrounding transaction."""
    configured = task.configure(schedule_at=now() + after) if after else task.configure()
    configured.defer(**arguments)


def later_many(task: Job, arguments: Sequence[dict[str, Any]]) -> None:
    """Ask for many jobs of one kind with one statement."""
    if arguments:
        task.batch_defer(*arguments)
