"""What organisations' programs read."""

from sekoci.exchange.queries.dhis2 import Element, elements_of, names_of, numbers_of
from sekoci.exchange.queries.results import Result, ResultPage, mine_in, results

__all__ = ["Element", "Result", "ResultPage", "elements_of", "mine_in", "names_of", "numbers_of", "results"]
