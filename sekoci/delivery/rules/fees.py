"""What a delivery costs. Straight lines, rounded up to whole kilometres: nobody is asked for a way."""

from dataclasses import dataclass
from math import ceil

from sekoci.delivery.rules.tour import Point, km_between
from sekoci.kit.errors import Refusal
from sekoci.kit.money import rupiah

MOST_NAMED = 6
NAMES = 40
"""Areas or steps in one shop's terms, at most."""


@dataclass(frozen=True)
class AreaPrice:
    """Rupiah for an area and all that lies in it, by its code."""

    code: str
    name: str
    fee: int


@dataclass(frozen=True)
class Step:
    """Rupiah for everybody up to so many kilometres away."""

    km: int
    fee: int


@dataclass(frozen=True)
class Terms:
    """How a shop prices its delivery, at one time. `way`: `price` (one for all), `area` or `distance`."""

    way: str
    price: int = 0
    areas: tuple[AreaPrice, ...] = ()
    steps: tuple[Step, ...] = ()
    free_from: int | None = None
    minimum: int = 0

    @property
    def least(self) -> int:
        """The smallest fee somebody may be asked."""
        return min(self.fees, default=self.price)

    @property
    def fees(self) -> list[int]:
        """Every fee that depends on the place."""
        return [area.fee for area in self.areas] + [step.fee for step in self.steps]

    @property
    def is_plain(self) -> bool:
        """One price, whatever is ordered from wherever."""
        return self.way == "price" and self.free_from is None and not self.minimum

    @property
    def asks_where(self) -> bool:
        return self.way in ("area", "distance")


@dataclass(frozen=True)
class Where:
    """Where a buyer is: an area with its middle, where that is known."""

    code: str
    name: str
    level: int
    point: Point | None = None


class SayWhere(Refusal):
    code, status = "delivery_area_needed", 422
    id = "Pilih dulu desa atau kecamatan tujuan."
    en = "Choose the village or district to deliver to first."


class OutOfReach(Refusal):
    code, status = "out_of_reach", 422
    id = "Toko ini belum mengantar ke {place}. Bisa ke {reached}. Ambil sendiri, atau pilih tempat lain."
    en = "This shop does not deliver to {place} yet, only to {reached_en}. Collect it yourself, or choose another place."


class TooLittle(Refusal):
    code, status = "too_little_to_deliver", 422
    id = "Diantar mulai belanja {minimum}. Tambah barang, atau ambil sendiri."
    en = "Deliveries start at {minimum}. Add something, or collect it yourself."


def fee_of(terms: Terms, *, total: int, where: Where | None, start: Point | None) -> int:
    """Rupiah for bringing goods of `total` rupiah (before a voucher) to `where` from `start`; raises what is to change."""
    fee = place_fee(terms, where, start)
    if total < terms.minimum:
        raise TooLittle(field="fulfilment", minimum=rupiah(terms.minimum))
    return 0 if terms.free_from is not None and total >= terms.free_from else fee


def place_fee(terms: Terms, where: Where | None, start: Point | None) -> int:
    """The same before anything is known of the goods: SayWhere, or OutOfReach with what is reached."""
    if not terms.asks_where:
        return terms.price
    if where is None or where.level < 3:
        raise SayWhere(field="area")
    if terms.way == "area":
        fees = [(len(each.code), each.fee) for each in terms.areas if f"{where.code}.".startswith(f"{each.code}.")]
        found = max(fees, default=None)
    else:
        km = km_to(where, start)
        found = min(((each.km, each.fee) for each in terms.steps if km is not None and km <= each.km), default=None)
    if found is None:
        raise OutOfReach(field="area", place=where.name, reached=reached(terms), reached_en=reached(terms, english=True))
    return found[1]


def km_to(where: Where, start: Point | None) -> int | None:
    """Whole kilometres, rounded up; None where nobody knows."""
    return ceil(km_between(start, where.point)) if start and where.point else None


def reached(terms: Terms, *, english: bool = False) -> str:
    """Where these terms reach, in words: `Laweyan, Kauman, dan 3 lainnya`, or `7 km`."""
    if terms.way == "distance":
        return f"{max((each.km for each in terms.steps), default=0)} km"
    names = [each.name for each in terms.areas]
    more = len(names) - MOST_NAMED
    rest = [f"and {more} more" if english else f"dan {more} lainnya"] if more > 0 else []
    return ", ".join([*names[:MOST_NAMED], *rest])
