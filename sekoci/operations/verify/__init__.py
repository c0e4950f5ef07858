"""`sekoci verify`: what must always be true of the rows (HOUSE, section 5, points 1 to 3), recomputed from the rows themselves.

Each module knows its own promises (`queries.problems`); here are those between modules. All of them see one snapshot, so that
a sale which is being written meanwhile is seen whole or not at all.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db import connection, transaction

from sekoci.books import queries as books
from sekoci.books.queries import Checked
from sekoci.catalog import queries as catalog
from sekoci.customers import queries as customers
from sekoci.indicators import queries as indicators
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.operations.verify import debts, delivery, market, orders, outlets, stock, walls
from sekoci.operations.verify.promise import Promise
from sekoci.payments import queries as payments
from sekoci.programs import queries as programs
from sekoci.reviews import queries as reviews
from sekoci.webhooks import queries as webhooks

__all__ = ["Checked", "Report", "Warned", "verify"]


@dataclass(frozen=True)
class Warned:
    """Nothing is wrong, but so many rows wait for the operator; `see` is the command that shows them."""

    what: str
    count: int
    see: str


@dataclass(frozen=True)
class Report:
    """What was found, promise by promise, what waits for the operator, and how long it took."""

    checks: tuple[Checked, ...]
    seconds: float
    warnings: tuple[Warned, ...] = ()

    @property
    def is_clean(self) -> bool:
        return not any(check.wrong for check in self.checks)


def _kept(promise: Promise) -> list[Checked]:
    return [promise.run()]


PROGRESS = "sekoci verify "
PARTS = (stock, orders, debts, delivery, market, outlets, walls)
PROMISES = tuple(promise for part in PARTS for promise in part.PROMISES)
LOOKS: tuple[Callable[[], list[Checked]], ...] = (
    *(module.problems for module in (books, catalog, payments, customers, programs, reviews, webhooks, indicators)),
    *(partial(_kept, promise) for promise in PROMISES),
)


def verify() -> Report:
    """Recompute everything across businesses, in one read-only snapshot. Nothing is changed, nobody waits for us.

    How far it is stands in the connection's name (`PROGRESS`), which others see meanwhile.
    """
    began = time.monotonic()
    alone = not connection.in_atomic_block
    with transaction.atomic():
        if alone:
            fetch("set transaction isolation level repeatable read, read only")
        fetch(
            "select set_config('statement_timeout', '0', true), set_config('work_mem', '64MB', true),"
            " set_config('enable_nestloop', 'off', true)"  # we read everything: row by row is a guess from old statistics
        )
        with across_businesses():
            checks = []
            for done, look in enumerate(LOOKS):
                fetch("select set_config('application_name', %s, true)", (f"{PROGRESS}{done}/{len(LOOKS)}",))
                checks += look()
            strangers = payments.count_strangers()
    warnings = (Warned("genuine payment notices that name no payment of ours", strangers, "sekoci notices"),) if strangers else ()
    return Report(tuple(checks), round(time.monotonic() - began, 2), warnings)
