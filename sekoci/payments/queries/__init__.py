"""Reads: how orders are paid."""

from sekoci.payments.queries.orders import PaymentView, has_sticker, payments_of, stickers_of

__all__ = ["PaymentView", "has_sticker", "payments_of", "stickers_of"]
