"""The owner's orders: today at a glance, the list, one order and what can be done with it."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from sekoci.accounts.actions import note_view
from sekoci.accounts.pages import seeing, seen
from sekoci.books.queries import money_between
from sekoci.catalog.queries import worries
from sekoci.delivery.queries import proof_of
from sekoci.kit import clock
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.sheets import list_answer
from sekoci.kit.text import clean_line
from sekoci.orders.files import lines_sheet, orders_sheet
from sekoci.orders.forms import ReturnForm
from sekoci.orders.pages import WAYS_IN
from sekoci.orders.queries import (
    OPEN,
    OrderView,
    StepView,
    count_by_state,
    order_by_token,
    order_of,
    orders_of,
)
from sekoci.orders.returns import BackView, Returns, returns_of
from sekoci.orders.steps import STEPS, Asked, Text, verbs_for
from sekoci.payments.queries import stickers_of
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop, area_by_code, shop_even_closed


@dataclass(frozen=True)
class Filter:
    """A pill above the list; `owed`: also what was handed over and not paid; `short`: of which more was sold than was there."""

    label: Text
    states: tuple[str, ...]
    owed: bool = False
    short: bool = False


FILTERS = {
    "terbuka": Filter(gettext_lazy("Perlu dikerjakan"), OPEN, owed=True),
    "baru": Filter(gettext_lazy("Baru"), ("placed",)),
    "utang": Filter(gettext_lazy("Utang pembeli"), (), owed=True),
    "disiapkan": Filter(gettext_lazy("Disiapkan"), ("accepted", "packed")),
    "jalan": Filter(gettext_lazy("Diserahkan dan dikirim"), ("handed_over", "sent")),
    "selesai": Filter(gettext_lazy("Selesai"), ("completed",)),
    "batal": Filter(gettext_lazy("Batal"), ("cancelled", "expired")),
    "kurang": Filter(gettext_lazy("Stok kurang"), (), short=True),
    "semua": Filter(gettext_lazy("Semua"), ()),
}


MOST_IN_A_FILE = 20_000


@require_GET
@my_shop()
def home(request: HttpRequest, shop: Shop) -> HttpResponse:
    """What an owner opens at night: what is left today, what waits, what runs out."""
    today = clock.day_in(shop.zone)
    noting = seeing(request, what="row", shop=shop.name)
    waiting = orders_of(shop.id, states=OPEN, owed=True, urgent_first=True, limit=5, shown_by=noting)
    facts = {
        "today": today,
        "money": money_between(shop.id, today, today, with_balances=False),
        "waiting": waiting,
        "counts": count_by_state(shop.id, and_short=True),
        "worries": worries(shop.id, limit=5),
        "unpayable": not shop.bank_account and not waiting.items and not stickers_of([shop.id]),
    }
    return render(request, "orders/home.html", facts)


@require_GET
@my_shop()
def order_list(request: HttpRequest, shop: Shop) -> HttpResponse:
    chosen, search, oldest_first = _wish(request, otherwise="terbuka")
    wanted = FILTERS[chosen]
    page = orders_of(
        shop.id,
        states=wanted.states,
        owed=wanted.owed,
        short=wanted.short,
        search=search,
        oldest_first=oldest_first,
        cursor=request.GET.get("dari") or None,
        shown_by=seeing(request, what="row", shop=shop.name),
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
    """The chosen orders as a file, or (`isi=barang`) what was ordered in them, with the shop's own time."""
    chosen, search, oldest_first = _wish(request, otherwise="semua")
    wanted = FILTERS[chosen]
    found = orders_of(
        shop.id,
        states=wanted.states,
        owed=wanted.owed,
        short=wanted.short,
        search=search,
        oldest_first=oldest_first,
        limit=MOST_IN_A_FILE,
    ).items
    if request.GET.get("isi") == "barang":
        return list_answer(request, f"barang-pesanan-{shop.slug}", *lines_sheet(found, shop.zone))
    note_view([order.buyer_phone for order in found], viewer=f"shop:{request.user.pk}", what="list", place=shop.name)
    return list_answer(request, f"pesanan-{shop.slug}", *orders_sheet(found, shop.zone))


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
    seen(request, [order.buyer_phone], what="order", shop=shop.name)
    return _shown(request, shop, order)


@require_POST
@my_shop()
def move(request: HttpRequest, shop: Shop, order_id: UUID, verb: str) -> HttpResponse:
    """Do one thing with one order, then show it again; a refusal is shown there too, and nothing changed.

    What was typed wrongly stands beside its field, in the form as it was sent.
    """
    step, order = STEPS.get(verb), order_of(shop.id, order_id)
    if step is None or order is None:
        raise NotFound()
    form = ReturnForm(order, returns_of(order), request.POST) if verb == "kembalikan" else None
    if form and not form.is_valid():
        return _shown(request, shop, order, form)
    try:
        step.act(Asked(request, shop, order_id, f"owner:{request.user.pk}", form))
        messages.success(request, str(step.done))
    except Refusal as refusal:
        if form and (field := form.field_of(refusal)):
            form.add_error(field, refusal.sentence())
            return _shown(request, shop, order, form)
        messages.error(request, refusal.sentence())
    return redirect("orders:order", slug=shop.slug, order_id=order_id)


@require_GET
def by_token(request: HttpRequest, token: str) -> HttpResponse:
    """The short address of a buyer's order leads to the page in its shop."""
    order = order_by_token(token)
    shop = shop_even_closed(order.business_id) if order else None
    if shop is None:
        raise NotFound()
    return redirect(f"/{shop.slug}/pesanan/{token}")


def _shown(request: HttpRequest, shop: Shop, order: OrderView, form: ReturnForm | None = None) -> HttpResponse:
    """The page of one order; with `form`, the one that could not be done, open and as it was sent."""
    returns = returns_of(order)
    way: list[StepView | BackView] = [*order.steps, *returns.backs]
    facts = {
        "order": order,
        "way_in": WAYS_IN.get(order.way_in, ""),
        "village": area_by_code(order.area_code) if order.area_code else None,
        "verbs": verbs_for(order, returns, zone=shop.zone),
        "returns": returns,
        "way": sorted(way, key=lambda each: each.at),
        "proof": proof_of(shop.id, order.id) if order.fulfilment == "delivery" and order.state == "completed" else None,
        "is_short": order.needs_attention == "short_stock" and not _is_given_back(order, returns),
        "form": form or ReturnForm(order, returns),
        "is_open": form is not None,
    }
    return render(request, "orders/order.html", facts, status=422 if form else 200)


def _wish(request: HttpRequest, *, otherwise: str) -> tuple[str, str, bool]:
    """What the visitor asked to see, out of the address: a filter, words to look for, and whether the oldest come first."""
    chosen = request.GET.get("saring", otherwise)
    search = clean_line(request.GET.get("cari", "")[:60], most=180, field="cari")
    return chosen if chosen in FILTERS else otherwise, search, request.GET.get("urut") == "lama"


def _is_given_back(order: OrderView, returns: Returns) -> bool:
    """Whether nothing of the order is left to look after: its money or its goods came back, or it ended before."""
    paid = order.payment.status if order.payment else ""
    return paid in ("refunded", "cancelled") or order.state in ("cancelled", "expired") or returns.are_all_goods
