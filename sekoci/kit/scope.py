"""Whose rows may be seen. Row-level security is the wall; ScopedManager on top makes a forgotten scope an early error.

Three states: none (only tables without a business, and the directory), one business, or across businesses.
"""

import contextlib
from collections.abc import Collection, Iterator
from contextvars import ContextVar
from typing import TypeVar

from django.db import connection, models, transaction

from sekoci.kit import whom
from sekoci.kit.sql import fetch

ACROSS = -1
_current: ContextVar[int | None] = ContextVar("business", default=None)


M = TypeVar("M", bound=models.Model)


class WrongScope(Exception):
    """A bug: code reached for rows without saying whose, or held one business and reached for another."""


class ScopedManager(models.Manager[M]):
    """The manager of every table that belongs to businesses: outside a scope it raises, inside one it sees that business only."""

    def __init__(self, *, business: str = "business_id") -> None:
        super().__init__()
        self.column = business

    def get_queryset(self) -> models.QuerySet[M]:
        here = _current.get()
        if here is None:
            raise WrongScope(f"{self.model.__name__}: say whose rows, with in_business() or across_businesses()")
        rows = super().get_queryset()
        return rows if here == ACROSS else rows.filter(**{self.column: here})


def current_business() -> int | None:
    """The business whose rows are visible now; None outside, ACROSS inside `across_businesses`."""
    return _current.get()


@contextlib.contextmanager
def in_business(business_id: int) -> Iterator[None]:
    """One transaction in which only this business's rows exist.

    Entering again for the same business costs a savepoint; for another one it raises WrongScope, unless across businesses.
    """
    before = _current.get()
    if before == business_id:
        with transaction.atomic():
            yield
        return
    if before not in (None, ACROSS):
        raise WrongScope(f"inside business {before}, asked for {business_id}")
    nested = connection.in_atomic_block
    token = _current.set(business_id)
    try:
        with transaction.atomic():
            _set("app.business", str(business_id), signed=True)
            if before == ACROSS:
                _set("role", "none")
            yield
    finally:
        _current.reset(token)
        if nested and not connection.needs_rollback:
            _set("app.business", "")
            if before == ACROSS:
                _set("role", fleet_role())


def reading(business_id: int) -> contextlib.AbstractContextManager[None]:
    """`in_business` for a read: inside the same business already it costs nothing, not even a savepoint."""
    return contextlib.nullcontext() if _current.get() == business_id else in_business(business_id)


@contextlib.contextmanager
def across_businesses() -> Iterator[None]:
    """One transaction in the named role that row-level security does not hold: for work that spans businesses."""
    before = _current.get()
    if before == ACROSS:
        with transaction.atomic():
            yield
        return
    if before is not None:
        raise WrongScope(f"inside business {before}, asked for all")
    nested = connection.in_atomic_block
    token = _current.set(ACROSS)
    try:
        with transaction.atomic():
            _set("role", fleet_role(), signed=True)
            yield
    finally:
        _current.reset(token)
        if nested and not connection.needs_rollback:
            _set("role", "none")


def reading_across() -> contextlib.AbstractContextManager[None]:
    """`across_businesses` for a read: inside it already it costs nothing, not even a savepoint."""
    return contextlib.nullcontext() if _current.get() == ACROSS else across_businesses()


@contextlib.contextmanager
def reach(business_ids: Collection[int]) -> Iterator[None]:
    """The narrowest scope that holds these businesses: for verbs that take a batch."""
    here = _current.get()
    distinct = set(business_ids)
    if here is not None and here != ACROSS:
        if distinct - {here}:
            raise WrongScope(f"inside business {here}, asked for {sorted(distinct - {here})[:5]}")
        with transaction.atomic():
            yield
    elif here is None and len(distinct) == 1:
        with in_business(distinct.pop()):
            yield
    else:
        with across_businesses():
            yield


def fleet_role() -> str:
    """The BYPASSRLS role that belongs to the web role of this connection (`x_web` has `x_fleet`)."""
    return str(connection.settings_dict["USER"]).removesuffix("_web") + "_fleet"


def _set(name: str, value: str, *, signed: bool = False) -> None:
    """In the same statement, where somebody acts: who, for the log of changes."""
    if signed and (who := whom.said()):
        fetch("select set_config(%s, %s, true), set_config('app.whom', %s, true)", (name, value, who), prepared=True)
    else:
        fetch("select set_config(%s, %s, true)", (name, value), prepared=True)
