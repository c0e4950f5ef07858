"""JSON: the search for a place."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from sekoci.registry.queries import search_areas

Typed = Annotated[str, Query(max_length=120)]
Limit = Annotated[int, Query(ge=1, le=50)]
Near = Annotated[str | None, Query(pattern=r"^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?$")]
router = Router(tags=["areas"])


class AreaOut(Schema):
    """A regency or city, district or village, by Kemendagri's dotted code."""

    code: str
    name: str
    kind: str
    level: int
    path: str
    postal_code: str
    zone: str


class AreasOut(Schema):
    items: list[AreaOut]


@router.get("/areas", response=AreasOut, summary="Areas for what somebody typed, the likeliest first")
def find_areas(request: HttpRequest, q: Typed = "", near: Near = None, limit: Limit = 8) -> AreasOut:
    """Three letters are enough: `law`, `laweyan solo`, `tangsel`. `near` is the code of an area, of the shop say: what lies in
    its district, regency or province comes before its namesakes elsewhere."""
    areas = search_areas(q, limit=limit, near=near or "")
    return AreasOut(items=[AreaOut.model_validate(area, from_attributes=True) for area in areas])
