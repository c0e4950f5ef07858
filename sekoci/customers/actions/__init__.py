"""The verbs of customers."""

from sekoci.customers.actions.again import NothingLeft, order_again
from sekoci.customers.actions.consents import give_consent, withdraw_consent
from sekoci.customers.actions.keeping import (
    forget_customer,
    forget_customer_everywhere,
    forget_quiet_customers,
    keep_note,
    recount,
)
from sekoci.customers.actions.promos import NobodyToTell, PromoKeyUsed, Sent, send_promo

__all__ = [
    "NobodyToTell",
    "NothingLeft",
    "PromoKeyUsed",
    "Sent",
    "forget_customer",
    "forget_customer_everywhere",
    "forget_quiet_customers",
    "give_consent",
    "keep_note",
    "order_again",
    "recount",
    "send_promo",
    "withdraw_consent",
]
