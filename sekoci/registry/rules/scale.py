"""How large a business is in the eyes of the law: micro, small, medium or large."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

SCALES = ("micro", "small", "medium", "large")


@dataclass(frozen=True)
class Threshold:
    """The largest `capital` or yearly `sales` (`basis`), in rupiah and inclusive, with which a business is of this scale."""

    basis: str
    scale: str
    most: int
    valid_from: date
    valid_until: date | None


def scale_of(thresholds: Iterable[Threshold], *, capital: int | None, yearly_sales: int | None, on: date) -> str | None:
    """The scale on a day: by yearly sales where they are known (a business that runs), else by capital (one that starts).

    None when neither is known, or when no law of that day measures by what is known. Capital is without land and premises.
    """
    held = [each for each in thresholds if each.valid_from <= on and (each.valid_until is None or on <= each.valid_until)]
    for basis, amount in (("sales", yearly_sales), ("capital", capital)):
        bounds = sorted((each.most, each.scale) for each in held if each.basis == basis)
        if amount is not None and bounds:
            return next((scale for most, scale in bounds if amount <= most), "large")
    return None
