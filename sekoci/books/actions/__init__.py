"""The verbs: record what happened, write down what the owner spent or put in, undo by a new entry."""

from sekoci.books.actions.by_owner import (
    KeyReused,
    NotSoMuchOwed,
    NotSoMuchThere,
    hold_books,
    owner_puts_in,
    owner_takes_out,
    pay_supplier,
    record_expense,
    transfer_between,
)
from sekoci.books.actions.recording import AlreadyRecorded, record_entries, record_new
from sekoci.books.actions.undoing import NotReversible, reverse_entry, undo_entry
from sekoci.books.rules import EntryDraft, Line

__all__ = [
    "AlreadyRecorded",
    "EntryDraft",
    "KeyReused",
    "Line",
    "NotReversible",
    "NotSoMuchOwed",
    "NotSoMuchThere",
    "hold_books",
    "owner_puts_in",
    "owner_takes_out",
    "pay_supplier",
    "record_entries",
    "record_expense",
    "record_new",
    "reverse_entry",
    "transfer_between",
    "undo_entry",
]
