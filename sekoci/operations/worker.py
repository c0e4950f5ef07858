"""The worker: runs jobs, hands out events, calls what is due. It outlives a database that goes away and returns."""

import asyncio
import logging
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import close_old_connections
from procrastinate import App, BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import close_db_connections
from procrastinate.contrib.django.utils import connector_params
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.tasks import Task
from procrastinate.worker import Worker

from sekoci.kit import events, jobs, tracing, whom
from sekoci.kit.pages import is_database_away
from sekoci.kit.sql import fetch
from sekoci.operations.leash import end_with_parent

logger = logging.getLogger(__name__)

POLL = 0.5
HEARTBEAT = 5.0
SILENT = 20.0
"""Seconds without a heartbeat after which a worker counts as dead."""
SWEEP = 15.0
GRACE = 20.0
"""Seconds a running job gets to end when the worker is asked to stop. What is cut off then runs again after the next sweep."""
LONGEST_PAUSE = 60.0


def work() -> None:
    """Work until SIGTERM or Ctrl-C."""
    end_with_parent()
    whom.nobody()  # what jobs change, nobody changes
    tracing.start("worker")
    stop = threading.Event()
    queue = Queue(stop)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: queue.stop())
    sweep = [Call("sweep", SWEEP, queue.sweep)]
    hearing = [Call(f"events of {module}", POLL, partial(events.deliver, module)) for module in events.consumers()]
    rounds = [Call(each.name, each.seconds, each.work) for each in jobs.rounds]
    threads = [threading.Thread(target=keep_calling, args=(stop, calls)) for calls in (sweep, hearing, rounds) if calls]
    for thread in threads:
        thread.start()
    logger.info("worker ready", extra={"events": events.consumers(), "rounds": [each.name for each in jobs.rounds]})
    asyncio.run(queue.run())
    stop.set()
    for thread in threads:
        thread.join()
    tracing.stop()


@dataclass
class Call:
    """Something to call every so often. While it fails, the pauses double, up to a minute."""

    name: str
    seconds: float
    work: Callable[[], object]
    failures: int = 0
    due: float = field(default_factory=time.monotonic)

    def attempt(self) -> None:
        try:
            close_old_connections()
            self.work()
        except Exception as error:
            self.failures += 1
            facts = {"failures": self.failures}
            if is_database_away(error):
                logger.warning("%s met a database that is away, will be tried again", self.name, extra=facts)
            else:
                logger.exception("%s failed, will be tried again", self.name, extra=facts)
        else:
            self.failures = 0
        pause = (
            min(max(self.seconds, 0.5) * 2**self.failures, max(self.seconds, LONGEST_PAUSE)) if self.failures else self.seconds
        )
        self.due = time.monotonic() + pause


def keep_calling(stop: threading.Event, calls: list[Call]) -> None:
    """Call each of `calls` when it is due, one after the other, until `stop`."""
    while not stop.is_set():
        for call in calls:
            if call.due <= time.monotonic() and not stop.is_set():
                call.attempt()
        stop.wait(max(0.05, min(call.due for call in calls) - time.monotonic()))
    close_old_connections()


class Later(BaseRetryStrategy):
    """In a minute, as often as it takes."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        return RetryDecision(retry_in={"seconds": 60})


class NotKnownHere(Exception):
    """A job of a newer Sekoci; while an upgrade is under way, old and new work side by side."""


@app.task(name="sekoci.not_known_here", retry=Later(), pass_context=True)
def not_known_here(context: JobContext, /, **arguments: object) -> None:
    logger.warning("a job waits for a newer worker", extra={"job": context.job.id, "task": context.job.task_name})
    raise NotKnownHere(context.job.task_name)


class Names(dict[str, Task[Any, Any, Any]]):
    """Tasks by name. A name that nobody here knows is no failure: its job waits for a worker that does."""

    def get(self, name: str, default: object = None) -> Task[Any, Any, Any]:
        return super().get(name) or not_known_here


class Queue:
    """The job queue as this process sees it."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._workers: list[Worker] = []
        self._running: set[int] = set()
        self._suspects: set[int] = set()

    def stop(self) -> None:
        self._stop.set()
        for worker in self._workers:
            worker.stop()  # type: ignore[no-untyped-call]

    async def run(self) -> None:
        """Run jobs; when the connection breaks, begin again. There is a thread for every job of every lane."""
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(sum(jobs.LANES.values())))
        while not self._stop.is_set():
            try:
                await self._run_until_trouble()
            except Exception as error:
                said = "the worker lost the database, will try again"
                logger.warning(said, extra={"reason": str(error)[:200]}, exc_info=not is_database_away(error))
            if not self._stop.is_set():
                await asyncio.sleep(1)

    async def _run_until_trouble(self) -> None:
        connector = PsycopgConnector(kwargs=connector_params("default"), min_size=1, max_size=4, timeout=5, name="jobs")
        # A second app with the same tasks: what a job asks for later still goes through Django's own connection and transaction.
        async with app.with_connector(connector).open_async() as running:
            running.tasks = Names(running.tasks)
            self._workers = [self._lane(running, name, at_once) for name, at_once in jobs.LANES.items()]
            if not self._stop.is_set():
                await self._run_lanes()

    async def _run_lanes(self) -> None:
        """All lanes together: where one meets trouble, the others end too, and all begin again."""
        lanes = [asyncio.ensure_future(worker.run()) for worker in self._workers]  # type: ignore[no-untyped-call]
        try:
            await asyncio.gather(*lanes)
        finally:
            for worker in self._workers:
                worker.stop()  # type: ignore[no-untyped-call]
            await asyncio.gather(*lanes, return_exceptions=True)

    def _lane(self, running: App, name: str, at_once: int) -> Worker:
        return Worker(
            running,
            queues=[name],
            concurrency=at_once,
            fetch_job_polling_interval=POLL,
            listen_notify=False,
            install_signal_handlers=False,
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=3600,
            shutdown_graceful_timeout=GRACE,
            delete_jobs="successful",
            task_middleware=[close_db_connections, self._noting],
        )

    def sweep(self) -> None:
        """Take back jobs of dead workers, and jobs of our own that we do not run although we did not finish them either."""
        numbers = [worker.worker_id for worker in self._workers]
        doing = "select id from procrastinate_jobs where status = 'doing' and worker_id = any(%s::bigint[])"
        ours = {row[0] for row in fetch(doing, (numbers,))}
        idle = ours - self._running
        lost, self._suspects = idle & self._suspects, idle
        for identity, name, status in jobs.take_back(silent_for=SILENT, lost=lost):
            logger.warning("job taken back", extra={"job": identity, "task": name, "status": status})

    def _noting(self, call_next: Callable[[], object], context: JobContext, worker: Worker) -> object:
        """Know which jobs run just now."""
        identity, name = context.job.id or 0, context.job.task_name
        facts: tracing.Facts = {"sekoci.job": name, "sekoci.job.id": identity, "sekoci.job.attempt": context.job.attempts}
        self._running.add(identity)
        try:
            asked_by = str(context.job.task_kwargs.get(jobs.ASKED_BY, ""))
            with tracing.span(f"job {name}", facts, kind="CONSUMER", asked_by=asked_by):
                return call_next()
        finally:
            self._running.discard(identity)
