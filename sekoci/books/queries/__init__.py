"""Reads: what came in, went out and was earned; the entries behind it; whether the books are whole."""

from sekoci.books.queries.entries import EntryFilter, EntryPage, EntryRow, entries_between, ledger_of
from sekoci.books.queries.money import Money, money_between, money_report
from sekoci.books.queries.problems import Checked, problems

__all__ = [
    "Checked",
    "EntryFilter",
    "EntryPage",
    "EntryRow",
    "Money",
    "entries_between",
    "ledger_of",
    "money_between",
    "money_report",
    "problems",
]
