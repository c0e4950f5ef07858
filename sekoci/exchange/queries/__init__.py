"""What organisations' programs read."""

from sekoci.exchange.queries.agreements import KnownAgreement, agreements_of, has_agreement
from sekoci.exchange.queries.dhis2 import Element, elements_of, names_of, numbers_of
from sekoci.exchange.queries.results import Result, ResultPage, mine_in, results

__all__ = [
    "Element",
    "KnownAgreement",
    "Result",
    "ResultPage",
    "agreements_of",
    "elements_of",
    "has_agreement",
    "mine_in",
    "names_of",
    "numbers_of",
    "results",
]
