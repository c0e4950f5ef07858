"""The counter: tap what was sold, tap how it was paid. Nothing else."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from sekoci.books.queries import money_between
from sekoci.catalog.queries import products, shelf
from sekoci.kasir import actions
from sekoci.kasir.counter import WAYS, chosen_products, goods_of, money_of, said_of, short_of, sold_lines
from sekoci.kit import clock
from sekoci.kit.errors import NotAllowed, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.money import parse_rupiah
from sekoci.kit.qr import qr_svg
from sekoci.kit.scope import in_business
from sekoci.kit.sheets import Cell, list_answer
from sekoci.kit.text import clean_line
from sekoci.orders.queries import OrderView, order_of, sold_by
from sekoci.orders.rules import Grant
from sekoci.payments.queries import cash_given_back, stickers_of
from sekoci.payments.rules import make_dynamic
from sekoci.registry.pages import ShopRequest, my_shop
from sekoci.registry.queries import Shop

MOST_SEARCHED = 180
"""Sixty letters are read of what is looked for; cleaned, each may become three."""
MOST_A_DAY, SHOWN = 5_000, 200
"""Sales of one person in a day: so many are counted, so many of them are listed on the page."""
EVERYBODY = ("owner", "staff", "cashier")
TAKES_OFF = {"voucher": "voucher", "discount": "potongan"}
"""What may lower a sale: how refusals name it, and its field."""


@require_http_methods(["GET", "POST"])
@my_shop(roles=EVERYBODY)
def sell(request: ShopRequest, shop: Shop) -> HttpResponse:
    """GET shows the goods. POST sells them, or (without a way of paying) shows other goods and keeps what was chosen."""
    if request.method == "GET":
        return _counter(request, shop)
    method = request.POST.get("cara", "")
    if "lihat" in request.POST:
        return _counter(request, shop, quoted=_worth(request, shop))
    try:
        if "hitung" in request.POST:
            return _counter(request, shop, quoted=actions.price(shop.id, _what_was_sold(request), method="cash"))
        what = _what_was_sold(request)
        if method == "qris" and not request.POST.get("masuk"):
            return _show_code(request, shop, what)
        sold = actions.sell(
            shop.id,
            what,
            method=method,
            key=clean_line(request.POST.get("kunci", "")[:80], most=80, field="kunci") or str(new_id()),
            by=_signature(request),
        )
    except Refusal as refusal:
        return _counter(request, shop, error=refusal, quoted=_worth(request, shop, without=refusal.field or ""))
    is_cashier = request.role == "cashier"
    messages.success(request, said_of(shop, sold, method, is_cashier=is_cashier))
    if sold.needs_attention and (order := order_of(shop.id, sold.order_id)):
        messages.warning(request, short_of(shop, order.lines, is_cashier=is_cashier))
    return redirect("kasir:sell", slug=shop.slug)


@require_GET
@my_shop(roles=EVERYBODY)
def my_sales(request: ShopRequest, shop: Shop) -> HttpResponse:
    """What this person sold over the counter today, and what money of it there should be: to look at, not to change."""
    sales = _sold_today(request, shop)
    payments = [sale.payment for sale, _way in sales if sale.payment and sale.payment.status in ("settled", "refunded")]
    given_back = [payment.id for payment in payments if payment.refunded]
    with in_business(shop.id):
        sums = money_of(payments, cash_given_back(given_back) if given_back else {})
    total = sum(amount for _name, amount in sums)
    facts = {"today": clock.day_in(shop.zone), "sales": sales[:SHOWN], "sums": sums, "all": total}
    return render(request, "kasir/sales.html", facts)


@require_GET
@my_shop(roles=EVERYBODY)
def my_sales_file(request: ShopRequest, shop: Shop) -> HttpResponse:
    """The same as a file: a row a thing sold, with what it came to; so a sum over the rows is the sum of the sales."""
    home = ZoneInfo(shop.zone)
    rows: list[list[Cell]] = [
        [
            sale.code, sale.placed_at.astimezone(home).isoformat(timespec="minutes"), line.name, line.quantity,
            line.total - line.discount, str(way),
        ]
        for sale, way in _sold_today(request, shop)
        for line in sale.lines
    ]  # fmt: skip
    heads = [
        gettext("kode"), gettext("waktu"), gettext("barang"), gettext("banyaknya"), gettext("jumlah"), gettext("cara bayar"),
    ]  # fmt: skip
    return list_answer(request, f"penjualan-{shop.slug}-{clock.day_in(shop.zone)}", heads, rows)


def _sold_today(request: ShopRequest, shop: Shop) -> list[tuple[OrderView, object]]:
    """What this person sold today, each with how it was paid."""
    today = clock.day_in(shop.zone)
    since, until = clock.day_span(shop.zone, today, today)
    sales = sold_by(shop.id, _signature(request), since=since, until=until, most=MOST_A_DAY)
    return [(sale, WAYS.get(sale.payment.method, "") if sale.payment else "") for sale in sales]


def _counter(request: ShopRequest, shop: Shop, *, error: Refusal | None = None, quoted: Grant | None = None) -> HttpResponse:
    """The goods; those that were chosen and are not on this page of the shelf come first. `quoted`: what they come to."""
    asked, typed = request.POST or request.GET, request.POST
    search = clean_line(asked.get("cari", "")[:60], most=MOST_SEARCHED, field="cari")
    page = shelf(shop.id, search=search, limit=60, cursor=asked.get("lihat") or asked.get("dari") or None)
    kept = products(shop.id, chosen) if (chosen := chosen_products(typed)) else []
    shown = {item.id for item in page.items}
    today = clock.day_in(shop.zone)
    facts = {
        "goods": goods_of([*(item for item in kept if item.id not in shown), *page.items], typed),
        "next": page.next,
        "is_long": bool(search or page.next or len(page.items) > 8),
        "search": search,
        "error": error and error.sentence(),
        "wrong": error and error.field,
        "typed": typed,
        "quoted": quoted,
        "key": str(new_id()),
        "money": None if request.role == "cashier" else money_between(shop.id, today, today, with_balances=False),
    }
    return render(request, "kasir/sell.html", facts, status=error.status if error else 200)


def _show_code(request: HttpRequest, shop: Shop, what: actions.Sold) -> HttpResponse:
    """The owner's own QRIS with the amount in it, to hold out to the buyer; the sale is recorded once the money is seen."""
    total = actions.price(shop.id, what, method="qris").total
    kept = [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
    sticker = stickers_of([shop.id]).get(shop.id)
    facts = {"total": total, "code": qr_svg(make_dynamic(sticker, total)) if sticker and total else "", "kept": kept}
    return render(request, "kasir/code.html", facts)


def _worth(request: ShopRequest, shop: Shop, *, without: str = "") -> Grant | None:
    """What was chosen comes to, without the voucher or what is taken off where that is wrong. None: it cannot be told."""
    try:
        return actions.price(shop.id, _what_was_sold(request, without=without), method="cash")
    except Refusal as no:
        return _worth(request, shop, without=no.field) if no.field in TAKES_OFF and not without else None


def _what_was_sold(request: ShopRequest, *, without: str = "") -> actions.Sold:
    """The goods and their quantities; `uang` and `apa` for a free amount; `voucher`, and what an owner takes off.

    `without` names one of the last two that is not to be looked at.
    """
    typed = request.POST.get("uang", "").strip()
    voucher, off = ("" if without == name else request.POST.get(field, "").strip() for name, field in TAKES_OFF.items())
    if off and request.role == "cashier":
        raise NotAllowed()
    return actions.Sold(
        sold_lines(request.POST),
        parse_rupiah(typed, field="uang") if typed else 0,
        clean_line(request.POST.get("apa", ""), most=80, field="apa"),
        voucher,
        parse_rupiah(off, field="discount") if off else 0,
    )


def _signature(request: ShopRequest) -> str:
    """Whose hand a sale is in: an owner's, and a cashier's alike."""
    return f"owner:{request.user.pk}"
