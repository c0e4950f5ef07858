"""Reads: what came in, went out and was earned; the entries behind it; whether the books are whole."""

from sekoci.books.queries.entries import (
    EntryFilter,
    EntryPage,
    EntryRow,
    JournalLine,
    LedgerLine,
    entries_between,
    entry_of,
    journal_of,
    ledger_of,
)
from sekoci.books.queries.money import DayMoney, Money, balance_now, days_between, money_between, money_report, report_of
from sekoci.books.queries.problems import Checked, problems

__all__ = [
    "Checked",
    "DayMoney",
    "EntryFilter",
    "EntryPage",
    "EntryRow",
    "JournalLine",
    "LedgerLine",
    "Money",
    "balance_now",
    "days_between",
    "entries_between",
    "entry_of",
    "journal_of",
    "ledger_of",
    "money_between",
    "money_report",
    "problems",
    "report_of",
]
