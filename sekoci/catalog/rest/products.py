"""Products and stock over JSON, the owner's side: a bearer key stands for one business."""

from typing import Annotated, BinaryIO, cast
from uuid import UUID, uuid5

from django.http import HttpResponse
from ninja import File, Query, Router
from ninja.files import UploadedFile

from sekoci.catalog import actions
from sekoci.catalog.queries import MyProductWhole, my_catalog, my_product
from sekoci.catalog.rest.shapes import (
    REFUSALS,
    CountIn,
    Key,
    MyProductOut,
    MyProductPage,
    ProductChangeIn,
    ProductIn,
    PurchaseIn,
    product_json,
)
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.ids import new_id
from sekoci.kit.pages import json_response
from sekoci.kit.rest import Problem
from sekoci.kit.uploads import uploaded
from sekoci.registry.pages import KeyRequest, OwnerKey
from sekoci.registry.queries import places

router = Router(tags=["my shop"], auth=OwnerKey())
READ, WRITE, STOCK = OwnerKey("products:read"), OwnerKey("products:write"), OwnerKey("stock:write")
BY = "api"
ANSWERS = {200: MyProductOut, **REFUSALS}


@router.get(
    "/my/products", auth=READ, response={200: MyProductPage, 401: Problem, 422: Problem}, summary="Products, hidden ones too"
)
def list_products(
    request: KeyRequest,
    cursor: Annotated[str | None, Query(max_length=64)] = None,
    search: Annotated[str, Query(max_length=100)] = "",
) -> HttpResponse:
    items, following = my_catalog(request.auth, cursor=cursor, search=search)
    made = places({each.made_in for each in items} - {""})
    shown = [product_json(each, request.auth, made, with_cost=_sees_cost(request)) for each in items]
    return json_response({"items": shown, "next": following})


@router.get("/my/products/{uuid:product_id}", auth=READ, response=ANSWERS, summary="A product")
def get_product(request: KeyRequest, product_id: UUID) -> HttpResponse:
    return _shown(request, product_id)


@router.post("/my/products", auth=WRITE, response={201: MyProductOut, **ANSWERS}, summary="Add a product")
def post_product(request: KeyRequest, body: ProductIn, key: Key = None) -> HttpResponse:
    """With an `Idempotency-Key` the second time answers 200 with the product of the first; with another body, 422."""
    if body.price is None and not body.variants:
        raise Invalid(field="price", why_id="Tulis harganya.", why_en="A product without variants needs a price.")
    draft = actions.ProductDraft(
        name=body.name,
        price=body.price or 0,
        stock=body.stock,
        unit_cost=body.cost,
        unit=body.unit,
        category=body.category,
        made_in=body.made_in,
        maker=body.maker,
        description=body.description,
        low_stock_at=body.low_stock_at,
        is_listed=body.listed,
        variants=tuple(actions.VariantDraft(each.name, each.price, each.stock, each.cost) for each in body.variants),
        id=new_id(),
        key=key,
    )
    [product_id] = actions.add_products(request.auth, [draft], by=BY)
    return _shown(request, product_id, status=201 if product_id == draft.id else 200)


@router.patch("/my/products/{uuid:product_id}", auth=WRITE, response=ANSWERS, summary="Change a product")
def patch_product(request: KeyRequest, product_id: UUID, body: ProductChangeIn) -> HttpResponse:
    variants = body.variants
    change = actions.ProductChange(
        name=body.name,
        price=body.price,
        unit=body.unit,
        category=body.category,
        made_in=body.made_in,
        maker=body.maker,
        description=body.description,
        low_stock_at=body.low_stock_at,
        is_listed=body.listed,
        variants=None
        if variants is None
        else tuple(actions.VariantChange(each.name, each.price, each.id, each.stock, each.cost) for each in variants),
    )
    actions.change_product(request.auth, product_id, change, by=BY)
    return _shown(request, product_id)


