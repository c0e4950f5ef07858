"""What a module holds on a person, said beside its tables: what to show them, and what to do when they want to be forgotten."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sekoci.kit.sql import fetch

Beside = Callable[[Collection[str]], tuple[str, list[str]]]
"""Given the phones a page is about to show: what notes the look, to stand before a `select`, and its parameters, the first.

So a look costs a page no statement of its own. Both are empty where nothing is to be noted.
"""
MOST = 5000
"""Rows of one part in one copy."""


@dataclass(frozen=True)
class Who:
    """A person by the account (0: none) and by the phone ("": none)."""

    person_id: int
    phone: str

    @property
    def values(self) -> dict[str, Any]:
        return {"person": self.person_id, "phone": self.phone}


@dataclass(frozen=True)
class Part:
    """One kind of facts about a person. The statements take %(person)s and %(phone)s, and run across businesses.

    `rows` names its columns in words of `privacy/words.py`, newest first; `shape` finishes a row, `opened` too, with what is
    sealed in it: for the person who proved a moment ago that it is them. `erase` takes the person
    out (a `select` calls a function that says how many rows it changed);
    a part without it is kept, and `kept` says why. `phones` selects each phone there is, with
    the moment of its newest fact: by it those are found who were forgotten since. A test holds `tables`
    against all tables there are.
    """

    name: str
    tables: tuple[str, ...]
    rows: str = ""
    erase: tuple[str, ...] = ()
    kept: str = ""
    phones: str = ""
    shape: Callable[[dict[str, Any]], Mapping[str, Any]] = dict
    opened: Callable[[dict[str, Any]], Mapping[str, Any]] | None = None


@dataclass(frozen=True)
class Found:
    """The rows of a part, `total` of them; at most MOST are here."""

    name: str
    rows: Sequence[Mapping[str, Any]]
    total: int


def held(part: Part, who: Who, *, opened: bool = False) -> Found:
    """What a part holds on a person, sealed or opened, in one statement. Across businesses."""
    shape = part.opened if opened and part.opened else part.shape
    counted = f"select count(*) over (), to_json(part)::text from ({part.rows}) part limit {MOST}"  # noqa: S608  ours
    rows = fetch(counted, who.values)
    return Found(part.name, [shape(json.loads(row)) for _, row in rows], rows[0][0] if rows else 0)


def totals(parts: Sequence[Part], who: Who) -> dict[str, int]:
    """How many facts of each part there are, in one statement. Across businesses."""
    each = [f"select {at}, count(*) from ({part.rows}) part{at}" for at, part in enumerate(parts)]  # noqa: S608  ours
    return {parts[at].name: total for at, total in fetch(" union all ".join(each), who.values)}


def take_out(part: Part, who: Who) -> int:
    """Take a person out of a part; how many rows it changed. Across businesses."""
    changed = 0
    for statement in part.erase:
        if not who.phone and "%(person)s" not in statement:
            continue
        if statement.startswith("select "):
            changed += fetch(statement, who.values)[0][0]
        else:
            changed += len(fetch(f"{statement} returning 1", who.values))
    return changed
