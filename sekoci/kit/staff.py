"""What those who run this Sekoci did, and why: written once, read by all of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sekoci.kit import clock
from sekoci.kit.errors import Refusal
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line

COMMAND = 0
"""In place of a person: whoever sits at the machine's own command line."""


class ReasonMissing(Refusal):
    code = "reason_missing"
    id = "Tulis alasannya, paling sedikit sepuluh huruf."
    en = "Write why, ten letters at least."


@dataclass(frozen=True)
class StaffAct:
    """Somebody (by id; COMMAND) did something (`switch.off`) about something (`product_import`)."""

    id: int
    at: datetime
    person_id: int
    what: str
    about: str
    reason: str


def reason_in(text: str) -> str:
    """A reason as it is kept; ReasonMissing where it says too little."""
    plain = clean_line(text, most=300)
    if len(plain) < 10:
        raise ReasonMissing(field="reason")
    return plain


def note_act(person_id: int, what: str, *, about: str, reason: str = "") -> None:
    """Write down what somebody of the staff does, in the surrounding transaction."""
    fetch(
        "insert into kit_staffact (at, person_id, what, about, reason) values (%s, %s, %s, %s, %s)",
        (clock.now(), person_id, what, about[:200], reason),
    )


def was_allowed(whats: Collection[str], *, about: str, since: datetime) -> bool:
    """Whether whoever sits at the machine did one of these about this since then."""
    return bool(
        fetch(
            "select 1 from kit_staffact where person_id = %s and what = any(%s) and about = %s and at > %s limit 1",
            (COMMAND, list(whats), about, since),
        )
    )


def last_reason(what: str, *, about: str) -> str:
    """Why this was last done about this; "" where it never was."""
    rows = fetch("select reason from kit_staffact where what = %s and about = %s order by id desc limit 1", (what, about))
    return str(rows[0][0]) if rows else ""


def acts_about(abouts: Collection[str], *, since: datetime, until: datetime) -> list[StaffAct]:
    """What was done about any of these in a span, oldest first."""
    rows = fetch(
        "select id, at, person_id, what, about, reason from kit_staffact"
        " where about = any(%s) and at between %s and %s order by id",
        (list(abouts), since, until),
    )
    return [StaffAct(*row) for row in rows]


def acts(*, before: int | None = None, limit: int = 50) -> list[StaffAct]:
    """The latest first; `before` is the id from which to go further back."""
    rows = fetch(
        "select id, at, person_id, what, about, reason from kit_staffact"
        " where %(before)s::bigint is null or id < %(before)s::bigint order by id desc limit %(limit)s",
        {"before": before, "limit": limit},
    )
    return [StaffAct(*row) for row in rows]