@router.delete("/my/products/{uuid:product_id}", auth=WRITE, response={204: None, **REFUSALS}, summary="Remove a product")
def delete_product(request: KeyRequest, product_id: UUID) -> HttpResponse:
    """It leaves the shop, and what is left of it the stock and the books; orders keep it. Removing twice changes nothing."""
    actions.remove_product(request.auth, product_id, by=BY)
    return HttpResponse(status=204)


@router.post("/my/products/{uuid:product_id}/restore", auth=WRITE, response=ANSWERS, summary="Bring a removed product back")
def restore_product(request: KeyRequest, product_id: UUID) -> HttpResponse:
    """With the stock that was written off when it was removed."""
    actions.restore_product(request.auth, product_id, by=BY)
    return _shown(request, product_id)


@router.post(
    "/my/products/{uuid:product_id}/photo", auth=WRITE, response={413: Problem, 503: Problem, **ANSWERS}, summary="Its photo"
)
def post_photo(request: KeyRequest, product_id: UUID, photo: Annotated[UploadedFile | None, File()] = None) -> HttpResponse:
    """JPEG, PNG or WebP, at most 20 MB and 40 megapixels; kept in three sizes, without place and time."""
    _mine(request.auth, product_id)
    file = uploaded(request, "photo")
    if file is None or file.file is None:
        raise Invalid(field="photo", why_id="Kirim fotonya.", why_en="Send the photo.")
    name = actions.keep_photo(request.auth, cast(BinaryIO, file.file))
    actions.change_product(request.auth, product_id, actions.ProductChange(photo=name), by=BY)
    return _shown(request, product_id)


@router.post("/my/products/{uuid:product_id}/stock/purchases", auth=STOCK, response=ANSWERS, summary="More of it")
def post_purchase(request: KeyRequest, product_id: UUID, body: PurchaseIn, key: Key = None) -> HttpResponse:
    """With an `Idempotency-Key` the second time changes nothing; with another product or body it answers 422."""
    bought = actions.BoughtLine(_variant(request.auth, product_id, body.variant), body.quantity, body.cost)
    actions.buy_in(
        request.auth,
        [bought],
        paid_from=body.paid_from,
        by=BY,
        purchase_id=uuid5(UUID(int=request.auth), key) if key else None,
    )
    return _shown(request, product_id)


@router.post("/my/products/{uuid:product_id}/stock/counts", auth=STOCK, response=ANSWERS, summary="What was counted")
def post_count(request: KeyRequest, product_id: UUID, body: CountIn) -> HttpResponse:
    """Counting the same again changes nothing."""
    variant = _variant(request.auth, product_id, body.variant)
    actions.correct_stock(request.auth, variant, body.counted, reason=body.reason, by=BY)
    return _shown(request, product_id)


def _mine(business_id: int, product_id: UUID) -> MyProductWhole:
    product = my_product(business_id, product_id)
    if product is None:
        raise NotFound
    return product


def _shown(request: KeyRequest, product_id: UUID, *, status: int = 200) -> HttpResponse:
    where = f"my/products/{product_id}" if status == 201 else ""
    product = _mine(request.auth, product_id)
    made = places({product.made_in} - {""})
    return json_response(product_json(product, request.auth, made, with_cost=_sees_cost(request)), status=status, location=where)


def _sees_cost(request: KeyRequest) -> bool:
    """What goods were bought for is money: whoever lists the shelf need not know."""
    return "money:read" in request.scopes


def _variant(business_id: int, product_id: UUID, variant_id: UUID | None) -> UUID:
    """The variant that is meant: the one named, or the only one there is."""
    variants = _mine(business_id, product_id).variants
    if variant_id is None and len(variants) == 1:
        return variants[0].id
    if variant_id is None or variant_id not in [each.id for each in variants]:
        raise Invalid(field="variant", why_id="Pilih salah satu pilihan produk ini.", why_en="Name a variant of this product.")
    return variant_id
