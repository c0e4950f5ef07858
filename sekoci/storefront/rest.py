"""The public JSON of a shop: who it is and what it sells. Ordering is in orders' own rest.py."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel

from sekoci.catalog.queries import Certificate, ShelfItem, ShelfVariant, certificates_shown, front_version, photo_url, shelf
from sekoci.delivery.queries import terms_of
from sekoci.delivery.rules import Terms
from sekoci.kit.clock import day_in
from sekoci.kit.errors import NotFound
from sekoci.kit.kept import answer_unless_known
from sekoci.kit.pages import json_response
from sekoci.kit.rest import Problem
from sekoci.kit.scope import in_business
from sekoci.orders.queries import ways_to_pay
from sekoci.registry.queries import Place, Shop, business_id_of, places, shop_at, shop_of

router = Router(tags=["shop"])


class AreaFeeOut(BaseModel):
    area: str
    name: str
    fee: int


class StepOut(BaseModel):
    km: int
    fee: int


class TermsOut(BaseModel):
    """`way`: `price` (one for all), `area` (only these areas and what lies in them), `distance` (up to so many kilometres)."""

    way: Literal["price", "area", "distance"]
    fee: int
    """The price, or the least there is."""
    areas: list[AreaFeeOut]
    steps: list[StepOut]
    free_from: int | None
    minimum: int


class ShopOut(BaseModel):
    slug: str
    name: str
    sells: str
    kind: str
    about: str
    area: str
    phone: str
    open_now: bool
    fulfilment: list[Literal["pickup", "delivery"]]
    delivery_fee: int
    """What a delivery costs; the least that it costs where `delivery` says more."""
    delivery: TermsOut | None
    """By which terms it is delivered; null where it is not."""
    payment: list[Literal["cash", "transfer", "qris"]]
    currency: Literal["IDR"] = "IDR"
    url: str


class VariantOut(BaseModel):
    id: UUID
    name: str
    price: int
    before: int | None
    promo_until: datetime | None
    stock: int


class PaperOut(BaseModel):
    """As the seller wrote it; nobody asked the issuer."""

    kind: Literal["pirt", "bpom", "halal"]
    number: str


class BundleOut(BaseModel):
    """Buy so many of the product, pay for so many; its variants count together, the cheapest are free."""

    buy: int
    pay: int
    until: datetime | None


class ProductOut(BaseModel):
    id: UUID
    name: str
    price: int
    """What it costs now; `before` is the ordinary price while there is a price for a time, `promo_until` its end."""
    before: int | None
    promo_until: datetime | None
    bundle: BundleOut | None
    currency: Literal["IDR"] = "IDR"
    stock: int
    unit: str
    category: str
    made_in: str | None
    maker: str
    certificates: list[PaperOut]
    photo: str | None
    variants: list[VariantOut]


class ProductPage(BaseModel):
    items: list[ProductOut]
    next: str | None


@router.get("/shops/{slug}", response={200: ShopOut, 404: Problem, 422: Problem}, summary="A shop")
def get_shop(request: HttpRequest, slug: str) -> HttpResponse:
    with _in_shop(slug) as shop:
        return json_response(shop_json(shop))


@router.get(
    "/shops/{slug}/products",
    response={200: ProductPage, 304: None, 404: Problem, 422: Problem},
    summary="What a shop sells",
)
def get_products(request: HttpRequest, slug: str, cursor: Annotated[str | None, Query(max_length=200)] = None) -> HttpResponse:
    """Fifty at a time. Send an answer's `ETag` back as `If-None-Match`: 304 while nothing has changed, at hardly any cost."""
    business_id = business_id_of("slug", slug)
    version, goods = front_version(business_id) if business_id is not None else (None, "")
    shop = shop_at(business_id, version) if business_id is not None and version else None
    if shop is None or not shop.has_public_shop:
        raise NotFound()
    seen = f"{version} {day_in(shop.zone)} {goods}"
    return answer_unless_known(request, lambda: _products(shop, cursor), version=seen)


def _products(shop: Shop, cursor: str | None) -> HttpResponse:
    with in_business(shop.id):
        page = shelf(shop.id, cursor=cursor, limit=50)
        papers = certificates_shown(shop.id, [item.id for item in page.items], today=day_in(shop.zone))
        made = places({item.made_in for item in page.items} - {""})
    items = [product_json(item, shop.id, place=made.get(item.made_in), papers=papers[item.id]) for item in page.items]
    return json_response({"items": items, "next": page.next})


@contextmanager
def _in_shop(slug: str) -> Iterator[Shop]:
    """The public shop at that address, in one transaction; not found where there is none."""
    business_id = business_id_of("slug", slug)
    if business_id is None:
        raise NotFound()
    with in_business(business_id):
        shop = shop_of(business_id)
        if shop is None or not shop.has_public_shop:
            raise NotFound()
        yield shop


def shop_json(shop: Shop) -> dict[str, Any]:
    ways = [way for way, offered in (("pickup", shop.offers_pickup), ("delivery", shop.offers_delivery)) if offered]
    return {
        "slug": shop.slug,
        "name": shop.name,
        "sells": shop.sells,
        "kind": shop.kind,
        "about": shop.about,
        "area": shop.area_path,
        "phone": shop.phone,
        "open_now": shop.is_open_now,
        "fulfilment": ways,
        "delivery_fee": shop.delivery_fee,
        "delivery": terms_json(terms_of(shop)) if shop.offers_delivery else None,
        "payment": list(ways_to_pay(shop)),
        "currency": "IDR",
        "url": f"{settings.PUBLIC_URL}/{shop.slug}",
    }


def product_json(item: ShelfItem, business_id: int, *, place: Place | None, papers: list[Certificate]) -> dict[str, Any]:
    photo = f"{settings.PUBLIC_URL}{photo_url(business_id, item.photo, 640)}" if item.photo else None
    return {
        "id": str(item.id),
        "name": item.name,
        "price": item.price,
        "before": item.before,
        "promo_until": item.until and item.until.isoformat(),
        "bundle": item.bundle and {**item.bundle._asdict(), "until": item.bundle.until and item.bundle.until.isoformat()},
        "currency": "IDR",
        "stock": item.stock,
        "unit": item.unit,
        "category": item.category,
        "made_in": place.path if place else None,
        "maker": item.maker,
        "certificates": [{"kind": each.kind, "number": each.number} for each in papers],
        "photo": photo,
        "variants": [variant_json(each) for each in item.variants],
    }


def variant_json(each: ShelfVariant) -> dict[str, Any]:
    return {
        "id": str(each.id),
        "name": each.name,
        "price": each.price,
        "before": each.before,
        "promo_until": each.until and each.until.isoformat(),
        "stock": each.stock,
    }


def terms_json(terms: Terms) -> dict[str, Any]:
    return {
        "way": terms.way,
        "fee": terms.least,
        "areas": [{"area": each.code, "name": each.name, "fee": each.fee} for each in terms.areas],
        "steps": [{"km": each.km, "fee": each.fee} for each in terms.steps],
        "free_from": terms.free_from,
        "minimum": terms.minimum,
    }
