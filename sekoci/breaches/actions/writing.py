"""A breach with its row locked, and the steps about it."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sekoci.breaches.queries import BreachView, breach_of
from sekoci.breaches.rules import missing
from sekoci.breaches.words import named
from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.sql import fetch


class FieldsMissing(Refusal):
    code, status = "fields_missing", 409
    id = "Lengkapi dulu: {which}."
    en = "Fill these in first: {which}."

    def __init__(self, names: list[str]) -> None:
        super().__init__(which=named(names))


def locked(breach_id: UUID) -> BreachView:
    """The breach, its row locked until the surrounding transaction ends; NotFound."""
    fetch("select 1 from breaches_breach where id = %s for no key update", (breach_id,))
    breach = breach_of(breach_id)
    if breach is None:
        raise NotFound()
    return breach


def refuse_gaps(breach: BreachView) -> None:
    """FieldsMissing where a notice would lack what the law asks for."""
    if gaps := missing(breach.draft):
        raise FieldsMissing(gaps)


def write_step(
    breach_id: UUID, what: str, *, by: int, text: str = "", changes: Mapping[str, Any] | None = None, key: UUID | None = None
) -> bool:
    """Write down what was done, in the surrounding transaction; whether it is new (by its key)."""
    rows = fetch(
        "insert into breaches_step (id, breach_id, at, person_id, what, text, changes) values (%s, %s, %s, %s, %s, %s, %s::jsonb)"
        " on conflict do nothing returning 1",
        (key or new_id(), breach_id, now(), by, what, text[:500], json.dumps(changes or {}, ensure_ascii=False)),
    )
    return bool(rows)
