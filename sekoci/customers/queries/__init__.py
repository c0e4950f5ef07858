"""Reads: the list, one customer, whom an offer may reach, whether the sums stand."""

from sekoci.customers.held import HELD
from sekoci.customers.queries.again import Row, fee_by, may_bring, quote_again, rows_again
from sekoci.customers.queries.lists import (
    CHOICES,
    SORTS,
    CustomerPage,
    CustomerView,
    NoteView,
    OneCustomer,
    customer_of,
    customers_of,
    has_agreed,
    phones_of,
)
from sekoci.customers.queries.problems import problems
from sekoci.customers.queries.promos import Group, PromoView, audience, left_today, promos_of

__all__ = [
    "CHOICES",
    "HELD",
    "SORTS",
    "CustomerPage",
    "CustomerView",
    "Group",
    "NoteView",
    "OneCustomer",
    "PromoView",
    "Row",
    "audience",
    "customer_of",
    "customers_of",
    "fee_by",
    "has_agreed",
    "left_today",
    "may_bring",
    "phones_of",
    "problems",
    "promos_of",
    "quote_again",
    "rows_again",
]
