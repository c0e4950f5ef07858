"""The verbs of customers."""

from sekoci.customers.actions.again import NothingLeft, Wish, order_again
from sekoci.customers.actions.consents import give_consent, withdraw_consent
from sekoci.customers.actions.keeping import (
    forget_customer,
    forget_customer_everywhere,
    forget_quiet_customers,
    recount,
)
from sekoci.customers.actions.notes import change_note, forget_removed_notes, keep_note, remove_note, restore_note
from sekoci.customers.actions.promos import NobodyToTell, PromoKeyUsed, Sent, send_promo

__all__ = [
    "NobodyToTell",
    "NothingLeft",
    "PromoKeyUsed",
    "Sent",
    "Wish",
    "change_note",
    "forget_customer",
    "forget_customer_everywhere",
    "forget_quiet_customers",
    "forget_removed_notes",
    "give_consent",
    "keep_note",
    "order_again",
    "recount",
    "remove_note",
    "restore_note",
    "send_promo",
    "withdraw_consent",
]
