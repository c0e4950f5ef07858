"""What is known of a business on paper."""

from dataclasses import dataclass
from datetime import date

from sekoci.kit import clock
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.registry.rules import Threshold, scale_of


@dataclass(frozen=True)
class BusinessFacts:
    """`workers` as of `counted_on` (None: nobody said); `scale` is micro, small, medium, large or None, by the law of today."""

    nib: str
    legal_form: str
    capital: int | None
    yearly_sales: int | None
    workers: int | None
    counted_on: date | None
    scale: str | None
    kbli: dict[str, str]
    """The code that the owner chose, by edition; empty where none."""


def business_facts(business_id: int, *, on: date | None = None) -> BusinessFacts:
    """The facts of a business as of a day (default: today at home)."""
    with in_business(business_id):
        [(nib, form, capital, sales, zone, *kbli)] = fetch(
            "select nib, legal_form, capital, yearly_sales, zone, kbli_2020, kbli_2025 from registry_business where id = %s",
            (business_id,),
        )
        on = on or clock.day_in(zone)
        counts = fetch(
            "select workers, as_of from registry_workercount where business_id = %s and as_of <= %s order by as_of desc limit 1",
            (business_id, on),
        )
        scale = scale_of(scale_thresholds(), capital=capital, yearly_sales=sales, on=on)
    workers, counted_on = counts[0] if counts else (None, None)
    return BusinessFacts(nib, form, capital, sales, workers, counted_on, scale, dict(zip(("2020", "2025"), kbli, strict=True)))


def scale_thresholds() -> list[Threshold]:
    """Every threshold there ever was, with its span."""
    rows = fetch("select basis, scale, most, valid_from, valid_until from registry_scalethreshold order by id")
    return [Threshold(*row) for row in rows]
