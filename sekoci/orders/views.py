"""The owner's orders: today at a glance, the list, one order and what can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from sekoci.books.queries import money_between
from sekoci.catalog.queries import worries
from sekoci.kit import clock
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.money import parse_rupiah
from sekoci.kit.sheets import csv_answer
from sekoci.kit.text import clean_line
from sekoci.orders import actions
from sekoci.orders.queries import (
    OPEN,
    OrderView,
    count_by_state,
    order_by_token,
    order_of,
    orders_of,
)
from sekoci.orders.rules import GONE, HOLDING, NEXT
from sekoci.payments.queries import stickers_of
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop, shop_of

Text = Any
"""A lazy translation; django-stubs gives it no public name."""


@dataclass(frozen=True)
class Filter:
    """A pill above the list; `owed`: also what was handed over and not paid."""

    label: Text
    states: tuple[str, ...]
    owed: bool = False


FILTERS = {
    "terbuka": Filter(gettext_lazy("Perlu dikerjakan"), OPEN, owed=True),
    "baru": Filter(gettext_lazy("Baru"), ("placed",)),
    "disiapkan": Filter(gettext_lazy("Disiapkan"), ("accepted", "packed")),
    "jalan": Filter(gettext_lazy("Diserahkan dan dikirim"), ("handed_over", "sent")),
    "utang": Filter(gettext_lazy("Barang diterima, belum dibayar"), (), owed=True),
    "selesai": Filter(gettext_lazy("Selesai"), ("completed",)),
    "batal": Filter(gettext_lazy("Batal"), ("cancelled", "expired")),
    "semua": Filter(gettext_lazy("Semua"), ()),
}


@require_GET
@my_shop()
def home(request: HttpRequest, shop: Shop) -> HttpResponse:
    """What an owner opens at night: what is left today, what waits, what runs out."""
    today = clock.day_in(shop.zone)
    waiting = orders_of(shop.id, states=OPEN, owed=True, urgent_first=True, limit=5)
    facts = {
        "today": today,
        "money": money_between(shop.id, today, today, with_balances=False),
        "waiting": waiting,
        "counts": count_by_state(shop.id),
        "worries": worries(shop.id, limit=5),
        "unpayable": not shop.bank_account and not waiting.items and not stickers_of([shop.id]),
    }
    return render(request, "orders/home.html", facts)


@require_GET
@my_shop()
def order_list(request: HttpRequest, shop: Shop) -> HttpResponse:
    chosen = request.GET.get("saring", "terbuka")
    if chosen not in FILTERS:
        chosen = "terbuka"
    search = clean_line(request.GET.get("cari", "")[:60], most=180, field="cari")
    oldest_first = request.GET.get("urut") == "lama"
    wanted = FILTERS[chosen]
    page = orders_of(
        shop.id,
        states=wanted.states,
        owed=wanted.owed,
        search=search,
        oldest_first=oldest_first,
        cursor=request.GET.get("dari") or None,
    )
    facts = {
        "page": page,
        "filters": [(name, each.label) for name, each in FILTERS.items()],
        "chosen": chosen,
        "search": search,
        "oldest_first": oldest_first,
        "counts": count_by_state(shop.id),
    }
    more = request.headers.get("HX-Target") == "daftar-lagi"
    return render(request, "orders/rows.html" if more else "orders/list.html", facts)


@require_GET
@my_shop()
def export(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The chosen orders as CSV, with the shop's own time."""
    chosen = request.GET.get("saring", "semua")
    wanted = FILTERS.get(chosen, FILTERS["semua"])
    home = ZoneInfo(shop.zone)
    rows: list[list[str | int]] = []
    for order in orders_of(shop.id, states=wanted.states, owed=wanted.owed, limit=5_000).items:
        placed, paid = order.placed_at.astimezone(home), order.payment
        rows.append(
            [
                order.code, placed.isoformat(timespec="minutes"), order.state, order.buyer_name, order.buyer_phone,
                order.fulfilment, paid.method if paid else "", paid.status if paid else "", order.total,
            ]
        )  # fmt: skip
    heads = ["kode", "waktu", "status", "pembeli", "hp", "cara", "bayar", "lunas", "total"]
    return csv_answer(f"pesanan-{shop.slug}.csv", heads, rows)


@require_GET
@my_shop()
def news(request: HttpRequest, shop: Shop) -> HttpResponse:
    """Polled by the owner's pages: a bar that says how many orders are new; when the number grows, the page rings."""
    facts = {"counts": count_by_state(shop.id)}
    return render(request, "orders/news.html", facts)


