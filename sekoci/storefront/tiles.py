"""The tiles of the shelf, remembered: the same product in the same language is drawn once a process."""

from collections.abc import Iterable
from functools import lru_cache

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from sekoci.catalog.queries import ShelfItem
from sekoci.registry.queries import Shop

REMEMBERED = 8192
"""Tiles a process keeps: some ten megabytes."""
SEEN_AT_ONCE = 2
"""The first row on a phone: its pictures are fetched before all others."""


def tiles_of(shop: Shop, items: Iterable[ShelfItem], *, is_first: bool) -> SafeString:
    """The tiles one after the other; anything a tile shows is part of the item, so a changed one is drawn anew."""
    language = get_language() or "id"
    drawn = (_tile(shop.id, shop.slug, item, language, is_first and place < SEEN_AT_ONCE) for place, item in enumerate(items))
    return SafeString("".join(drawn))


@lru_cache(maxsize=REMEMBERED)
def _tile(business_id: int, slug: str, item: ShelfItem, language: str, eager: bool) -> str:
    facts = {"business_id": business_id, "slug": slug, "item": item, "eager": eager}
    return get_template("storefront/parts/tile.html").render(facts).strip()
