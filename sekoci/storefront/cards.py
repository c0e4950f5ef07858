"""The picture that WhatsApp and others show beside a link: drawn once for each version of what it shows."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sekoci.catalog.queries import ShelfItem
from sekoci.kit.money import rupiah
from sekoci.kit.pictures import kept_picture
from sekoci.registry.queries import Shop

DRAWING = "2"
"""Counts up when the drawing itself changes."""


@dataclass(frozen=True)
class Card:
    """What a card shows. `version` changes with any of it."""

    business_id: int
    key: str
    title: str
    line: str
    small: str
    photos: tuple[str, ...]

    @property
    def version(self) -> str:
        facts = repr((DRAWING, self.title, self.line, self.small, self.photos))
        return hashlib.blake2b(facts.encode(), digest_size=8).hexdigest()


def shop_card(shop: Shop, items: Sequence[ShelfItem]) -> Card:
    photos = tuple(item.photo for item in items if item.photo)[:3]
    return Card(shop.id, "toko", shop.name, shop.sells, shop.area_path, photos)


def product_card(shop: Shop, item: ShelfItem) -> Card:
    return Card(shop.id, item.id.hex, item.name, rupiah(item.price), shop.name, (item.photo,) if item.photo else ())


def picture_of(card: Card, draw: Callable[[Card], bytes]) -> bytes:
    """The card as JPEG."""
    return kept_picture(str(card.business_id), card.key, card.version, lambda: draw(card))
