"""What an order asks for, who gets what is left and at which price, and which state may follow which. No database, no clock."""

from sekoci.orders.rules.billing import Bill, BillLine, bill_of
from sekoci.orders.rules.drafts import (
    MOST_LINES,
    MOST_PIECES,
    Grant,
    LineDraft,
    OrderDraft,
    Placed,
    PlacedLine,
    Refused,
    business_of_token,
    check_draft,
    token_of,
)
from sekoci.orders.rules.granting import Offer, Shelf
from sekoci.orders.rules.refusals import (
    ChooseVariant,
    DiscountChanged,
    FeeChanged,
    KeyReused,
    NotItsVariant,
    NotPlaced,
    Repriced,
    SoldOut,
    TooMuchOff,
    UnknownProduct,
)
from sekoci.orders.rules.states import GONE, HOLDING, KEPT_FOR, NEXT

__all__ = [
    "GONE",
    "HOLDING",
    "KEPT_FOR",
    "MOST_LINES",
    "MOST_PIECES",
    "NEXT",
    "Bill",
    "BillLine",
    "ChooseVariant",
    "DiscountChanged",
    "FeeChanged",
    "Grant",
    "KeyReused",
    "LineDraft",
    "NotItsVariant",
    "NotPlaced",
    "Offer",
    "OrderDraft",
    "Placed",
    "PlacedLine",
    "Refused",
    "Repriced",
    "Shelf",
    "SoldOut",
    "TooMuchOff",
    "UnknownProduct",
    "bill_of",
    "business_of_token",
    "check_draft",
    "token_of",
]
