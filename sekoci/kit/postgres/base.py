"""Django's PostgreSQL backend with two more senses: it notices a connection that died while idle, without asking the server,
and it does not wait for a server that has fallen silent. This file has the name that Django expects of a backend.
"""

import select
from collections.abc import Generator
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import IsolationLevel

from sekoci.kit.pulse import pulse

ALIVE = psycopg.pq.ConnStatus.OK


class Unanswered(psycopg.OperationalError):
    """The database does not answer; whether it did what was asked is unknown."""


class Connection(psycopg.Connection[Any]):
    """Gives up a statement when the database has fallen silent."""

    def wait(self, gen: Any, *arguments: Any, **options: Any) -> Any:
        return super().wait(_unless_away(gen), *arguments, **options)


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        if pulse.away():
            raise Unanswered("the database does not answer")
        self.isolation_level = IsolationLevel.READ_COMMITTED
        return Connection.connect(**conn_params)

    def is_usable(self) -> bool:
        """Asked once a request. An idle connection is silent: where something came in unasked, the server has hung up."""
        if self.connection is None or self.connection.pgconn.status != ALIVE:
            return False
        socket = select.poll()
        socket.register(self.connection.pgconn.socket, select.POLLIN)
        return not socket.poll(0) or super().is_usable()


def _unless_away(steps: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
    """The same steps; psycopg comes by at least ten times a second while it waits, and then we look at the pulse."""
    try:
        wanted = next(steps)
        while True:
            ready = yield wanted
            if not ready and pulse.away():
                raise Unanswered("the database does not answer")
            wanted = steps.send(ready)
    except StopIteration as end:
        return end.value
