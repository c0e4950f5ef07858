"""The buttons on an order: what each says, what it does, and when it makes sense."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from sekoci.kit.clock import now
from sekoci.orders import actions
from sekoci.orders.forms import ReturnForm
from sekoci.orders.queries import OrderView
from sekoci.orders.returns import Returns
from sekoci.orders.rules import GONE, HOLDING, NEXT
from sekoci.registry.queries import Shop

Text = Any
"""A lazy translation; django-stubs gives it no public name."""


@dataclass(frozen=True)
class Asked:
    """Somebody pressed a button of an order; `form` is what they filled in, where there is a form, and valid."""

    request: HttpRequest
    shop: Shop
    order_id: UUID
    by: str
    form: ReturnForm | None = None

    @property
    def reason(self) -> str:
        return self.request.POST.get("alasan", "")

    @property
    def purse(self) -> str:
        return "bank" if self.request.POST.get("dari") == "bank" else "cash"


@dataclass(frozen=True)
class Step:
    """A button on an order: what it says, what it does, what is said afterwards."""

    label: Text
    done: Text
    act: Callable[[Asked], None]
    leads_to: str = ""
    asks: str = ""
    kind: str = "secondary"


def _accept(asked: Asked) -> None:
    actions.accept_orders(asked.shop.id, [asked.order_id], by=asked.by)


def _pack(asked: Asked) -> None:
    actions.pack_orders(asked.shop.id, [asked.order_id], by=asked.by)


def _hand_over(asked: Asked) -> None:
    actions.hand_over_orders(asked.shop.id, [asked.order_id], by=asked.by)


def _hand_over_paid(asked: Asked) -> None:
    actions.hand_over_orders(asked.shop.id, [asked.order_id], by=asked.by, paid_cash=True)


def _send(asked: Asked) -> None:
    actions.send_orders(asked.shop.id, [asked.order_id], by=asked.by)


def _complete(asked: Asked) -> None:
    actions.complete_orders(asked.shop.id, [asked.order_id], by=asked.by)


def _paid(asked: Asked) -> None:
    actions.confirm_order_payments(asked.shop.id, [asked.order_id], by=asked.by)


def _cancel(asked: Asked) -> None:
    actions.cancel_orders(asked.shop.id, [asked.order_id], by=asked.by, reason=asked.reason, refund_from=asked.purse)


def _refund(asked: Asked) -> None:
    if asked.form:
        actions.refund_order(asked.shop.id, asked.order_id, by=asked.by, what=asked.form.what())


def _undo_sale(asked: Asked) -> None:
    actions.undo_sale(asked.shop.id, asked.order_id, by=asked.by)


def _take_back(asked: Asked) -> None:
    actions.refund_order(asked.shop.id, asked.order_id, by=asked.by, what=actions.Return(reason=asked.reason))


STEPS = {
    "terima": Step(gettext_lazy("Terima pesanan"), gettext_lazy("Pesanan diterima."), _accept, "accepted", kind="primary"),
    "kemas": Step(gettext_lazy("Sudah dikemas"), gettext_lazy("Pesanan siap."), _pack, "packed", kind="primary"),
    "lunas": Step(
        gettext_lazy("Uang sudah masuk"), gettext_lazy("Pembayaran dicatat lunas."), _paid, asks="yakin", kind="primary"
    ),
    "serahkan-tunai": Step(
        gettext_lazy("Serahkan, terima tunai"),
        gettext_lazy("Pesanan diserahkan dan lunas."),
        _hand_over_paid,
        "handed_over",
        kind="primary",
    ),
    "serahkan": Step(
        gettext_lazy("Sudah diserahkan"), gettext_lazy("Pesanan diserahkan."), _hand_over, "handed_over", kind="primary"
    ),
    "kirim": Step(gettext_lazy("Sudah dikirim"), gettext_lazy("Pesanan dikirim."), _send, "sent", kind="primary"),
    "selesai": Step(gettext_lazy("Selesai"), gettext_lazy("Pesanan selesai."), _complete, "completed", kind="primary"),
    "batal": Step(gettext_lazy("Batalkan"), gettext_lazy("Pesanan dibatalkan."), _cancel, "cancelled", asks="alasan"),
    "batalkan-jual": Step(
        gettext_lazy("Batalkan penjualan ini"),
        gettext_lazy("Penjualan dibatalkan. Uang dan stok dihitung kembali."),
        _undo_sale,
        asks="yakin",
    ),
    "kembalikan": Step(gettext_lazy("Kembalikan uang"), gettext_lazy("Uang kembali sudah dicatat."), _refund, asks="alasan"),
    "barang-kembali": Step(
        gettext_lazy("Barang kembali"), gettext_lazy("Barang kembali, utangnya dihapus."), _take_back, asks="alasan"
    ),
}


UNPAID = ("serahkan", "selesai")
"""What is asked about first where the money did not come; so is sending what was not to be paid on arrival."""

BACK = {"kembalikan": ("settled", "refunded"), "barang-kembali": ("waiting",)}
"""How the payment may stand for each way of taking back what has left."""


def verbs_for(order: OrderView, returns: Returns, *, zone: str) -> list[tuple[str, Step]]:
    """The buttons that make sense for this order now, the most likely first."""
    status = order.payment.status if order.payment else ""
    cash = order.payment is not None and order.payment.method == "cash"
    allowed = []
    for verb, step in STEPS.items():
        if step.leads_to and step.leads_to not in NEXT[order.state]:
            continue
        if verb == "lunas" and (status != "waiting" or order.state in ("cancelled", "expired")):
            continue
        if verb == "lunas" and cash and order.state in HOLDING:  # nobody has come yet: it is paid when it is handed over
            continue
        if verb == "serahkan-tunai" and (status != "waiting" or not cash):
            continue
        if verb in BACK and (status not in BACK[verb] or order.state not in GONE):
            continue
        if verb == "batalkan-jual" and not order.is_fresh_sale(zone=zone, at=now()):
            continue
        if verb == "kembalikan" and not (order.left or returns.out):
            continue
        if verb in ("kirim", "serahkan", "serahkan-tunai") and (verb == "kirim") != (order.fulfilment == "delivery"):
            continue
        asks = "utang" if status == "waiting" and (verb in UNPAID or (verb == "kirim" and not cash)) else step.asks
        allowed.append((verb, replace(step, asks=asks)))
    return allowed
