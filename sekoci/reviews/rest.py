"""The reviews of a product over JSON, for everybody."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel

from sekoci.catalog.queries import front_version
from sekoci.kit.errors import NotFound
from sekoci.kit.kept import answer_unless_known
from sekoci.kit.pages import json_response
from sekoci.kit.rest import Problem
from sekoci.registry.queries import Shop, shop_by_slug
from sekoci.reviews.queries import VERSION, shown

router = Router(tags=["shop"])
MOST = 100_000


class ReviewOut(BaseModel):
    """`author` is a first name and an initial, empty for somebody."""

    id: UUID
    stars: int
    text: str
    author: str
    written_at: datetime
    answer: str


class ReviewsOut(BaseModel):
    """`mean_tenths` is the mean of all that are shown, in tenths of a star: 48 is 4.8; 0 while there are none."""

    count: int
    mean_tenths: int
    items: list[ReviewOut]
    next: int | None


@router.get(
    "/shops/{slug}/products/{uuid:product_id}/reviews",
    response={200: ReviewsOut, 304: None, 404: Problem, 422: Problem},
    summary="What buyers say of a product",
)
def list_reviews(
    request: HttpRequest, slug: str, product_id: UUID, cursor: Annotated[int, Query(ge=0, le=MOST)] = 0
) -> HttpResponse:
    """Fifty at a time. Like a shop's products, they are sent again only when something has changed (`If-None-Match`)."""
    shop = shop_by_slug(slug)
    if shop is None:
        raise NotFound()
    version = " ".join(map(str, front_version(shop.id, also=VERSION)))
    return answer_unless_known(request, lambda: _reviews(shop, product_id, cursor), version=version)


def _reviews(shop: Shop, product_id: UUID, start: int) -> HttpResponse:
    page = shown(shop.id, product_id, start=start, limit=50)
    items = [
        {
            "id": str(each.id),
            "stars": each.stars,
            "text": each.text,
            "author": each.author,
            "written_at": each.written_at.isoformat(),
            "answer": each.answer,
        }
        for each in page.items
    ]
    return json_response({"count": page.rating.count, "mean_tenths": page.rating.tenths, "items": items, "next": page.next})
