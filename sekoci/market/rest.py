"""The market as JSON: the same search, by the same rules, for whoever builds on it."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel

from sekoci.catalog.queries import photo_url
from sekoci.kit.pages import json_response
from sekoci.kit.rest import Problem
from sekoci.market.queries import FoundProduct, FoundShop, Search, find
from sekoci.registry.queries import Shop

router = Router(tags=["market"])
CODE = r"^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?$"


class MarketQuestion(BaseModel):
    """`area` and `near` are codes of areas as `/areas` gives them; `kind` is a kind of business or a group of kinds."""

    q: Annotated[str, Query(max_length=100)] = ""
    show: Literal["products", "shops"] = "products"
    area: Annotated[str | None, Query(pattern=CODE)] = None
    near: Annotated[str | None, Query(pattern=CODE)] = None
    kind: Annotated[str, Query(max_length=24)] = ""
    open_now: bool = False
    sort: Literal["best", "price", "newest"] = "best"
    cursor: Annotated[str | None, Query(max_length=60)] = None
    limit: Annotated[int, Query(ge=1, le=50)] = 24


class MarketShop(BaseModel):
    slug: str
    name: str
    sells: str
    area: str
    area_code: str
    open_now: bool
    url: str


class MarketItem(BaseModel):
    """A shop, and of `products` the product; `metres` from the place asked near, about: middle of area to middle of area."""

    shop: MarketShop
    metres: int | None
    id: UUID | None = None
    name: str | None = None
    price: int | None = None
    currency: Literal["IDR"] | None = None
    stock: int | None = None
    photo: str | None = None
    url: str


class MarketPage(BaseModel):
    """`partial`: more than a thousand answer, of which a thousand were looked at; narrow the question."""

    items: list[MarketItem]
    next: str | None
    partial: bool


SORTS: dict[str, Literal["", "harga", "baru"]] = {"best": "", "price": "harga", "newest": "baru"}


@router.get("/market", response={200: MarketPage, 422: Problem}, summary="Shops and products by words, area, nearness and hour")
def search_market(request: HttpRequest, asked: Query[MarketQuestion]) -> HttpResponse:
    """Everyday spelling and one slip of the finger are forgiven: `kripik`, `singkogn`, `jus` for `juice`. No key is needed."""
    found = find(
        Search(
            words=asked.q.replace("\x00", " ").strip(),
            area=asked.area or "",
            near=asked.near or "",
            kind=asked.kind,
            shops=asked.show == "shops",
            open_now=asked.open_now,
            sort=SORTS[asked.sort],
            cursor=asked.cursor,
            limit=asked.limit,
        )
    )
    items = [_shop_json(each) for each in found.shops] + [_product_json(each) for each in found.products]
    return json_response({"items": items, "next": found.next, "partial": found.is_part})


def _shop_json(found: FoundShop) -> dict[str, Any]:
    shop = _shop(found.shop)
    return {"shop": shop, "metres": found.metres, "url": shop["url"]}


def _product_json(found: FoundProduct) -> dict[str, Any]:
    shop, item = found.shop, found.item
    return {
        "shop": _shop(shop),
        "metres": found.metres,
        "id": str(item.id),
        "name": item.name,
        "price": item.price,
        "currency": "IDR",
        "stock": item.stock,
        "photo": f"{settings.PUBLIC_URL}{photo_url(shop.id, item.photo, 640)}" if item.photo else None,
        "url": f"{settings.PUBLIC_URL}/{shop.slug}/p/{item.id}",
    }


def _shop(shop: Shop) -> dict[str, Any]:
    return {
        "slug": shop.slug,
        "name": shop.name,
        "sells": shop.sells,
        "area": shop.area_path,
        "area_code": shop.area_code,
        "open_now": shop.is_open_now,
        "url": f"{settings.PUBLIC_URL}/{shop.slug}",
    }
