"""A shop's customers over JSON, for whoever holds its key."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import BaseModel

from sekoci.accounts.actions import note_view
from sekoci.customers.queries import customers_of
from sekoci.kit.pages import json_response
from sekoci.kit.rest import Problem
from sekoci.registry.pages import KeyRequest, OwnerKey

router = Router(tags=["my shop"], auth=OwnerKey())
MOST = 100_000


class CustomerOut(BaseModel):
    """`orders` that were not called off, `bought` those whose goods left, `spent` rupiah of these. `agrees_to_offers`: their
    own consent."""

    id: UUID
    name: str
    phone: str
    first_order_at: datetime
    last_order_at: datetime
    orders: int
    bought: int
    spent: int
    agrees_to_offers: bool


class CustomerListOut(BaseModel):
    items: list[CustomerOut]
    next: int | None


@router.get(
    "/my/customers",
    response={200: CustomerListOut, 401: Problem, 422: Problem},
    summary="Customers, latest first",
    auth=OwnerKey("orders:read"),
)
def list_customers(
    request: KeyRequest,
    search: Annotated[str, Query(max_length=60)] = "",
    cursor: Annotated[int, Query(ge=0, le=MOST)] = 0,
) -> HttpResponse:
    page = customers_of(request.auth, search=search.replace("\0", " "), start=cursor, limit=50)
    note_view([each.phone for each in page.items], viewer=f"api:{request.auth}", what="row", sparing=True)
    items = [
        {
            "id": str(each.id),
            "name": each.name,
            "phone": each.phone,
            "first_order_at": each.first_at.isoformat(),
            "last_order_at": each.last_at.isoformat(),
            "orders": each.orders,
            "bought": each.bought,
            "spent": each.spent,
            "agrees_to_offers": each.is_agreed,
        }
        for each in page.items
    ]
    return json_response({"items": items, "next": page.next})
