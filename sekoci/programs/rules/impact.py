"""Before and after, against businesses outside the programme that are alike: difference in differences. Pure.

Matched on what they sold in weeks *before* those from which the change is told, so that a shop that was picked while it happened
to sell little does not look as if it had grown (regression to the mean: Daw and Hatfield 2018). A shop outside stands beside one
shop only, so sets are independent but for owners who have several shops: the interval is that of a mean over owners, which, where
each has one, is Student's over the sets; Abadie and Spiess (2022, "Robust Post-Matching Inference") prove that one for matching
without replacement. Beside the mean, which one huge shop can pull, stands the middle of the owners.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from statistics import fmean

from sekoci.programs.rules.intervals import Interval, interval, middle_of

WEEKS = 8
"""How long each time is: the one that is matched on, the one before, the one after."""
FEWEST_SETS = 20
MOST_BESIDE = 3
ALIKE = 1.5
"""The larger of two that stand beside one another sold at most so many times what the smaller did..."""
FLOOR = 100_000
"""...each with so many rupiah added, so that shops that sold nothing have somebody alike too."""
SALES, ORDERS = "sales", "orders"


@dataclass(frozen=True)
class Spell:
    """What a shop sold: in the time that is matched on, in the two halves of the time before, and after. Sums."""

    earlier: int
    first_half: int
    second_half: int
    after: int

    @property
    def before(self) -> int:
        return self.first_half + self.second_half


@dataclass(frozen=True)
class Seller:
    """A shop around the week in which somebody joined (`week`, any label): where, of what scale and sector, what it sold.

    `sales` in rupiah by every way, `orders` those from afar.
    """

    shop: int
    week: int
    regency: str
    scale: str
    sector: str
    sales: Spell
    orders: Spell
    owner: int = 0
    """A number of whoever holds it, the same for all their shops; 0: not known, so nobody else's."""

    @property
    def whose(self) -> int:
        return self.owner or -self.shop

    @property
    def province(self) -> str:
        return self.regency[:2]


@dataclass(frozen=True)
class Matched:
    """A shop of the programme, and one to three outside that were like it."""

    inside: Seller
    beside: tuple[Seller, ...]


@dataclass(frozen=True)
class Effect:
    """By how much more it changed inside than outside, of what WEEKS weeks count; `low` to `high` holds it 95 times of 100.

    `ahead` is the same told of the time before, where a programme can have done nothing: from its first half to its second.
    `owners` is of how many owners' shops these are, as far as they go by themselves; `middle` the change of the owner in the
    middle, of whom as many have more as have less, with its interval.
    """

    sets: int
    estimate: float
    low: float
    high: float
    inside_before: float
    inside_after: float
    outside_before: float
    outside_after: float
    ahead: Interval
    owners: int
    middle: Interval

    @property
    def verdict(self) -> str:
        """`up`, `down`, or `unclear`; `apart` where they went apart already before, so that the difference says nothing."""
        if self.ahead[1] > 0 or self.ahead[2] < 0:
            return "apart"
        if self.low > 0:
            return "up"
        return "down" if self.high < 0 else "unclear"


def matched(inside: Iterable[Seller], outside: Iterable[Seller]) -> list[Matched]:
    """Beside each shop inside, those outside of the same week, scale and sector that sold most alike.

    In its regency, or where nobody is left there in its province. Each shop outside is taken once; everybody gets a first
    before anybody gets a second; those that sold most choose first. Whoever finds nobody is left out. Nobody stands beside who
    has a shop inside: what an owner learns there does not stay there.
    """
    inside = list(inside)
    owners = {each.whose for each in inside}
    outside = [each for each in outside if each.whose not in owners]
    near, wide = _groups(outside, lambda each: each.regency), _groups(outside, lambda each: each.province)
    order = sorted(inside, key=lambda each: (-each.sales.earlier, each.shop))
    taken: set[int] = {each.shop for each in order}
    beside: dict[Seller, list[Seller]] = {each: [] for each in order}
    for _round in range(MOST_BESIDE):
        for each in order:
            if len(beside[each]) < _round:
                continue
            shelves = (near.get(_like(each, each.regency)), wide.get(_like(each, each.province)))
            found = next((one for shelf in shelves if shelf and (one := shelf.nearest(each, taken))), None)
            if found:
                taken.add(found.shop)
                beside[each].append(found)
    return [Matched(each, tuple(those)) for each, those in beside.items() if those]


