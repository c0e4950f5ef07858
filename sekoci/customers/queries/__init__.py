"""Reads: the list, one customer, whom an offer may reach, whether the sums stand."""

from sekoci.customers.held import HELD
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
    "audience",
    "customer_of",
    "customers_of",
    "has_agreed",
    "left_today",
    "phones_of",
    "problems",
    "promos_of",
]
