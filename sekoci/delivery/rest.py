"""What a delivery costs, over JSON."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel

from sekoci.delivery.queries import Quote, quotes_for, start_of, terms_of
from sekoci.delivery.rules import km_to
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.money import MOST
from sekoci.kit.pages import json_response
from sekoci.kit.rest import Problem
from sekoci.kit.scope import in_business
from sekoci.registry.queries import business_id_of, shop_of

router = Router(tags=["shop"])


class NotDelivered(Refusal):
    code, status = "not_delivered", 422
    id = "Toko ini tidak mengantar. Ambil sendiri di tokonya."
    en = "This shop does not deliver. Collect it at the shop."


class QuoteOut(BaseModel):
    fee: int
    """Rupiah for goods of the `total` asked about."""
    currency: Literal["IDR"] = "IDR"
    area: str | None
    km: int | None
    """In a straight line, rounded up; null where the price does not depend on it."""


@router.get("/shops/{slug}/delivery", response={200: QuoteOut, 404: Problem, 422: Problem}, summary="What a delivery costs")
def get_quote(
    request: HttpRequest,
    slug: str,
    area: Annotated[str, Query(max_length=13, pattern=r"^[0-9.]*$")] = "",
    total: Annotated[int, Query(ge=0, le=MOST)] = 0,
) -> HttpResponse:
    """To the village or district `area` (its code), for goods of `total` rupiah before a voucher; 422 where it does not go."""
    business_id = business_id_of("slug", slug)
    if business_id is None:
        raise NotFound()
    with in_business(business_id):
        shop = shop_of(business_id)
        if shop is None or not shop.has_public_shop:
            raise NotFound()
        if not shop.offers_delivery:
            raise NotDelivered()
        found = quotes_for({(shop.id, area)}) if shop.delivery_way else {}
        quote = found.get((shop.id, area)) or Quote(terms_of(shop), None)
    by_distance = quote.terms.way == "distance" and quote.where is not None
    km = km_to(quote.where, start_of(shop)) if by_distance and quote.where else None
    where = quote.where.code if quote.where else None
    return json_response({"fee": quote.fee(shop, total), "currency": "IDR", "area": where, "km": km})
