"""Forgetting a person in every module at once, and again where an old backup knew them still."""

import json
import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from sekoci.accounts.actions import mark_of, note_erasure, note_erasures, sign_out_everywhere
from sekoci.accounts.queries import erased_at
from sekoci.customers.actions import forget_customer_everywhere
from sekoci.kit.errors import Refusal
from sekoci.kit.persons import Who, take_out
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.kit.staff import note_act, reason_in
from sekoci.orders.actions import StillOpen
from sekoci.privacy.queries import PARTS, obstacles_of, whose
from sekoci.registry.actions import close_business, forget_rows, forget_rows_again

JOURNAL = "erasures.jsonl"


class StillNeeded(Refusal):
    code, status = "still_needed", 409
    id = "Belum bisa dihapus. {why}"
    en = "This cannot be erased yet. {why}"


@dataclass(frozen=True)
class Erased:
    """What an erasure changed: rows by part."""

    rows: Mapping[str, int]


def erase_person(who: Who, *, how: str, close_shops: bool = False) -> Erased:
    """Forget a person everywhere, or refuse (StillNeeded, StillOpen) and change nothing.

    Shops without another owner are closed along with it where that is wished for. A second time finds nothing and is no error.
    """
    with across_businesses():
        fetch("select pg_advisory_xact_lock(hashtextextended(%s, 0))", (mark_of(who.phone),))
        obstacles = obstacles_of(who)
        if obstacles.shops and (obstacles.busy or not close_shops):
            raise StillNeeded(why=", ".join(obstacles.shops.values()))
        for business_id in obstacles.shops:
            close_business(business_id)
        return _erase(who, how=how)


@dataclass(frozen=True)
class ErasedAgain:
    """How many were back and are forgotten again, and how many cannot be yet: an order of theirs is open or owed there."""

    done: int
    waiting: int


def erase_rows(rows: Collection[int], *, nik: str = "", by: int, reason: str) -> int:
    """Empty rows of partners' lists that are about somebody without a phone (`forget_rows`); how many. `by` (0: the command
    line) and why are in the trail of staff. ReasonMissing where it says too little; a second time nothing is left to do."""
    with across_businesses():
        note_act(by, "person.rows", about=f"baris {', '.join(map(str, sorted(rows)))}", reason=reason_in(reason))
        count, erasures = forget_rows(rows, nik=nik, how="staff" if by else "command")
        for mark, at in erasures:
            transaction.on_commit(partial(_note_outside, mark, at))
    return count


def erase_again(erasures: Sequence[tuple[str, datetime]] = ()) -> ErasedAgain:
    """Forget those anew whom an old backup or an import brought back. `erasures` (keyed hash, moment) come from elsewhere.

    Whoever came back on their own, with something newer than their erasure, is left alone. Any number of times.
    """
    done = waiting = 0
    with across_businesses():
        note_erasures(erasures, how="restore")
        newest: dict[str, datetime] = {}
        for part in PARTS:
            for phone, at in fetch(part.phones) if part.phones else ():
                newest[phone] = max(at, newest.get(phone, at))
    for phone, at in sorted(erased_at(newest).items()):
        if newest[phone] <= at:
            try:
                with across_businesses():
                    _erase(whose(phone), how="restore")
                done += 1
            except StillOpen:
                waiting += 1
    return ErasedAgain(done + forget_rows_again(), waiting)


def _erase(who: Who, *, how: str) -> Erased:
    rows = {"orders": forget_customer_everywhere(who.phone) if who.phone else 0}
    if who.person_id:
        sign_out_everywhere(who.person_id)
    for part in reversed(PARTS):
        if part.erase:
            rows[part.name] = take_out(part, who)
    if who.phone:
        mark, at = mark_of(who.phone), note_erasure(who.phone, how=how)
        transaction.on_commit(lambda: _note_outside(mark, at))
    return Erased(rows)


def _note_outside(mark: str, at: datetime) -> None:
    """Beside the database too: when it is lost whole, its backup has not heard of the latest erasures."""
    journal = Path(settings.HOME) / JOURNAL
    with os.fdopen(os.open(journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as file:
        file.write(json.dumps({"mark": mark, "at": at.isoformat()}) + "\n")
