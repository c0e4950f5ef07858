"""How the total of an order comes about, line by line. No database, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from sekoci.catalog.rules import share

Said = Mapping[str, Any]
"""A part of why the price is what it is, as the order keeps it (`Grant.said`)."""


class Ordered(Protocol):
    @property
    def product_id(self) -> UUID | None: ...
    @property
    def name(self) -> str: ...
    @property
    def unit_price(self) -> int: ...
    @property
    def total(self) -> int: ...


Line = TypeVar("Line", bound=Ordered)


@dataclass
class BillLine(Generic[Line]):
    """A line with what made it cheaper: the ordinary price `before` a price for a time, and its part of buy n pay m."""

    line: Line
    before: int | None = None
    parts: list[Said] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.line.total - sum(int(part["amount"]) for part in self.parts)


@dataclass(frozen=True)
class Bill(Generic[Line]):
    """The lines come to `goods`; `parts` is what was taken off all of them: the rest of the discount."""

    lines: Sequence[BillLine[Line]]
    parts: Sequence[Said]

    @property
    def goods(self) -> int:
        return sum(line.total for line in self.lines)


def bill_of(lines: Sequence[Line], said: Sequence[Said]) -> Bill[Line]:
    """Put each part of `said` to the lines that it is about, as `discounts_on` gave it; what is about none stays for all."""
    bill = [BillLine(line) for line in lines]
    prices = [part for part in said if part["kind"] == "price"]
    for each in bill:
        for part in prices:
            if (part["name"], part["now"]) == (each.line.name, each.line.unit_price):
                each.before = part["before"]
                prices.remove(part)
                break
    rest: list[Said] = []
    seen: set[UUID | None] = set()
    for part in said:
        if part["kind"] == "bundle":
            of_it = _lines_of(part, bill, seen)
            seen |= {each.line.product_id for each in of_it}
            for each, amount in zip(of_it, share(part["amount"], [each.line.total for each in of_it]), strict=True):
                if amount:
                    each.parts.append({**part, "amount": amount})
            if of_it:
                continue
        if part["kind"] != "price":
            rest.append(part)
    return Bill(bill, rest)


def _lines_of(part: Said, bill: Sequence[BillLine[Line]], seen: set[UUID | None]) -> list[BillLine[Line]]:
    """The lines of the first product of that name whose bundle is not told yet."""
    named = [each for each in bill if each.line.product_id and each.line.name.split(" - ")[0] == part.get("name", "")]
    first = next((each.line.product_id for each in named if each.line.product_id not in seen), None)
    return [each for each in named if each.line.product_id == first]
