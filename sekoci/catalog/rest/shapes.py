"""What products and papers look like in JSON: what is sent, and what is answered."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.conf import settings
from ninja import Header
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from sekoci.catalog.drafts import MOST_HEADING, MOST_PIECES, MOST_PRICE, MOST_VARIANTS
from sekoci.catalog.queries import Certificate, MyProductWhole, MyVariant, photo_url
from sekoci.kit.rest import Problem
from sekoci.registry.queries import Place

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
Unit = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20)]
Heading = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MOST_HEADING)]
Maker = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
AreaCode = Annotated[str, StringConstraints(pattern=r"^([0-9.]{2,13})?$")]
Description = Annotated[str, StringConstraints(max_length=2000)]
Price = Annotated[int, Field(strict=True, ge=1, le=MOST_PRICE)]
Cost = Annotated[int, Field(strict=True, ge=0, le=MOST_PRICE)]
Pieces = Annotated[int, Field(strict=True, ge=0, le=MOST_PIECES)]
Key = Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=80, pattern=r"^[\x21-\x7e]+$")]


class Sent(BaseModel):
    model_config = ConfigDict(extra="forbid")


class VariantIn(Sent):
    """A choice. With an `id` it is one that exists: its stock is left alone."""

    id: UUID | None = None
    name: Label
    price: Price
    stock: Pieces = 0
    cost: Cost = 0


class ProductIn(Sent):
    """A product; `price`, `stock` and `cost` (of one piece) are those of a product without variants.

    `made_in` is an area's code (`/areas`) and `maker` a person's name: both are shown to everybody.
    """

    name: Name
    price: Price | None = None
    stock: Pieces = 0
    cost: Cost = 0
    unit: Unit = "pcs"
    category: Heading = ""
    made_in: AreaCode = ""
    maker: Maker = ""
    description: Description = ""
    low_stock_at: Pieces = 3
    listed: StrictBool = True
    variants: Annotated[list[VariantIn], Field(max_length=MOST_VARIANTS)] = []


class ProductChangeIn(Sent):
    """What shall be different. `variants` names all that shall remain; what is left of the others is written off."""

    name: Name | None = None
    price: Price | None = None
    unit: Unit | None = None
    category: Heading | None = None
    made_in: AreaCode | None = None
    maker: Maker | None = None
    description: Description | None = None
    low_stock_at: Pieces | None = None
    listed: StrictBool | None = None
    variants: Annotated[list[VariantIn], Field(min_length=1, max_length=MOST_VARIANTS)] | None = None


class PurchaseIn(Sent):
    """More pieces: `cost` of one, in rupiah; `variant` may be left out where the product has one only."""

    variant: UUID | None = None
    quantity: Annotated[int, Field(strict=True, ge=1, le=MOST_PIECES)]
    cost: Cost
    paid_from: Literal["cash", "bank", "owner", "supplier"] = "cash"


class CountIn(Sent):
    """How many there are, counted by hand."""

    variant: UUID | None = None
    counted: Pieces
    reason: Annotated[str, StringConstraints(max_length=120)] = ""


class MyVariantOut(BaseModel):
    """`stock` can be sold; `on_hand` lies there, `reserved` of it is promised.

    `cost` is the moving average of one piece; null for a key without `money:read`.
    """

    id: UUID
    name: str
    price: int
    stock: int
    on_hand: int
    reserved: int
    cost: int | None


class PlaceOut(BaseModel):
    code: str
    name: str
    path: str


class MyProductOut(BaseModel):
    """Of a plain product `variant` is what its stock moves are about, and `variants` is empty; otherwise it is null.

    `cost` is null for a key without `money:read`, too.
    """

    id: UUID
    variant: UUID | None
    name: str
    price: int
    currency: Literal["IDR"] = "IDR"
    stock: int
    on_hand: int
    reserved: int
    cost: int | None
    unit: str
    category: str
    made_in: PlaceOut | None
    maker: str
    description: str
    photo: str | None
    low_stock_at: int
    listed: bool
    variants: list[MyVariantOut]


class MyProductPage(BaseModel):
    items: list[MyProductOut]
    next: str | None


class CertificateIn(Sent):
    """A paper of one product, or (without `product`) of the whole shop. Only the form of its number is checked."""

    kind: Literal["pirt", "bpom", "halal"]
    number: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
    holder: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] = ""
    valid_until: date | None = None
    product: UUID | None = None


class CertificateOut(BaseModel):
    """As the owner wrote it; nobody asked the issuer. `valid_until` is its last day, null without end."""

    id: UUID
    kind: str
    number: str
    holder: str
    valid_until: date | None
    product: UUID | None


class CertificatesOut(BaseModel):
    items: list[CertificateOut]


REFUSALS = {401: Problem, 404: Problem, 409: Problem, 422: Problem}


def product_json(item: MyProductWhole, business_id: int, places: Mapping[str, Place], *, with_cost: bool) -> dict[str, Any]:
    plain = item.variants[0] if item.is_plain else None
    return {
        "id": str(item.id),
        "variant": str(plain.id) if plain else None,
        "name": item.name,
        "price": min(each.price for each in item.variants),
        "currency": "IDR",
        "stock": item.stock,
        "on_hand": sum(each.on_hand for each in item.variants),
        "reserved": sum(each.reserved for each in item.variants),
        "cost": plain.unit_cost if plain and with_cost else None,
        "unit": item.unit,
        "category": item.category,
        "made_in": place_json(places.get(item.made_in)),
        "maker": item.maker,
        "description": item.description,
        "photo": f"{settings.PUBLIC_URL}{photo_url(business_id, item.photo, 640)}" if item.photo else None,
        "low_stock_at": item.low_stock_at,
        "listed": item.is_listed,
        "variants": [] if plain else [variant_json(each, with_cost=with_cost) for each in item.variants],
    }


def variant_json(each: MyVariant, *, with_cost: bool) -> dict[str, Any]:
    return {
        "id": str(each.id),
        "name": each.name,
        "price": each.price,
        "stock": each.stock,
        "on_hand": each.on_hand,
        "reserved": each.reserved,
        "cost": each.unit_cost if with_cost else None,
    }


def place_json(place: Place | None) -> dict[str, str] | None:
    return {"code": place.code, "name": place.name, "path": place.path} if place else None


def certificate_json(each: Certificate) -> dict[str, Any]:
    return {
        "id": str(each.id),
        "kind": each.kind,
        "number": each.number,
        "holder": each.holder,
        "valid_until": each.valid_until.isoformat() if each.valid_until else None,
        "product": str(each.product_id) if each.product_id else None,
    }
