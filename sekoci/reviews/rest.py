"""The reviews of a product over JSON, for everybody."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel

from sekoci.kit.errors import NotFound
from sekoci.kit.pages import json_response
from sekoci.kit.rest import Problem
from sekoci.registry.queries import shop_by_slug
from sekoci.reviews.queries import shown

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
    response={200: ReviewsOut, 404: Problem, 422: Problem},
    summary="What buyers say of a product",
)
def list_reviews(
    request: HttpRequest, slug: str, product_id: UUID, cursor: Annotated[int, Query(ge=0, le=MOST)] = 0
) -> HttpResponse:
    shop = shop_by_slug(slug)
    if shop is None:
        raise NotFound()
    page = shown(shop.id, product_id, start=cursor, limit=50)
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
