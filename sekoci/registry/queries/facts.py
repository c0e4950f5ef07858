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
        [(nib, form, capital, sales, *kbli, workers, counted_on, day)] = fetch(
            """
            select b.nib, b.legal_form, b.capital, b.yearly_sales, b.kbli_2020, b.kbli_2025, c.workers, c.as_of, today.day
            from registry_business b
            cross join lateral (select coalesce(%s::date, (%s::timestamptz at time zone b.zone)::date) as day) today
            left join lateral (select workers, as_of from registry_workercount
                where business_id = b.id and as_of <= today.day order by as_of desc limit 1) c on true
            where b.id = %s
            """,
            (on, clock.now(), business_id),
        )
        scale = scale_of(scale_thresholds(), capital=capital, yearly_sales=sales, on=day)
    return BusinessFacts(nib, form, capital, sales, workers, counted_on, scale, dict(zip(("2020", "2025"), kbli, strict=True)))


def scale_thresholds() -> list[Threshold]:
    """Every threshold there ever was, with its span."""
    rows = fetch("select basis, scale, most, valid_from, valid_until from registry_scalethreshold order by id")
    return [Threshold(*row) for row in rows]
