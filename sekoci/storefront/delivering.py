"""Where an order is brought and what that costs, as the checkout asks and shows it; the last place is remembered in a cookie."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from sekoci.delivery.pages import DestinationForm
from sekoci.delivery.queries import Quote, quotes_for, terms_of
from sekoci.delivery.rules import SayWhere, Terms
from sekoci.kit.cookies import path_cookie
from sekoci.kit.errors import Refusal
from sekoci.kit.scope import reading
from sekoci.registry.queries import Shop, area_by_code

COOKIE = path_cookie("antar")
KEPT = 180 * 24 * 3600


@dataclass
class Delivery:
    """What is known so far. `fee` is None while nobody can say it, or `why_not` says why there is none."""

    terms: Terms
    place: DestinationForm | None = None
    area: str = ""
    to: str = ""
    fee: int | None = None
    why_not: str = ""

    @property
    def asks_where(self) -> bool:
        return self.place is not None


def delivery_for(request: HttpRequest, shop: Shop, total: int) -> Delivery:
    """What bringing goods of this total costs, to where the form or else the cookie says. No statement with one price for all."""
    terms = terms_of(shop)
    if not shop.delivery_way:
        return Delivery(terms, fee=shop.delivery_fee)
    place = _place_form(request, shop, terms) if terms.asks_where else None
    area = place.picks().chosen if place else ""
    with reading(shop.id):
        quote = quotes_for({(shop.id, area)}).get((shop.id, area), Quote(terms, None))
    delivery = Delivery(terms, place, area, quote.where.name if quote.where else "")
    try:
        delivery.fee = quote.fee(shop, total)
    except Refusal as no:
        if area or not isinstance(no, SayWhere):
            delivery.why_not = no.sentence()
    return delivery


def fee_shown(request: HttpRequest, delivery: Delivery) -> int | None:
    """The fee that the page showed for this very place; None where it showed none yet, unless there is none to pay."""
    shown = request.POST.get("fee", "")
    if delivery.asks_where and request.POST.get("fee_area", "") != delivery.area:
        return None if delivery.fee else delivery.fee
    return int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 12 else None


def remember_area(response: HttpResponse, shop: Shop, area: str) -> None:
    if area:
        response.set_cookie(
            COOKIE,
            area,
            max_age=KEPT,
            path=f"/{shop.slug}",
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )


def _place_form(request: HttpRequest, shop: Shop, terms: Terms) -> DestinationForm:
    sent = request.POST if request.method == "POST" else None
    known = None if sent else area_by_code(request.COOKIES.get(COOKIE, "")[:13])
    return DestinationForm(sent, at=known, near=shop.area_code, terms=terms)
