"""Taking back what left: money, wholly or in part; goods, or not; and a debt where nothing was paid."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sekoci.books.actions import record_new
from sekoci.catalog.actions import give_back, give_vouchers_back
from sekoci.catalog.queries import moves_for_order
from sekoci.kit import clock
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.text import clean_line
from sekoci.orders.actions.booking import Sale, restock_entry
from sekoci.orders.actions.moving import lines_of, write_state
from sekoci.orders.actions.states import LockedOrder, lock_orders
from sekoci.orders.queries import order_of
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


class AllAtOnce(NotRefundable):
    id = "Pesanan {order} belum dibayar. Semua barangnya harus kembali sekaligus."
    en = "Order {order} is not paid. All its goods must come back at once."


class NotFreshSale(NotRefundable):
    id = "Penjualan {order} tidak bisa dibatalkan lagi. Kembalikan uangnya saja."
    en = "Sale {order} can no longer be undone. Give the money back instead."


class BackMeanwhile(Refusal):
    code, status = "back_meanwhile", 409
    id = "Barang pesanan {order} sudah dicatat kembali. Periksa dulu, lalu coba lagi."
    en = "Goods of order {order} were taken back meanwhile. Check, then try again."


@dataclass(frozen=True)
class Return:
    """What comes back. `amount` in rupiah, None for all that is left; `key` names it: the same again changes nothing.

    `pieces` says how many of each variant are on the shelf again. Without it (None) all that are still out are, if the whole is
    given back and `goods_back`; else none. Goods alone, once no money is left to give, are an `amount` of 0 with `pieces`; then
    `out` is how many were out when they were counted, so that the same is not taken back twice.
    """

    amount: int | None = None
    goods_back: bool = True
    paid_from: str = "cash"
    reason: str = ""
    key: str = ""
    pieces: Mapping[UUID, int] | None = None
    out: int | None = None


def refund_order(business_id: int, order_id: UUID, *, by: str, what: Return | None = None) -> None:
    """Take back what was handed over or sent: money out of `cash` or `bank`, the goods onto the shelf at the cost they left with.

    A paid order may be given back in parts: money up to what was paid, pieces up to what left. One that was never paid comes back
    whole: the debt ends, the order is completed and no money moves.
    """
    what = what or Return()
    reason = clean_line(what.reason, most=200, field="reason")
    at = clock.now()
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
            _end_debt(business_id, order, what, by=by, reason=reason, at=at)
            _put_back(business_id, order, _all_of(order), at=at, reason=reason, owed=payment.amount)
        elif what.amount == 0 and what.pieces and not payment.kept:
            if what.out not in (None, sum(_out(business_id, order).values())):
                raise BackMeanwhile(order=order.code)
            _put_back(business_id, order, what.pieces, at=at, reason=reason)
        elif _pay_back(business_id, order, payment, what, by=by, reason=reason, at=at):
            _put_back(business_id, order, _coming(order, payment, what), at=at, reason=reason)


def undo_sale(business_id: int, order_id: UUID, *, by: str) -> None:
    """Take a sale at the counter back that was a wrong tap: all its money the way it came, all its goods.

    Only on the day it was sold, while nothing of it was given back; then it counts as no money in and no money out.
    """
    at = clock.now()
    with in_business(business_id):
        payment = lock_payments_of([order_id]).get(order_id)
        order = lock_orders([order_id]).get(order_id)
        view = order_of(business_id, order_id)
        if order is None or payment is None or view is None or view.payment is None:
            raise NotFound()
        if payment.status == "settled" and not view.is_fresh_sale(zone=zones_of({business_id})[business_id], at=at):
            raise NotFreshSale(order=order.code)
        what = Return(amount=payment.amount, paid_from=payment.purse, reason="Salah catat", key="undo")
        if _pay_back(business_id, order, payment, what, by=by, reason=what.reason, at=at, undoes_sale=True):
            _put_back(business_id, order, _all_of(order), at=at, reason=what.reason)
            if order.discount:
                give_vouchers_back([order.id], at=at)


def _pay_back(
    business_id: int,
    order: LockedOrder,
    payment: PaymentState,
    what: Return,
    *,
    by: str,
    reason: str,
    at: datetime,
    undoes_sale: bool = False,
) -> bool:
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
            at=at,
            undoes_sale=undoes_sale,
        )
    except NotPaid:
        raise AllGivenBack(order=order.code) from None
    except RefundKeyUsed:
        if what.amount is not None or payment.kept:
            raise
        return False  # all that was left was given back under this key, after a part
    return given.is_new


def _coming(order: LockedOrder, payment: PaymentState, what: Return) -> Mapping[UUID, int | None]:
    """The pieces that come back with this money."""
    if what.pieces is not None:
        return what.pieces
    is_the_rest = what.amount is None or what.amount >= payment.kept
    return _all_of(order) if what.goods_back and is_the_rest else {}


def _all_of(order: LockedOrder) -> dict[UUID, int | None]:
    return {line.variant_id: None for line in lines_of([order.id])}


def _out(business_id: int, order: LockedOrder) -> dict[UUID, int]:
    """How many pieces of each variant left and did not come back."""
    out: dict[UUID, int] = {}
    for move in moves_for_order(business_id, order.id, _all_of(order).keys()):
        out[move.variant_id] = out.get(move.variant_id, 0) - move.pieces
    return out


def _end_debt(business_id: int, order: LockedOrder, what: Return, *, by: str, reason: str, at: datetime) -> None:
    if what.amount is not None or not what.goods_back:
        raise OnlyGoods(field="amount" if what.amount is not None else "goods_back", order=order.code)
    if what.pieces is not None and dict(what.pieces) != _out(business_id, order):
        raise AllAtOnce(field="lines", order=order.code)
    cancel_payments([order.id])
    note = f"Barang kembali: {reason}" if reason else "Barang kembali"
    write_state([order.id], "completed", by=by, at=at, note=note[:200])


def _put_back(
    business_id: int, order: LockedOrder, pieces: Mapping[UUID, int | None], *, at: datetime, reason: str, owed: int = 0
) -> None:
    """Pieces that are still out return to the shelf; with `owed`, what the buyer owed for them is owed no more."""
    if not (pieces or owed):
        return
    back = give_back(business_id, order.id, pieces, at=at, note=reason)
    sale = Sale(business_id, order.id, order.code, order.total, order.delivery_fee, sum(each.cost for each in back.values()))
    source = str(order.id) if owed else f"{order.id}:{new_id()}"
    record_new([restock_entry(sale, source=source, owed=owed, at=at, zone=zones_of({business_id})[business_id])])
