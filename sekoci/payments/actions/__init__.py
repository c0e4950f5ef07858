"""The verbs: ask for money, take in that it came, give it back."""

from sekoci.payments.actions.asking import PaymentAsk, ask_payments
from sekoci.payments.actions.confirming import PaymentEnded, confirm_payments
from sekoci.payments.actions.ending import PaymentState, cancel_payments, lock_payments_of, mark_delivered
from sekoci.payments.actions.hearing import Forged, hear_notice
from sekoci.payments.actions.reconciling import reconcile_payments
from sekoci.payments.actions.refunding import NotPaid, Refunded, RefundKeyUsed, RefundTooMuch, refund_payment
from sekoci.payments.actions.reviewing import CannotAccept, NothingToReview, review_notice, tick_off_notice
from sekoci.payments.actions.sandboxes import run_sandbox
from sekoci.payments.actions.settling import Heard, settle_payments
from sekoci.payments.actions.stickers import remove_sticker, save_sticker

__all__ = [
    "CannotAccept",
    "Forged",
    "Heard",
    "NotPaid",
    "NothingToReview",
    "PaymentAsk",
    "PaymentEnded",
    "PaymentState",
    "RefundKeyUsed",
    "RefundTooMuch",
    "Refunded",
    "ask_payments",
    "cancel_payments",
    "confirm_payments",
    "hear_notice",
    "lock_payments_of",
    "mark_delivered",
    "reconcile_payments",
    "refund_payment",
    "remove_sticker",
    "review_notice",
    "run_sandbox",
    "save_sticker",
    "settle_payments",
    "tick_off_notice",
]
