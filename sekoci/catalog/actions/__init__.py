"""What can be done to the catalogue and its stock."""

from sekoci.catalog.actions.booking import TooMuchStock, TooMuchWorth
from sekoci.catalog.actions.buying import BoughtLine, PaidFrom, PurchaseKeyReused, buy_in
from sekoci.catalog.actions.certifying import (
    TooManyCertificates,
    add_certificate,
    remind_of_certificates,
    remove_certificate,
    restore_certificate,
)
from sekoci.catalog.actions.discounts import (
    DiscountDraft,
    FewerThanUsed,
    VoucherCodeTaken,
    change_discount,
    make_discount,
    stop_discount,
)
from sekoci.catalog.actions.importing import (
    AlreadyImported,
    NotReady,
    cancel_import,
    check_import,
    choose_columns,
    confirm_import,
    start_import,
    write_import,
)
from sekoci.catalog.actions.many import ListChange, add_variants, change_many
from sekoci.catalog.actions.products import ProductKeyReused, add_products, change_product, remove_product, restore_product
from sekoci.catalog.actions.stock import (
    Back,
    ForSale,
    Move,
    NotSoManyOut,
    ProductGone,
    StockGone,
    StockRow,
    give_back,
    lock_for_sale,
    lock_stock,
    move_stock,
)
from sekoci.catalog.actions.stocking import Count, StillReserved, correct_cost, correct_stock, correct_stocks
from sekoci.catalog.actions.taking_back import PaidMeanwhile, SoldMeanwhile, undo_purchase
from sekoci.catalog.actions.undoing import NoLongerUndone, take_back_import, undo_import
from sekoci.catalog.actions.vouchers import forget_voucher_phones, give_vouchers_back, lock_vouchers, voucher_taking
from sekoci.catalog.certificates import CertificateDraft
from sekoci.catalog.drafts import ProductChange, ProductDraft, VariantChange, VariantDraft
from sekoci.catalog.photos import NotAPhoto, keep_photo

__all__ = [
    "AlreadyImported",
    "Back",
    "BoughtLine",
    "CertificateDraft",
    "Count",
    "DiscountDraft",
    "FewerThanUsed",
    "ForSale",
    "ListChange",
    "Move",
    "NoLongerUndone",
    "NotAPhoto",
    "NotReady",
    "NotSoManyOut",
    "PaidFrom",
    "PaidMeanwhile",
    "ProductChange",
    "ProductDraft",
    "ProductGone",
    "ProductKeyReused",
    "PurchaseKeyReused",
    "SoldMeanwhile",
    "StillReserved",
    "StockGone",
    "StockRow",
    "TooManyCertificates",
    "TooMuchStock",
    "TooMuchWorth",
    "VariantChange",
    "VariantDraft",
    "VoucherCodeTaken",
    "add_certificate",
    "add_products",
    "add_variants",
    "buy_in",
    "cancel_import",
    "change_discount",
    "change_many",
    "change_product",
    "check_import",
    "choose_columns",
    "confirm_import",
    "correct_cost",
    "correct_stock",
    "correct_stocks",
    "forget_voucher_phones",
    "give_back",
    "give_vouchers_back",
    "keep_photo",
    "lock_for_sale",
    "lock_stock",
    "lock_vouchers",
    "make_discount",
    "move_stock",
    "remind_of_certificates",
    "remove_certificate",
    "remove_product",
    "restore_certificate",
    "restore_product",
    "start_import",
    "stop_discount",
    "take_back_import",
    "undo_import",
    "undo_purchase",
    "voucher_taking",
    "write_import",
]
