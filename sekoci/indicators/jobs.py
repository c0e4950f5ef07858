"""From the worker: what happened is taken in, and outlets are counted anew."""

from sekoci.indicators.actions import count_stocks, fold_flows
from sekoci.indicators.queries import days_to_count
from sekoci.kit.jobs import every


@every(20)
def take_in_what_happened() -> None:
    fold_flows()


@every(60)
def count_outlets_when_due() -> None:
    for day in days_to_count():
        count_stocks(on=day)
