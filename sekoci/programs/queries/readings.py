"""What a programme's readings say, counted from nothing: for the night that keeps them, and for `sekoci verify`."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sekoci.kit.sql import fetch
from sekoci.programs.queries.funnel import parts_of
from sekoci.programs.queries.measured import Compared, kept_by_month
from sekoci.programs.rules.impact import FEWEST_SETS, ORDERS, SALES, by_owner, effect, matched

EDITION = "3"
"""Counts up when the same rows are counted in another way: what was kept by an older one is counted anew."""


@dataclass(frozen=True)
class Counted:
    """A reading, and a digest of the rows that it was counted from: while that is the same, so is the reading."""

    facts: dict[str, Any]
    basis: str


def retention_of(program_id: int, *, today: date) -> Counted:
    """Who still sells; across businesses, two statements."""
    [(areas,)] = fetch("select areas from programs_program where id = %s", (program_id,))
    kept, digest = kept_by_month(program_id, width=parts_of(areas), today=today)
    return Counted(dict[str, Any](kept), _basis(digest))


def impact_of(found: Compared) -> Counted:
    """Before and after, sums only; where too few could be compared, how many, and from when on there may be enough."""
    sets = matched(found.inside, found.outside)
    owners = len(set(by_owner(sets)))
    soonest = found.ready[FEWEST_SETS - 1].isoformat() if len(found.ready) >= FEWEST_SETS else ""
    facts = {
        "shops": found.shops,
        "old": found.old,
        "whole": len(found.inside),
        "sets": len(sets),
        "owners": owners,
        "outside": sum(len(each.beside) for each in sets),
        "soonest": soonest,
        **{of: asdict(effect(sets, of)) if owners >= FEWEST_SETS else None for of in (SALES, ORDERS)},
    }
    return Counted(facts, _basis(repr(found)))


def _basis(said: str) -> str:
    return f"{EDITION}:{hashlib.blake2b(said.encode(), digest_size=16).hexdigest()}"
