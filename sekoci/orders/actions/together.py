"""Orders that arrive at the same moment are placed together: group commit for a web server's threads.

Nobody waits for company. The first thread places what has gathered so far; those that come meanwhile gather for the next
batch. Alone, an order is a batch of one; under load the statements, the locks and the fsync are shared.
"""

import threading
from dataclasses import dataclass, field

from django.db import connection

from sekoci.orders.actions.placing import Answer, place_orders
from sekoci.orders.rules import OrderDraft

MOST = 500
"""Orders a batch while people wait."""


@dataclass
class Waiting:
    """A draft whose thread sleeps until it is answered, or until it is its turn to place those that wait."""

    draft: OrderDraft
    gate: threading.Lock = field(default_factory=threading.Lock)
    """Closed until the thread may go on; a bare lock, because an Event costs twelve times as much."""
    answer: Answer | None = None
    error: BaseException | None = None


class Gathering:
    """The drafts of one process that wait to be placed; one thread at a time places them."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.waiting: list[Waiting] = []
        self.placing = False

    def place(self, draft: OrderDraft) -> Answer:
        """Place one draft, with whoever else is waiting; raises what `place_orders` raises."""
        mine = Waiting(draft)
        mine.gate.acquire()
        with self.lock:
            self.waiting.append(mine)
            my_turn = not self.placing
            self.placing = True
        if not my_turn:
            mine.gate.acquire()
        if mine.answer is None and mine.error is None:
            self._place_those_waiting()
        if mine.error is not None:
            raise mine.error
        assert mine.answer is not None
        return mine.answer

    def _place_those_waiting(self) -> None:
        """Place one batch, which holds the caller's own draft; then wake who is in it, and the first of the next."""
        with self.lock:
            batch, self.waiting = self.waiting[:MOST], self.waiting[MOST:]
        try:
            for each, answer in zip(batch, place_orders([each.draft for each in batch]), strict=True):
                each.answer = answer
        except BaseException as error:  # noqa: BLE001  raised again in every thread that waits
            for each in batch:
                each.error = error
        with self.lock:
            next_turn = self.waiting[:1]
            self.placing = bool(next_turn)
        for each in [*batch, *next_turn]:
            each.gate.release()


_gathering = Gathering()


def place_order(draft: OrderDraft) -> Answer:
    """Place one order while somebody waits for the answer. Inside a transaction it stays in that transaction."""
    if connection.in_atomic_block:
        return place_orders([draft])[0]
    return _gathering.place(draft)
