"""Shops that everybody may see: a few for the front page, and what an index of all is made from."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch


@dataclass(frozen=True)
class PublicShop:
    id: int
    slug: str
    name: str
    sells: str
    area_path: str


def some_public_shops(most: int) -> list[PublicShop]:
    """The shops that have been public longest, closed ones left out."""
    with across_businesses():
        rows = fetch(
            """
            select b.id, b.slug, b.name, b.sells, a.path
            from registry_business b join registry_area a on a.code = b.area_id
            where b.has_public_shop and b.closed_at is null order by b.id limit %s
            """,
            (most,),
        )
    return [PublicShop(*row) for row in rows]


ON_SHOW = """
    select b.id, b.slug, b.name, b.sells, b.about, b.area_id, a.path, b.zone, b.opening_hours::text as opening_hours,
           a.latitude, a.longitude, b.kind
    from registry_business b join registry_area a on a.code = b.area_id
    where b.has_public_shop and b.closed_at is null
"""
"""Every public shop with what may be found of it. A row's `md5(on_show::text)` changes with any of that."""


@dataclass(frozen=True)
class ShopOnShow:
    """What may be found of a public shop; `fingerprint` changes with any of it."""

    id: int
    slug: str
    name: str
    sells: str
    about: str
    area_code: str
    area_path: str
    zone: str
    opening_hours: dict[str, Any]
    latitude: float | None
    longitude: float | None
    kind: str
    fingerprint: UUID


def shops_on_show(business_ids: Collection[int]) -> list[ShopOnShow]:
    """Those of these businesses that have a public shop. One statement, in the current scope."""
    rows = fetch(
        f"select on_show.*, md5(on_show::text)::uuid from ({ON_SHOW} and b.id = any(%s)) on_show order by 1",  # noqa: S608
        (list(business_ids),),
    )
    return [ShopOnShow(*(json.loads(cell) if place == 8 else cell for place, cell in enumerate(row))) for row in rows]


def public_ids(*, after: int = 0, most: int = 1000) -> list[int]:
    """The businesses with a public shop in order of their id, `most` at a time. One statement, in the current scope."""
    return [
        row[0]
        for row in fetch(
            "select id from registry_business where id > %s and has_public_shop and closed_at is null order by id limit %s",
            (after, most),
        )
    ]
