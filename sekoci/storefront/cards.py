"""The picture that WhatsApp and others show beside a link: drawn once for each version of what it shows."""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from sekoci.catalog.queries import ShelfItem
from sekoci.kit.money import rupiah
from sekoci.registry.queries import Shop

DRAWING = "1"
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
    """The card as JPEG: from the disk where it was drawn before, otherwise drawn and kept in place of its older version."""
    folder = Path(settings.HOME) / "cards" / str(card.business_id)
    path = folder / f"{card.key}-{card.version}.jpg"
    with contextlib.suppress(OSError):
        return path.read_bytes()
    picture = draw(card)
    with contextlib.suppress(OSError):  # a full disk costs time, not the picture
        folder.mkdir(parents=True, exist_ok=True)
        number, fresh = tempfile.mkstemp(dir=folder, prefix=".new-")
        with os.fdopen(number, "wb") as file:
            file.write(picture)
        for older in folder.glob(f"{card.key}-*.jpg"):
            older.unlink(missing_ok=True)
        Path(fresh).replace(path)
    return picture
