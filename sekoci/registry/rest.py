"""JSON: the search for a place."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from sekoci.registry.queries import search_areas

Typed = Annotated[str, Query(max_length=120)]
Limit = Annotated[int, Query(ge=1, le=50)]
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
def find_areas(request: HttpRequest, q: Typed = "", limit: Limit = 8) -> AreasOut:
    """Three letters are enough: `law`, `laweyan solo`, `tangsel`."""
    areas = search_areas(q, limit=limit)
    return AreasOut(items=[AreaOut.model_validate(area, from_attributes=True) for area in areas])
