"""Calculations about stock: no database, no clock."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from sekoci.books.rules import COGS


def cost_of(quantity: int, *, on_hand: int, value: int) -> int:
    """What `quantity` of `on_hand` pieces cost, of `value` rupiah in all: the moving average, rounded half to even.

    The last pieces take what is left, so that an empty shelf is worth nothing and nothing drifts. 0 where nothing is on hand.
    """
    if quantity >= on_hand:
        return value
    whole, rest = divmod(value * quantity, on_hand)
    twice = rest * 2
    return whole + (1 if twice > on_hand or (twice == on_hand and whole % 2) else 0)


def unit_cost(*, on_hand: int, value: int) -> int:
    """The cost of one piece now, rupiah, rounded half to even."""
    return cost_of(1, on_hand=on_hand, value=value) if on_hand else 0


@dataclass(frozen=True)
class Corrected:
    """What a count makes of a stock: what a piece costs then, by how much a told cost changes the worth of what is there, and
    what the pieces are worth that are gone (below zero) or were found."""

    each: int
    said: int
    worth: int


def corrected(counted: int, *, on_hand: int, value: int, each: int, told: int = 0, is_opening: bool = False) -> Corrected:
    """Pieces that are gone leave at the moving average; found ones come in at `each`, what a piece costs or last did.

    `told`: what somebody says a piece cost; it counts where nothing on hand has a cost, or while the stock is as it began.
    """
    said = 0
    if told and told != each and (is_opening or not value):
        each, said = told, on_hand * told - value
    difference = counted - on_hand
    if difference < 0:
        return Corrected(each, said, -cost_of(-difference, on_hand=on_hand, value=value + said))
    return Corrected(each, said, difference * each)


@dataclass(frozen=True)
class Brought:
    """What a list did to a stock: pieces found (or gone, below zero), what those are worth, and by how much `said` of what a
    piece cost changed the worth of all."""

    pieces: int
    worth: int
    said: int


def taken_back(brought: Brought, *, on_hand: int, reserved: int, value: int, is_as_left: bool) -> Brought:
    """The opposite of what a list did, as far as it can be: what was sold or is promised since stays so.

    `is_as_left`: nothing has moved the stock since; it is then to the rupiah what it was. Otherwise pieces that go leave at the
    moving average, those that come back are worth what they left with, and the cost of which sales took their part stays.
    """
    going = min(brought.pieces, on_hand - reserved)
    if is_as_left and going == brought.pieces:
        return Brought(-brought.pieces, -brought.worth, -brought.said)
    if brought.pieces <= 0:
        return Brought(-brought.pieces, -brought.worth, 0)
    return Brought(-going, -cost_of(going, on_hand=on_hand, value=value), 0)


@dataclass(frozen=True)
class Step:
    """One move of a stock, told by what was decided rather than by what it came to, so that it can be told again.

    `came`: pieces for `worth` rupiah in all, at `each`. `went`: pieces at the moving average. `back`: pieces at the cost with
    which `reference` left, the last of them with what is left of that (None: it cannot come back). `found`: pieces at the last
    known cost. `said`: every piece on hand costs `each`. `account` has the other half: what goes out becomes its cost, what
    comes in makes that less.
    """

    how: Literal["came", "went", "back", "found", "said"]
    pieces: int = 0
    worth: int = 0
    each: int = 0
    account: str = ""
    reference: UUID | None = None


@dataclass(frozen=True)
class Shelf:
    """Pieces on hand, what they cost in all, the last known cost of one; since the start, what went to each account, and with
    what cost each reference left that has not come back."""

    on_hand: int = 0
    value: int = 0
    known: int = 0
    costs: Mapping[str, int] = field(default_factory=dict)
    left_with: Mapping[UUID, int] = field(default_factory=dict)


def replay(steps: Iterable[Step], start: Shelf) -> Shelf:
    """What these steps make of a stock. Rounded where `cost_of` rounds, once a step.

    Without a purchase, more pieces may go than there are: they cost what is known of one until others come, and from then on
    what those cost. A shelf that ends empty is worth nothing.
    """
    on_hand, value, known = start.on_hand, start.value, start.known
    costs, out, left_with = Counter(start.costs), Counter[UUID](), Counter[UUID]()
    for step in steps:
        change = _change(step, on_hand, value, known, out, left_with)
        if step.reference and step.how in ("went", "back"):
            out[step.reference] += step.pieces if step.how == "went" else -step.pieces
            left_with[step.reference] -= change
        if step.how != "came":
            costs[step.account] -= change
        each = step.each if step.how in ("came", "said") else unit_cost(on_hand=step.pieces, value=abs(change))
        known = each or known
        came = -step.pieces if step.how == "went" else step.pieces
        rest = value + change
        if on_hand < 0 < came:
            rest = _after_a_lack(on_hand + came, pieces=came, worth=change)
            costs[COGS] += value + change - rest
        on_hand, value = on_hand + came, rest
    return Shelf(on_hand, value, known, dict(costs), dict(left_with))


def _change(step: Step, on_hand: int, value: int, known: int, out: Mapping[UUID, int], left_with: Mapping[UUID, int]) -> int:
    """By how many rupiah a step changes what is on the shelf."""
    if step.how == "came":
        return step.worth
    if step.how == "said":
        return on_hand * step.each - value
    if step.how == "back":  # what left before the start came back at what it really cost
        if not step.reference or step.reference not in out:
            return step.worth
        return cost_of(step.pieces, on_hand=out[step.reference], value=left_with[step.reference])
    if step.how == "found":
        return step.pieces * (unit_cost(on_hand=on_hand, value=value) if on_hand > 0 else known)
    there = min(step.pieces, max(on_hand, 0))
    cost = cost_of(there, on_hand=on_hand, value=value) if there else 0
    each = unit_cost(on_hand=on_hand, value=value) if on_hand > 0 else known
    return -cost - (step.pieces - there) * each


def _after_a_lack(on_hand: int, *, pieces: int, worth: int) -> int:
    """What is on the shelf once `pieces` came for `worth` where some had gone that were not there."""
    if on_hand <= 0:
        return on_hand * unit_cost(on_hand=pieces, value=worth)
    return worth - cost_of(pieces - on_hand, on_hand=pieces, value=worth)
