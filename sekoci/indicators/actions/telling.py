"""What outsiders read of the stocks: as they were counted first since Monday, so that a row of a list moves it once a week."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sekoci.kit.sql import fetch

TOLD = ("outlets", "digital", "named", "sellers", "sales")
"""Columns of a stock that are told to those who may not see the businesses."""
LAST = "select max(told_on) from indicators_stock where month = %(month)s and slice = '' and level = 0"
TELL = f"""
    update indicators_stock set told_on = %(on)s, {", ".join(f"told_{each} = {each}" for each in TOLD)}
    where month = %(month)s and (slice = '' or level = 0)
"""  # noqa: S608  texts are ours


def tell_outside(facts: Mapping[str, Any], *, is_running: bool) -> None:
    """Let outsiders read the month as it was counted now: where it is over, or nothing was told since Monday. Two statements."""
    wanted = {name: facts[name] for name in ("month", "on")}
    [(last,)] = fetch(LAST, {"month": facts["month"]})
    if not is_running or last is None or last < monday_of(facts["on"]):
        fetch(TELL, wanted)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
