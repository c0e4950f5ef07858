"""One promise between modules: how many rows it is about, and the rows that break it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sekoci.books.queries import Checked
from sekoci.kit.sql import fetch

MOST_NAMED = 50
"""Rows named of one kind of damage: enough to start looking."""


@dataclass(frozen=True)
class Promise:
    """`rows` counts what is looked at; `broken` selects one text a row that breaks the promise, naming it."""

    what: str
    rows: str
    broken: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def run(self) -> Checked:
        """Look, in the caller's scope and snapshot; two statements."""
        [(counted,)] = fetch(self.rows)
        found = fetch(f"{self.broken} limit %(most)s", {**self.facts, "most": MOST_NAMED})
        return Checked(self.what, counted, [text for (text,) in found])
