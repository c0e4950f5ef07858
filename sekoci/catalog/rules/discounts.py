"""What the owner's discounts make of prices: one rule for shop, counter and JSON. No database, no clock.

They are applied in this order: the price for a time (it becomes the unit price), then buy n pay m, then the voucher on what is
left, then what a seller takes off by hand. Nothing goes below zero. A percentage is rounded down to a rupiah: what is left to pay
is rounded up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from sekoci.catalog.rules.vouchers import Voucher

WHOLE = 10_000
"""A hundred percent in basis points."""


class Discount(NamedTuple):
    """A discount that applies by itself: a `price` for a time, or buy n pay m (`bundle`).

    Without a product it is for the whole shop, with a variant for that one only. A price is rupiah or a `percent` off (basis
    points). It runs from `starts_at` up to `ends_at`, which does not count; None: until it is stopped.
    """

    id: UUID
    kind: Literal["price", "bundle"]
    product_id: UUID | None
    variant_id: UUID | None
    price: int | None
    percent: int | None
    buy: int | None
    pay: int | None
    starts_at: datetime
    ends_at: datetime | None

    def runs(self, at: datetime) -> bool:
        return self.starts_at <= at and (self.ends_at is None or at < self.ends_at)

    def is_for(self, variant_id: UUID) -> bool:
        """Whether it is for this variant of its product (or of any, for the whole shop)."""
        return self.variant_id in (None, variant_id)


class Price(NamedTuple):
    """What one piece costs `now`; with a price for a time, what it cost `before` and `until` when (None: no end said)."""

    now: int
    before: int | None = None
    until: datetime | None = None


class Bundle(NamedTuple):
    """Buy so many of a product, pay for so many: its variants count together, the cheapest of each full group are free."""

    buy: int
    pay: int
    until: datetime | None = None


class Priced(NamedTuple):
    """A line to be discounted: so many at this unit price. Lines of one product share its bundle; a free amount has none."""

    price: int
    quantity: int
    product_id: UUID | None = None
    name: str = ""
    bundle: Bundle | None = None

    @property
    def total(self) -> int:
        return self.price * self.quantity


@dataclass(frozen=True, slots=True)
class Part:
    """A discount that was given, rupiah: `bundle` (of the product `name`), `voucher` (`name` is its code), `seller` (by hand)."""

    kind: Literal["bundle", "voucher", "seller"]
    name: str
    amount: int
    buy: int = 0
    pay: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """What is taken off each line, in the order of the lines, and why: both add up to the same, rupiah."""

    lines: tuple[int, ...]
    parts: tuple[Part, ...] = ()

    @property
    def total(self) -> int:
        return sum(self.lines)


def price_of(variant_id: UUID, price: int, discounts: Sequence[Discount], at: datetime) -> Price:
    """What a piece costs at `at`, of several prices for a time the lowest; one that is not lower than the price is none."""
    best, until = price, None
    for each in discounts:
        if each.kind != "price" or not each.is_for(variant_id) or not each.runs(at):
            continue
        now = each.price if each.price is not None else price - price * (each.percent or 0) // WHOLE
        if now < best:
            best, until = now, each.ends_at
    return Price(best, price, until) if best < price else Price(price)


def bundle_of(discounts: Sequence[Discount], at: datetime) -> Bundle | None:
    """The product's buy n pay m at `at`: of several the one that gives most for the pieces, then the smallest."""
    running = [
        Bundle(each.buy, each.pay, each.ends_at)
        for each in discounts
        if each.kind == "bundle" and each.runs(at) and each.buy and each.pay
    ]
    return min(running, key=lambda each: (each.pay / each.buy, each.buy), default=None)


def discounts_on(lines: Sequence[Priced], voucher: Voucher | None = None, *, by_hand: int = 0) -> Given:
    """What is taken off these lines. Each product's bundle is spread over its own lines, the others over all, by what is left.

    Raises the voucher's refusal where what is left to pay for the goods is below its minimum. `by_hand` takes off at most that.
    """
    left = [line.total for line in lines]
    parts: list[Part] = []
    for product_id in dict.fromkeys(line.product_id for line in lines if line.bundle):
        places = [place for place, line in enumerate(lines) if line.product_id == product_id]
        bundle = lines[places[0]].bundle
        free = _free([lines[place] for place in places], bundle) if bundle else 0
        if bundle and free:
            for place, part in zip(places, share(free, [left[place] for place in places]), strict=True):
                left[place] -= part
            parts.append(Part("bundle", lines[places[0]].name, free, bundle.buy, bundle.pay))
    if voucher is not None and (amount := voucher.worth(sum(left))):
        parts.append(Part("voucher", voucher.code, amount))
        left = _less(left, amount)
    if amount := min(by_hand, sum(left)):
        parts.append(Part("seller", "", amount))
        left = _less(left, amount)
    return Given(tuple(line.total - rest for line, rest in zip(lines, left, strict=True)), tuple(parts))


def share(amount: int, weights: Sequence[int]) -> list[int]:
    """`amount` divided by weight to the rupiah: each its part rounded down, the rest to the largest remainders.

    Of equal remainders the earlier gets the rupiah. Where `amount` is at most the sum of the weights, no part exceeds its own.
    """
    whole = sum(weights)
    if not amount or not whole:
        return [0] * len(weights)
    parts = [amount * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: (-(amount * weights[place] % whole), place))
    for place in by_remainder[: amount - sum(parts)]:
        parts[place] += 1
    return parts


def _less(left: Sequence[int], amount: int) -> list[int]:
    return [rest - part for rest, part in zip(left, share(amount, left), strict=True)]


def _free(lines: Iterable[Priced], bundle: Bundle) -> int:
    """What the free pieces cost: the dearest pieces first, in groups of `buy`, the last `buy - pay` of each full group."""
    ordered = sorted(((line.price, line.quantity) for line in lines), reverse=True)
    full = sum(quantity for _, quantity in ordered) // bundle.buy * bundle.buy
    worth = seen = 0
    for price, quantity in ordered:
        upto = min(seen + quantity, full)
        worth += price * (_free_among(upto, bundle) - _free_among(min(seen, full), bundle))
        seen += quantity
    return worth


def _free_among(pieces: int, bundle: Bundle) -> int:
    """How many of the first so many pieces are free."""
    groups, rest = divmod(pieces, bundle.buy)
    return groups * (bundle.buy - bundle.pay) + max(0, rest - bundle.pay)
