"""Whether the database answers, asked by a thread of its own: nobody else has to wait for a silent one to find out.

A database can be away in two ways. One that refuses connections says so at once. One that says nothing (a cut cable, a frozen
machine) would keep every thread waiting, and then nobody is left to say "try again". So one thread asks every second; while
its question stays unanswered, waiting statements give up and new ones do not begin (see kit/postgres/base.py).
"""

import logging
import threading
import time
from dataclasses import dataclass

import psycopg
from django.db import connections

logger = logging.getLogger(__name__)

EVERY = 1.0
SILENT = 3.0
"""Seconds without an answer after which the database counts as away. A busy one answers `select` sooner."""


@dataclass(frozen=True)
class Answer:
    """What the database said to the question of `asked` (monotonic seconds): nothing, or whether the first load is done."""

    asked: float
    there: bool
    loaded: bool = False


class Pulse:
    """The pulse of the `default` database, as this process feels it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._hurry = threading.Event()
        self._thread: threading.Thread | None = None
        self._connection: psycopg.Connection[tuple[bool]] | None = None
        self._asked_at: float | None = None
        self._last: Answer | None = None

    def start(self) -> None:
        """Begin to ask; nothing happens where it was begun before."""
        with self._changed:
            if not self._thread:
                self._thread = threading.Thread(target=self._beat, name="pulse", daemon=True)
                self._thread.start()

    def away(self) -> bool:
        """Whether the last question was not answered, or stays so for too long. False where nobody asks."""
        return self._silent() or (self._last is not None and not self._last.there)

    def ask(self, *, within: float) -> Answer | None:
        """The answer to a question asked from now on; None if none comes within so many seconds, at once where it is silent."""
        self.start()
        if self._silent():
            return None
        begun = time.monotonic()
        self._hurry.set()
        with self._changed:
            self._changed.wait_for(lambda: self._last is not None and self._last.asked >= begun, timeout=within)
            return self._last if self._last and self._last.asked >= begun else None

    def _silent(self) -> bool:
        asked_at = self._asked_at
        return asked_at is not None and time.monotonic() - asked_at > SILENT

    def _beat(self) -> None:
        while True:
            self._hurry.clear()
            self._asked_at = asked = time.monotonic()
            answer = self._look(asked)
            with self._changed:
                self._last, self._asked_at = answer, None
                self._changed.notify_all()
            self._hurry.wait(EVERY if answer.there else EVERY / 4)

    def _look(self, asked: float) -> Answer:
        """Ask on the connection that there is, and if that was cut, on a new one: a cut connection is no absence."""
        reason = ""
        for _ in range(2 if self._connection else 1):
            try:
                if not self._connection:
                    parameters = connections["default"].get_connection_params()
                    self._connection = psycopg.connect(**{**parameters, "connect_timeout": 2}, autocommit=True)
                loaded = self._connection.execute("select done from kit_first_load").fetchone() == (True,)
                return Answer(asked, there=True, loaded=loaded)
            except psycopg.Error as error:
                reason = str(error)
                if self._connection:
                    self._connection.close()
                    self._connection = None
        if self._last is None or self._last.there:
            logger.warning("the database does not answer", extra={"reason": reason})
        return Answer(asked, there=False)


pulse = Pulse()
