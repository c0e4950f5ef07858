"""What can be read of an area: sums of stored figures over others, defined in data (`data/indicators.toml`)."""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sekoci.indicators.rules.definition import DATA
from sekoci.registry.rules.suppression import shifted, told

FIGURES = frozenset({
    "outlets", "owners", "named", "listed", "pays", "sells", "digital", "sellers", "month_sales", "workers", "workers_known",
    "jobs_kept", "jobs_added", "jobs_lost", "women", "men", "orders", "sales", "cashless", "shops", "firsts", "counter",
    "yearly", "yearly_known", "online_yearly", "online_yearly_known", "online_workers", "online_workers_known", "unbanked",
    "unbanked_paid", "month_orders",
})  # fmt: skip
"""What an area's figures are called.

`sales` are the flow's, `month_sales` those of the outlets counted; `counter` are orders there.
"""


@dataclass(frozen=True)
class Indicator:
    """A reading: `name` and `means` are (Indonesian, English); `unit` is count, percent, rupiah, ratio or times.

    `source`: stock (how it stands when the month ends) or flow (what happened in it). `by`: the dimensions by which it is shown
    apart. `behind`: the figure whose businesses are behind it; empty: none that can be listed. `against`: sums whose quotient it
    is so many times as large as; none: it stands alone.
    """

    code: str
    source: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    unit: str
    by: tuple[str, ...]
    name: tuple[str, str]
    means: tuple[str, str]
    behind: str = ""
    against: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def of(self, figures: Mapping[str, int], *, least: int = 1) -> float | None:
        """Its value; None where a figure is missing, or what it is divided by is nothing or below `least`."""
        if not self.figures <= figures.keys():
            return None
        top = _sum(self.numerator, figures)
        if not self.denominator:
            return top
        below = _sum(self.denominator, figures)
        if self.against[0]:
            other, among = (_sum(each, figures) for each in self.against)
            return top * among / (below * other) if other and min(below, among) >= least else None
        return top * (100 if self.unit == "percent" else 1) / below if below >= least else None

    @property
    def figures(self) -> frozenset[str]:
        """What it is told of."""
        return frozenset(part.lstrip("-") for part in (*self.numerator, *self.denominator, *self.against[0], *self.against[1]))

    @property
    def is_quotient(self) -> bool:
        """Whether it is one sum over another and nothing else, so that whoever has the two can compute it for more areas."""
        return bool(self.denominator) and not self.against[0]

    def terms(self, figures: Mapping[str, int]) -> tuple[int, int]:
        """Its numerator and its denominator, where `of` has a value."""
        return _sum(self.numerator, figures), _sum(self.denominator, figures)


def _sum(parts: Sequence[str], figures: Mapping[str, int]) -> int:
    return sum(-figures[part[1:]] if part.startswith("-") else figures[part] for part in parts)


@cache
def indicators() -> tuple[Indicator, ...]:
    """All of them, in the order in which they are shown."""
    with (DATA / "indicators.toml").open("rb") as file:
        told = tomllib.load(file)["indicator"]
    return tuple(
        Indicator(
            each["code"],
            each["from"],
            tuple(each["numerator"]),
            tuple(each.get("denominator", ())),
            each["unit"],
            tuple(each.get("by", ())),
            (each["id"], each["en"]),
            (each["means_id"], each["means_en"]),
            each.get("behind", ""),
            (tuple(each.get("against", ())), tuple(each.get("against_of", ()))),
        )
        for each in told
    )


def indicator(code: str) -> Indicator:
    """The one with this code; the first for "" and for what is none (`is_indicator`)."""
    return next((each for each in indicators() if each.code == code), indicators()[0])


def is_indicator(code: str) -> bool:
    return any(each.code == code for each in indicators())


def added(many: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Figures of several areas as one: an older map's province."""
    total: dict[str, int] = {}
    for figures in many:
        for name, value in figures.items():
            total[name] = total.get(name, 0) + value
    return total


Cells = Callable[[Mapping[str, int]], tuple[int, ...]]
Groups = Mapping[str, tuple[Cells, frozenset[str]]]
"""By group the cells that hide an area, and the figures that are hidden with them."""
OPEN: Groups = {
    "who": (
        lambda figures: (figures["outlets"], figures["digital"], figures["outlets"] - figures["digital"]),
        frozenset({"outlets", "digital", "named"}),
    ),
    "sold": (
        lambda figures: (figures["sellers"],),
        frozenset({"sellers", "month_sales", "sales", "orders", "cashless", "counter"}),
    ),
}
"""What those may read who may not see the businesses behind."""
MONEY: Groups = {
    "sales": (lambda figures: (figures["sellers"],), frozenset({"sales", "month_sales"})),
    "yearly": (
        lambda figures: (
            figures["yearly_known"], figures["online_yearly_known"], figures["yearly_known"] - figures["online_yearly_known"],
        ),
        frozenset({"yearly", "online_yearly"}),
    ),
}  # fmt: skip
"""What officers, too, do not read of too few: owners are told that their money is not seen (`programs.rules.consent`)."""
MONEY_NAMES = frozenset().union(*(names for _cells, names in MONEY.values()))

FEWEST_BELOW = 100
"""Whoever may not see the businesses reads a quotient only where so many businesses or orders, as they are shown, are below it:
then rounding moves it by a few points; of seven sellers it was wrong by 40 percent."""
SHIFTED = ("digital", "not_digital", "named_again", "sellers")
"""Counts that have no business in common (but sellers), each told outside less a secret number of its own; the others are told of
these, so that no sum of what is told says more."""
COUNTED_OUTSIDE = ("outlets", "digital", "named", "sellers")


def cells_outside(group: str, cells: Sequence[int], by: Sequence[int]) -> tuple[int, ...]:
    """The cells of a group of `OPEN`, each less its number of `SHIFTED`."""
    if group == "sold":
        return (shifted(cells[0], by[3]),)
    digital, others = shifted(cells[1], by[0]), shifted(cells[2], by[1])
    return digital + others, digital, others


def shown_outside(figures: Mapping[str, int], by: Sequence[int]) -> dict[str, int]:
    """An area's counts of businesses as outsiders read them."""
    cells = {group: cells_outside(group, count(figures), by) for group, (count, _names) in OPEN.items()}
    outlets, digital, _others = cells["who"]
    named = outlets + shifted(figures["named"] - figures["outlets"], by[2])
    return {"outlets": told(outlets), "digital": told(digital), "named": told(named), "sellers": told(cells["sold"][0])}


def beside_capital(
    what: Indicator, capital: Mapping[str, int], others: Sequence[Mapping[str, int]], *, least: int = 1
) -> tuple[float, float] | None:
    """A reading of the province's capital and of all its other regencies together; None where one of them has none, or where what
    it is divided by is below `least`, of the others below so many each."""
    here, there = what.of(capital, least=least), what.of(added(others), least=least * max(1, len(others)))
    return None if here is None or there is None else (here, there)
