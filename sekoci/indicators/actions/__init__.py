"""The verbs of numbers."""

from sekoci.indicators.actions.counting import count_stocks
from sekoci.indicators.actions.folding import fold_all, fold_flows
from sekoci.indicators.actions.series import NoSuchSeries, SeriesNotRead, Told, load_series, remove_series

__all__ = ["NoSuchSeries", "SeriesNotRead", "Told", "count_stocks", "fold_all", "fold_flows", "load_series", "remove_series"]
