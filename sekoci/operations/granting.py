"""Wishes of staff, granted by `up`: a backup or a drill beside everything, a restore with the others away for its last moment.

A restore is built and verified while people go on. Only then the web server, the worker and the keeper stop, a page that says
"back in a moment" stands in, the databases are swapped, and everybody comes back. Where it fails, nothing was changed.
"""

import logging
import os
from collections.abc import Sequence

from sekoci.operations.backup import record, wishes
from sekoci.operations.children import Child
from sekoci.operations.database import close_connections, prepare
from sekoci.operations.home import Home
from sekoci.operations.standing_in import StandIn

logger = logging.getLogger(__name__)
WORDS = {
    "backup": ("backup",),
    "drill": ("drill",),
    "restore": ("restore", "--replace", "--yes", "--while-serving"),
    "undo": ("restore", "--undo", "--yes", "--while-serving"),
}
LAST_MOMENT = 120.0
"""Seconds that a swap under way gets to end by itself."""


class Granting:
    """`look` is called by `up` all the time."""

    def __init__(self, home: Home, children: Sequence[Child]) -> None:
        self.home, self.children = home, children
        os.environ[wishes.GRANTED] = "1" if os.environ.get("SEKOCI_OWNER_URL") else ""
        self.wish: wishes.Wish | None = None
        self.child: Child | None = None
        self.key = ""
        self.stand_in: StandIn | None = None
        self.is_away = False
        """Whether the other children are meant to be away."""
        if broken := wishes.asked(home):
            self._over(broken, "Sekoci was stopped before it was done: ask again.")

    def look(self) -> bool:
        """Begin, go on, end; whether the other children are meant to be away now."""
        if self.child is None:
            if self.stand_in:
                self._step_aside(self.stand_in)
            elif os.environ.get("SEKOCI_OWNER_URL") and (wish := wishes.asked(self.home)):
                self._begin(wish)
        elif (code := self.child.exit_code()) is not None:
            self._end(code)
        elif not self.is_away and (wish := wishes.asked(self.home)) and wish.stage == wishes.SWAPPING:
            self._put_away()
        return self.is_away

    def break_off(self) -> None:
        """`up` stops: a swap under way is waited for, anything before it is given up."""
        if self.stand_in:
            self.stand_in.stop()
        if self.child is None:
            return
        if self.is_away:
            self.child.patience = LAST_MOMENT
        else:
            self.child.ask_to_end()
        self.child.wait_for_end()

    def _begin(self, wish: wishes.Wish) -> None:
        logger.warning("asked for on a page", extra={"wish": wish.kind, "backup": wish.name, "by": wish.by})
        words = [*WORDS[wish.kind], *([wish.name] if wish.name else [])]
        self.wish, self.child = wish, Child(wish.kind, "sekoci.operations", words, owner=True)
        wishes.reach(self.home, wishes.BUILDING)
        self.key = self.home.secret("secret-key")
        self.child.start()

    def _put_away(self) -> None:
        self.stand_in, self.is_away = StandIn(os.environ), True
        for child in self.children:
            child.ask_to_end()
        for child in self.children:
            child.wait_for_end()
        close_connections()

    def _end(self, code: int) -> None:
        assert self.child and self.wish
        self.child.wait_for_end()
        if self.is_away:
            if os.environ["SEKOCI_SECRET_KEY"] == self.key:  # a restore may bring back an older one
                os.environ["SEKOCI_SECRET_KEY"] = self.home.secret("secret-key")
            prepare(self.home, os.environ["SEKOCI_OWNER_URL"])
            if code == 0:
                _note(self.wish)
            close_connections()
            for child in self.children:
                child.start()
        self._over(self.wish, f"It ended with {code}." if code else "")
        self.wish = self.child = None
        self.is_away = False

    def _step_aside(self, stand_in: StandIn) -> None:
        """Once the web server is there: it shares the port, so that nobody finds it closed."""
        if not stand_in.is_alone():
            stand_in.stop()
            self.stand_in = None

    def _over(self, wish: wishes.Wish, why: str) -> None:
        """The wish is over. Whoever did it has said how; where they could not, we say why."""
        kind = "restore" if wish.kind == "undo" else wish.kind
        if why and record.read(self.home).get(kind, {}).get("at", "") < wish.at:
            record.note(self.home, kind, ok=False, name=wish.name, reason=why)
        wishes.fulfilled(self.home)


def _note(wish: wishes.Wish) -> None:
    """In the database that is there now: who asked for it went into the one that was put aside."""
    from sekoci.kit.staff import note_act

    note_act(wish.by, f"{wish.kind}.done", about=wish.name or "latest", reason=wish.reason)
