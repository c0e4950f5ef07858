"""Many people at the same moment: threads with a connection each, let go together."""

import os
import random
from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any

SEED = int(os.environ.get("SEED") or random.randrange(10**6))
"""Printed by every test that draws lots, and taken from the environment to repeat one."""


def at_once(jobs: Sequence[Callable[[], Any]], *, threads: int = 24) -> list[Any]:
    """Run all jobs, so many at a time, the first ones let go together; their answers in order, an exception being one."""
    answers: list[Any] = [None] * len(jobs)
    threads = min(threads, len(jobs))
    gate = Barrier(threads)

    def one_of_them(first: int) -> None:
        from django.db import connection

        try:
            connection.ensure_connection()
            gate.wait(timeout=60)
            for place in range(first, len(jobs), threads):
                try:
                    answers[place] = jobs[place]()
                except Exception as error:  # noqa: BLE001  an answer like others: the test looks at it
                    answers[place] = error
        finally:
            connection.close()

    crowd = [Thread(target=one_of_them, args=(first,), daemon=True) for first in range(threads)]
    for each in crowd:
        each.start()
    longest = 120 + len(jobs) / 20
    for each in crowd:
        each.join(timeout=longest)
    assert not any(each.is_alive() for each in crowd), "somebody still waits"
    return answers
