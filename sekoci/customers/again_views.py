"""The last order once more: shown with what it comes to now, then ordered."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sekoci.customers.actions import NothingLeft, Wish, order_again
from sekoci.customers.forms import KeyedForm
from sekoci.customers.queries import may_bring, quote_again, rows_again
from sekoci.customers.views import customer_or_404
from sekoci.delivery.pages import DestinationForm
from sekoci.delivery.queries import terms_of
from sekoci.kit.errors import NotFound, Refusal
from sekoci.orders.queries import OrderView, orders_of_buyer
from sekoci.orders.rules import MOST_PIECES
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop

WAYS = {"delivery": True, "pickup": False}


@require_http_methods(["GET", "POST"])
@my_shop()
def again(request: HttpRequest, shop: Shop, customer_id: UUID) -> HttpResponse:
    """GET shows the goods of the last order, today's prices and what they come to; POST orders them for the customer.

    Only what was shown is ordered: after other numbers, or when a price or the fee changed, the new total is shown first.
    """
    customer = customer_or_404(request, shop, customer_id)
    last = next(iter(orders_of_buyer(shop.id, customer.phone, limit=1)), None)
    if last is None:
        raise NotFound()
    place = _place_form(request, shop, last)
    area = place.picks().chosen if place else last.area_code
    form = KeyedForm(request.POST if request.method == "POST" else None)
    wish = _wish(request, area) if request.method == "POST" else None
    only_looks = bool(request.headers.get("HX-Request")) or "cek" in request.POST
    said, status = "", 200
    if wish and form.is_valid() and not only_looks and _is_shown(request, wish):
        try:
            placed = order_again(shop, customer_id, wish, key=form.cleaned_data["kunci"], by=f"owner:{request.user.pk}")
        except Refusal as no:
            said, status = no.sentence(), no.status
        else:
            messages.success(request, _("Pesanan %(code)s dibuat.") % {"code": placed.code})
            return redirect("orders:order", slug=shop.slug, order_id=placed.order_id)
    rows = rows_again(shop, last, wish.pieces if wish else None)
    is_brought = may_bring(shop, last) and (wish is None or wish.is_brought is not False)
    grant = None
    try:
        if wish and not any(row.pieces for row in rows):
            raise NothingLeft()
        if any(row.pieces for row in rows) and (area or not place or not is_brought):
            grant = quote_again(shop, rows, is_brought=is_brought, area=area)
    except Refusal as no:
        said = said or no.sentence()
    if wish and grant and not said and not only_looks:
        said = _("Totalnya berubah. Periksa, lalu buat pesanan.")
    facts = {
        "customer": customer,
        "last": last,
        "rows": rows,
        "form": form,
        "any": any(row.stock for row in rows),
        "grant": grant,
        "said": said,
        "total": grant.total + grant.fee if grant else None,
        "may_bring": may_bring(shop, last),
        "is_brought": is_brought,
        "place": place,
    }
    return render(request, "customers/again.html", facts, status=status)


def _place_form(request: HttpRequest, shop: Shop, last: OrderView) -> DestinationForm | None:
    """Where to bring it, where the fee goes by that and the last order named no place."""
    if last.area_code or not may_bring(shop, last):
        return None
    terms = terms_of(shop)
    if not terms.asks_where:
        return None
    return DestinationForm(request.POST if request.method == "POST" else None, near=shop.area_code, terms=terms)


def _wish(request: HttpRequest, area: str) -> Wish:
    """What was sent: `n-<variant>` pieces, `h-<variant>` prices shown; what cannot be read counts as none."""
    fee, discount = (_number(request.POST.get(name, "")) for name in ("fee", "discount"))
    pieces = {variant: min(n, MOST_PIECES) for variant, n in _numbers(request, "n-").items()}
    return Wish(pieces, WAYS.get(request.POST.get("cara", "")), area, _numbers(request, "h-"), fee, discount)


def _is_shown(request: HttpRequest, wish: Wish) -> bool:
    """Whether the page showed the total of these very pieces, brought or collected."""
    shown = _numbers(request, "s-")
    same = {variant: n for variant, n in wish.pieces.items() if n} == {variant: n for variant, n in shown.items() if n}
    return same and request.POST.get("s-cara", "") == request.POST.get("cara", "")


def _numbers(request: HttpRequest, prefix: str) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for name, value in request.POST.items():
        number = _number(str(value)) if name.startswith(prefix) else None
        if number is None:
            continue
        try:
            found[UUID(name[len(prefix) :])] = number
        except ValueError:
            continue
    return found


def _number(typed: str) -> int | None:
    plain = typed.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 16 else None
