"""Calculations of the catalogue: no database, no clock."""

from sekoci.catalog.rules.discounts import Bundle, Discount, Given, Part, Price, Priced, bundle_of, discounts_on, price_of, share
from sekoci.catalog.rules.stock import Brought, Corrected, Shelf, Step, corrected, cost_of, replay, taken_back, unit_cost
from sekoci.catalog.rules.vouchers import (
    Voucher,
    VoucherMinimum,
    VoucherNotNow,
    Vouchers,
    VoucherUnknown,
    VoucherUsed,
    VoucherUsedUp,
    code_key,
)

__all__ = [
    "Brought",
    "Bundle",
    "Corrected",
    "Discount",
    "Given",
    "Part",
    "Price",
    "Priced",
    "Shelf",
    "Step",
    "Voucher",
    "VoucherMinimum",
    "VoucherNotNow",
    "VoucherUnknown",
    "VoucherUsed",
    "VoucherUsedUp",
    "Vouchers",
    "bundle_of",
    "code_key",
    "corrected",
    "cost_of",
    "discounts_on",
    "price_of",
    "replay",
    "share",
    "taken_back",
    "unit_cost",
]
