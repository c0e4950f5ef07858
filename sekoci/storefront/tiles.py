"""The tiles of the shelf, remembered: the same product in the same language is drawn once a process."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from uuid import UUID

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from sekoci.catalog.queries import ShelfItem
from sekoci.registry.queries import Shop
from sekoci.reviews.rules import Rating

REMEMBERED = 8192
"""Tiles a process keeps: some ten megabytes."""
SEEN_AT_ONCE = 2
"""The first row on a phone: its pictures are fetched before all others."""


def tiles_of(shop: Shop, items: Iterable[ShelfItem], rated: Mapping[UUID, Rating], *, is_first: bool) -> SafeString:
    """The tiles one after the other; anything a tile shows is asked for by its value, so a changed one is drawn anew."""
    language = get_language() or "id"
    drawn = (
        _tile(shop.id, shop.slug, item, rated.get(item.id), language, is_first and place < SEEN_AT_ONCE)
        for place, item in enumerate(items)
    )
    return SafeString("".join(drawn))


@lru_cache(maxsize=REMEMBERED)
def _tile(business_id: int, slug: str, item: ShelfItem, rating: Rating | None, language: str, eager: bool) -> str:
    facts = {"business_id": business_id, "slug": slug, "item": item, "rating": rating, "eager": eager}
    return get_template("storefront/parts/tile.html").render(facts).strip()
