"""The counter: tap what was sold, tap how it was paid. Nothing else."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sekoci.books.queries import money_between
from sekoci.catalog.queries import shelf
from sekoci.kasir import actions
from sekoci.kit import clock
from sekoci.kit.errors import Invalid, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.money import parse_rupiah, rupiah
from sekoci.kit.qr import qr_svg
from sekoci.kit.text import clean_line
from sekoci.payments.queries import stickers_of
from sekoci.payments.rules import make_dynamic
from sekoci.registry.pages import ShopRequest, my_shop
from sekoci.registry.queries import Shop

MOST_SEARCHED = 180
"""Sixty letters are read of what is looked for; cleaned, each may become three."""
SAID = {"cash": "tunai", "qris": "QRIS", "transfer": "transfer"}


@require_http_methods(["GET", "POST"])
@my_shop(roles=("owner", "staff", "cashier"))
def sell(request: ShopRequest, shop: Shop) -> HttpResponse:
    if request.method == "GET":
        return _counter(request, shop)
    try:
        lines, amount, what = _what_was_sold(request)
        method = request.POST.get("cara", "")
        if method == "qris" and not request.POST.get("masuk"):
            return _show_code(request, shop, lines, amount, what)
        sold = actions.sell(
            shop.id,
            lines,
            amount=amount,
            what=what,
            method=method,
            key=clean_line(request.POST.get("kunci", "")[:80], most=80, field="kunci") or str(new_id()),
            by=f"owner:{request.user.pk}",
        )
    except Refusal as refusal:
        return _counter(request, shop, error=refusal.sentence(), status=refusal.status)
    said = _("Tercatat {amount}, {way}.").format(amount=rupiah(sold.total), way=SAID.get(method, method))
    if request.role != "cashier":
        at = reverse("orders:order", args=[shop.slug, sold.order_id])
        said = format_html('{} <a href="{}">{}</a>', said, at, _("Lihat atau batalkan"))
    messages.success(request, said)
    if sold.needs_attention:
        messages.warning(request, _("Stok tercatat kurang dari yang dijual. Betulkan stoknya, supaya untung benar."))
    return redirect("kasir:sell", slug=shop.slug)


def _counter(request: HttpRequest, shop: Shop, *, error: str = "", status: int = 200) -> HttpResponse:
    today = clock.day_in(shop.zone)
    search = clean_line(request.GET.get("cari", "")[:60], most=MOST_SEARCHED, field="cari")
    page = shelf(shop.id, search=search, limit=60, cursor=request.GET.get("dari") or None)
    facts = {
        "items": page.items,
        "next": page.next,
        "search": search,
        "error": error,
        "typed": request.POST if error else {},
        "key": str(new_id()),
        "money": money_between(shop.id, today, today, with_balances=False),
    }
    return render(request, "kasir/sell.html", facts, status=status)


def _show_code(
    request: HttpRequest, shop: Shop, lines: list[tuple[UUID, UUID | None, int]], amount: int, what: str
) -> HttpResponse:
    """The owner's own QRIS with the amount in it, to hold out to the buyer; the sale is recorded once the money is seen."""
    total = actions.price(shop.id, lines, amount=amount, method="qris")
    kept = [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
    sticker = stickers_of([shop.id]).get(shop.id)
    facts = {"total": total, "code": qr_svg(make_dynamic(sticker, total)) if sticker else "", "kept": kept}
    return render(request, "kasir/code.html", facts)


def _what_was_sold(request: HttpRequest) -> tuple[list[tuple[UUID, UUID | None, int]], int, str]:
    """`n-<product>` or `n-<product>-<variant>` with a quantity; `uang` and `apa` for a free amount."""
    lines = []
    for name, value in request.POST.items():
        if name.startswith("n-") and str(value).strip() not in ("", "0"):
            product, _sep, variant = name[2:].partition("_")
            lines.append((_uuid(product), _uuid(variant) if variant else None, _quantity(str(value))))
    typed = request.POST.get("uang", "").strip()
    amount = parse_rupiah(typed, field="uang") if typed else 0
    return lines, amount, clean_line(request.POST.get("apa", ""), most=80, field="apa")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid(field="n", why_id="Barang tidak dikenal.", why_en="Unknown product.") from None


def _quantity(text: str) -> int:
    if not (text.isascii() and text.strip().isdigit() and len(text) <= 9):
        raise Invalid(field="n", why_id="Jumlah harus angka, misalnya 2.", why_en="A quantity is a number, such as 2.")
    return int(text)