def effect(sets: Sequence[Matched], of: str) -> Effect:
    """What the programme changed of `sales` or `orders`; at least six owners."""

    def spell(each: Seller) -> Spell:
        return each.sales if of == SALES else each.orders

    def outside(read: Callable[[Spell], int]) -> list[float]:
        return [fmean(read(spell(one)) for one in each.beside) for each in sets]

    def inside(read: Callable[[Spell], int]) -> list[float]:
        return [read(spell(each.inside)) for each in sets]

    def apart(read: Callable[[Spell], int]) -> list[float]:
        return [here - there for here, there in zip(inside(read), outside(read), strict=True)]

    groups, changes = by_owner(sets), apart(lambda each: each.after - each.before)
    estimate, low, high = interval(changes, groups)
    ahead = interval(apart(lambda each: 2 * (each.second_half - each.first_half)), groups)
    return Effect(
        len(sets), estimate, low, high, fmean(inside(lambda each: each.before)), fmean(inside(lambda each: each.after)),
        fmean(outside(lambda each: each.before)), fmean(outside(lambda each: each.after)), ahead,
        len(set(groups)), middle_of(changes, groups),
    )  # fmt: skip


def by_owner(sets: Sequence[Matched]) -> list[int]:
    """Of each set, the number of those that it belongs together with: any two that have an owner in common, on either side."""
    first: dict[int, int] = {}
    leads = list(range(len(sets)))

    def lead(place: int) -> int:
        while leads[place] != place:
            leads[place] = place = leads[leads[place]]
        return place

    for place, each in enumerate(sets):
        for one in (each.inside, *each.beside):
            there, here = lead(first.setdefault(one.whose, place)), lead(place)
            leads[max(there, here)] = min(there, here)
    return [lead(place) for place in range(len(sets))]


Group = tuple[int, str, str, str]


def _like(each: Seller, place: str) -> Group:
    return each.week, place, each.scale, each.sector


def _level(each: Seller) -> float:
    return log(max(0, each.sales.earlier) + FLOOR)


class _Shelf:
    """Sellers by what they sold. Whoever is asked for the nearest one that is free steps over those taken once, not each time."""

    def __init__(self, sellers: Sequence[Seller]) -> None:
        self.sellers = sorted(sellers, key=lambda each: (_level(each), each.shop))
        self.levels = [_level(each) for each in self.sellers]
        self.up = list(range(1, len(sellers) + 1))
        self.down = list(range(-1, len(sellers) - 1))

    def nearest(self, to: Seller, taken: set[int]) -> Seller | None:
        """Who sold most alike and is free; None where nobody is alike enough."""
        level = _level(to)
        at = bisect_left(self.levels, level)
        places = (self._free(at, self.up, taken), self._free(at - 1, self.down, taken))
        away = [(abs(self.levels[place] - level), self.sellers[place].shop, place) for place in places if place is not None]
        if not away or min(away)[0] > log(ALIKE):
            return None
        return self.sellers[min(away)[2]]

    def _free(self, place: int, steps: list[int], taken: set[int]) -> int | None:
        passed = []
        while 0 <= place < len(steps) and self.sellers[place].shop in taken:
            passed.append(place)
            place = steps[place]
        for each in passed:
            steps[each] = place
        return place if 0 <= place < len(steps) else None


def _groups(sellers: Iterable[Seller], place: Callable[[Seller], str]) -> Mapping[Group, _Shelf]:
    groups: dict[Group, list[Seller]] = defaultdict(list)
    for each in sellers:
        groups[_like(each, place(each))].append(each)
    return {group: _Shelf(those) for group, those in groups.items()}