@require_GET
@my_shop()
def order_page(request: HttpRequest, shop: Shop, order_id: UUID) -> HttpResponse:
    order = order_of(shop.id, order_id)
    if order is None:
        raise NotFound()
    left = order.payment.amount - order.payment.refunded if order.payment else 0
    facts = {"order": order, "verbs": verbs_for(order), "left": left, "key": str(new_id())}
    return render(request, "orders/order.html", facts)


@require_POST
@my_shop()
def move(request: HttpRequest, shop: Shop, order_id: UUID, verb: str) -> HttpResponse:
    """Do one thing with one order, then show it again; a refusal is shown there too, and nothing changed."""
    step = STEPS.get(verb)
    if step is None or order_of(shop.id, order_id) is None:
        raise NotFound()
    try:
        step.act(request, shop, order_id, f"owner:{request.user.pk}")
        messages.success(request, str(step.done))
    except Refusal as refusal:
        messages.error(request, refusal.sentence())
    return redirect("orders:order", slug=shop.slug, order_id=order_id)


@require_GET
def by_token(request: HttpRequest, token: str) -> HttpResponse:
    """The short address of a buyer's order leads to the page in its shop."""
    order = order_by_token(token)
    shop = shop_of(order.business_id) if order else None
    if shop is None:
        raise NotFound()
    return redirect(f"/{shop.slug}/pesanan/{token}")


Act = Callable[[HttpRequest, Shop, UUID, str], None]


@dataclass(frozen=True)
class Step:
    """A button on an order: what it says, what it does, what is said afterwards."""

    label: Text
    done: Text
    act: Act
    leads_to: str = ""
    asks: str = ""
    kind: str = "secondary"


def _accept(request: HttpRequest, shop: Shop, order_id: UUID, by: str) -> None:
    actions.accept_orders(shop.id, [order_id], by=by)


def _pack(request: HttpRequest, shop: Shop, order_id: UUID, by: str) -> None:
    actions.pack_orders(shop.id, [order_id], by=by)


def _hand_over(request: HttpRequest, shop: Shop, order_id: UUID, by: str) -> None:
    actions.hand_over_orders(shop.id, [order_id], by=by)


def _hand_over_paid(request: HttpRequest, shop: Shop, order_id: UUID, by: str) -> None:
    actions.hand_over_orders(shop.id, [order_id], by=by, paid_cash=True)


def _send(request: HttpRequest, shop: Shop, order_id: UUID, by: str) -> None:
    actions.send_orders(shop.id, [order_id], by=by)


def _complete(request: HttpRequest, shop: Shop, order_id: UUID, by: str) -> None:
    actions.complete_orders(shop.id, [order_id], by=by)


def _paid(request: HttpRequest, shop: Shop, order_id: UUID, by: str) -> None:
    actions.confirm_order_payments(shop.id, [order_id], by=by)


def _cancel(request: HttpRequest, shop: Shop, order_id: UUID, by: str) -> None:
    reason = request.POST.get("alasan", "")
    actions.cancel_orders(shop.id, [order_id], by=by, reason=reason, refund_from=_purse(request))


def _refund(request: HttpRequest, shop: Shop, order_id: UUID, by: str) -> None:
    typed = request.POST.get("jumlah", "").strip()
    what = actions.Return(
        amount=parse_rupiah(typed, field="jumlah") if typed else None,
        goods_back=request.POST.get("barang") != "tidak",
        paid_from=_purse(request),
        reason=request.POST.get("alasan", ""),
        key=request.POST.get("kunci", "")[:80],
    )
    actions.refund_order(shop.id, order_id, by=by, what=what)


def _take_back(request: HttpRequest, shop: Shop, order_id: UUID, by: str) -> None:
    actions.refund_order(shop.id, order_id, by=by, what=actions.Return(reason=request.POST.get("alasan", "")))


def _purse(request: HttpRequest) -> str:
    return "bank" if request.POST.get("dari") == "bank" else "cash"


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
    "kembalikan": Step(gettext_lazy("Kembalikan uang"), gettext_lazy("Uang kembali sudah dicatat."), _refund, asks="alasan"),
    "barang-kembali": Step(
        gettext_lazy("Barang kembali"), gettext_lazy("Barang kembali, utangnya dihapus."), _take_back, asks="alasan"
    ),
}


BACK = {"kembalikan": "settled", "barang-kembali": "waiting"}
"""How the payment must stand for each way of taking back what has left."""


def verbs_for(order: OrderView) -> list[tuple[str, Step]]:
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
        if verb in BACK and (status != BACK[verb] or order.state not in GONE):
            continue
        if verb in ("kirim", "serahkan", "serahkan-tunai") and (verb == "kirim") != (order.fulfilment == "delivery"):
            continue
        allowed.append((verb, step))
    return allowed
