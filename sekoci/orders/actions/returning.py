"""Taking back what left: money, wholly or in part; goods, or not; and a debt where nothing was paid."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from sekoci.books.actions import record_new
from sekoci.catalog.actions import give_back
from sekoci.kit import clock
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.scope import in_business
from sekoci.kit.text import clean_line
from sekoci.orders.actions.booking import Sale, restock_entry
from sekoci.orders.actions.moving import lines_of, write_state
from sekoci.orders.actions.states import LockedOrder, lock_orders
from sekoci.orders.rules import GONE
from sekoci.payments.actions import NotPaid, PaymentState, RefundKeyUsed, cancel_payments, lock_payments_of, refund_payment
from sekoci.registry.queries import zones_of


class NotRefundable(Refusal):
    code, status = "not_refundable", 409
    id = "Barang pesanan {order} belum keluar. Batalkan saja."
    en = "The goods of order {order} are still here. Cancel it instead."


class AllGivenBack(NotRefundable):
    id = "Semua dari pesanan {order} sudah dikembalikan."
    en = "All of order {order} was given back already."


class OnlyGoods(NotRefundable):
    id = "Pesanan {order} belum dibayar. Catat barangnya saja yang kembali."
    en = "Order {order} is not paid. Take back its goods only."


@dataclass(frozen=True)
class Return:
    """What comes back. `amount` in rupiah, None for all that is left; `key` names it: the same again changes nothing."""

    amount: int | None = None
    goods_back: bool = True
    paid_from: str = "cash"
    reason: str = ""
    key: str = ""


def refund_order(business_id: int, order_id: UUID, *, by: str, what: Return | None = None) -> None:
    """Take back what was handed over or sent: money out of `cash` or `bank`, the goods onto the shelf at the cost they left with.

    A paid order may be given back in parts, up to what was paid; its goods come back once. One that was never paid comes back
    whole: the debt ends, the order is completed and no money moves.
    """
    what = what or Return()
    reason = clean_line(what.reason, most=200, field="reason")
    with in_business(business_id):
        payment = lock_payments_of([order_id]).get(order_id)
        order = lock_orders([order_id]).get(order_id)
        if order is None or payment is None:
            raise NotFound()
        if order.state not in GONE:
            raise NotRefundable(order=order.code)
        if payment.status == "cancelled":
            raise AllGivenBack(order=order.code)
        if payment.status == "waiting":
            _end_debt(order, what, by=by, reason=reason)
            _put_back(business_id, order, owed=payment.amount)
        elif _pay_back(business_id, order, payment, what, by=by, reason=reason) and what.goods_back:
            _put_back(business_id, order)


def _pay_back(business_id: int, order: LockedOrder, payment: PaymentState, what: Return, *, by: str, reason: str) -> bool:
    """Give the money back; whether it is the first time that this key came. An order for nothing has none to give."""
    if not payment.amount:
        return True
    amount = (payment.kept or payment.amount) if what.amount is None else what.amount
    name = hashlib.blake2b(what.key.encode("utf-8", "replace"), digest_size=8).hexdigest() if what.key else payment.kept
    try:
        given = refund_payment(
            business_id,
            payment.payment_id,
            amount,
            key=f"refund:{payment.payment_id.hex}:{name}",
            paid_from=what.paid_from,
            by=by,
            reason=reason,
        )
    except NotPaid:
        raise AllGivenBack(order=order.code) from None
    except RefundKeyUsed:
        if what.amount is not None or payment.kept:
            raise
        return False  # all that was left was given back under this key, after a part
    return given.is_new


def _end_debt(order: LockedOrder, what: Return, *, by: str, reason: str) -> None:
    if what.amount is not None or not what.goods_back:
        raise OnlyGoods(field="amount" if what.amount is not None else "goods_back", order=order.code)
    cancel_payments([order.id])
    note = f"Barang kembali: {reason}" if reason else "Barang kembali"
    write_state([order.id], "completed", by=by, at=clock.now(), note=note[:200])


def _put_back(business_id: int, order: LockedOrder, *, owed: int = 0) -> None:
    """The goods that are still out return to the shelf; with `owed`, what the buyer owed for them is owed no more."""
    at = clock.now()
    cost = give_back(business_id, order.id, {line.variant_id for line in lines_of([order.id])}, at=at)
    sale = Sale(business_id, order.id, order.code, order.total, order.delivery_fee, cost)
    record_new([restock_entry(sale, owed=owed, at=at, zone=zones_of({business_id})[business_id])])
