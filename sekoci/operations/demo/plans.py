"""What the demo knows of a shop before it exists: invented people and goods in real places."""

from collections.abc import Sequence
from dataclasses import dataclass

from sekoci.delivery.rules import Terms
from sekoci.registry.rules import DAYS


@dataclass(frozen=True)
class Size:
    """A variant; money in rupiah a piece."""

    name: str
    price: int
    cost: int
    stock: int


@dataclass(frozen=True)
class Good:
    """A product: `stock` is what the owner likes to have, `kind` the picture where its name does not say it.

    `mood`: `sold_out` and `low` are how it shall stand today. `weight`: how often people take it.
    """

    name: str
    price: int
    cost: int
    stock: int
    unit: str
    about: str
    kind: str = ""
    sizes: tuple[Size, ...] = ()
    mood: str = ""
    weight: float = 1.0

    def sold_as(self) -> tuple[Size, ...]:
        return self.sizes or (Size("", self.price, self.cost, self.stock),)


@dataclass(frozen=True)
class ShopPlan:
    """A shop of the demo. `pace`: sales a day; `online`: the part of them that comes by the shop page.

    `delivery` prices it by place where one price will not do. `days` of history; `postal` and `sticker` (a number of its own,
    0: none) make its invented QRIS; `helper` is a daily wage.
    """

    slug: str
    name: str
    sells: str
    about: str
    owner: str
    area: str
    address: str
    goods: tuple[Good, ...]
    hours: dict[str, list[list[str]]]
    pace: float = 4.0
    online: float = 0.3
    days: int = 12
    delivery_fee: int | None = 8_000
    delivery: Terms | None = None
    bank: bool = True
    sticker: int = 0
    helper: int = 0
    capital: int = 3_000_000

    @property
    def is_shown(self) -> bool:
        """Whether this is the shop that everybody is shown: more days, more orders, better pictures."""
        return self.days > 20


def hours(first: str, last: str, *, closed: Sequence[str] = ()) -> dict[str, list[list[str]]]:
    """Open from `first` to `last` every day but those in `closed` (`sun`)."""
    return {day: [[first, last]] for day in DAYS if day not in closed}
