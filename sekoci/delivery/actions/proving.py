"""Proof that an order arrived."""

from collections.abc import Sequence
from uuid import UUID

from sekoci.accounts.actions import take
from sekoci.accounts.rules import Limit
from sekoci.delivery.queries import code_at_door
from sekoci.delivery.rules import TRIES, TRIES_WITHIN, SayWhoTook, WrongCode, is_code
from sekoci.kit import clock
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import arrays, fetch
from sekoci.kit.text import clean_line


def check_code(business_id: int, order_id: UUID, typed: str) -> None:
    """Raises WrongCode, or TooMany after five tries in a quarter of an hour, however many type at once.

    The try counts whatever comes of it: call it where nothing that is rolled back afterwards stands around it.
    """
    take([Limit(f"antar:{business_id}:{order_id}", TRIES, TRIES_WITHIN)])
    if not is_code(typed, code_at_door(order_id)):
        raise WrongCode(field="kode")


def prove_arrived(business_id: int, order_id: UUID, *, by: str, without_code: str | None = None, cash: int = 0) -> None:
    """Keep that it arrived, by the code that was checked, or on the word `without_code` of whoever brought it; once."""
    said = "" if without_code is None else clean_line(without_code, most=120, field="penerima")
    if without_code is not None and not said:
        raise SayWhoTook(field="penerima")
    how = "code" if without_code is None else "word"
    with in_business(business_id):
        fetch(
            "insert into delivery_proof (id, business_id, order_id, how, said, cash, by, at)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s) on conflict (business_id, order_id) do nothing",
            (new_id(), business_id, order_id, how, said, cash, by, clock.now()),
        )


def forget_receivers(orders: Sequence[tuple[int, UUID]]) -> None:
    """Take out who took these orders (business, order), for good: their buyers were forgotten. One statement, where the scope
    reaches."""
    if orders:
        fetch(
            "update delivery_proof p set said = '' from unnest(%s::bigint[], %s::uuid[]) as gone (business_id, order_id)"
            " where p.business_id = gone.business_id and p.order_id = gone.order_id and p.said <> ''",
            arrays(orders),
        )
