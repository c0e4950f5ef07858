"""Who may say what. No database, no clock."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from sekoci.kit.errors import Invalid
from sekoci.kit.text import clean_text, links_in, phones_in

CHANGEABLE_FOR = timedelta(days=7)
MOST_LETTERS = 500
LOW = 2
"""Stars up to which the owner is told at once."""
REASONS = ("spam", "insult", "personal", "false", "other")
"""Why a review is reported or hidden."""


@dataclass(frozen=True)
class ReviewDraft:
    """One to five stars for a product of the order, and a few words or none."""

    product_id: UUID
    stars: int
    text: str = ""


def said(text: str, *, field: str = "text") -> str:
    """Words as they are shown; refused with links or phone numbers, because reviews are no notice board."""
    clean = clean_text(text, most=MOST_LETTERS, field=field)
    if links_in(clean) or phones_in(clean):
        raise Invalid(
            field=field,
            why_id="Hapus link dan nomor HP dari tulisan ini.",
            why_en="Take links and phone numbers out of this text.",
        )
    return clean


def stars_of(stars: int) -> int:
    if not 1 <= stars <= 5:
        raise Invalid(field="stars", why_id="Pilih 1 sampai 5 bintang.", why_en="Choose 1 to 5 stars.")
    return stars


_TITLES = """
bu ibu pak bapak mas mbak mba mbah bang abang kak kakak kang akang teh teteh cak gus ning cik ci koh ko om tante bude pakde uda
uni daeng bli mbok h hj haji hajah dr drg ir prof ustadz ustaz kyai nyai tuan nyonya mr mrs ms
"""
TITLES = frozenset(_TITLES.split())
"""What people are addressed by: no name yet."""


def short_name(name: str) -> str:
    """`Sri Wahyuni` becomes `Sri W.`, `Bu Sri Wahyuni` `Bu Sri W.`; empty where nothing of it is a name."""
    words = [re.sub(r"[^\w'-]|[\d_]", "", word) for word in name.split()]
    words = [word for word in words if word]
    first = 0
    while first < len(words) - 1 and words[first].lower() in TITLES:
        first += 1
    called = [word[:30] for word in words[: first + 1]][-2:]
    return " ".join([*called, f"{words[-1][0].upper()}."] if len(words) > first + 1 else called)


@dataclass(frozen=True)
class Rating:
    """So many reviews, with so many stars together."""

    count: int
    stars: int

    @property
    def tenths(self) -> int:
        """The mean in tenths of a star, halves up: 48 is 4.8."""
        return (self.stars * 20 + self.count) // (2 * self.count) if self.count else 0

    @property
    def mean(self) -> str:
        """`4,8`, as it is read at home."""
        return f"{self.tenths // 10},{self.tenths % 10}"


class Bought(Protocol):
    """What is known of an order (orders' OrderView)."""

    @property
    def state(self) -> str: ...
    @property
    def fulfilment(self) -> str: ...
    @property
    def buyer_phone(self) -> str: ...
    @property
    def total(self) -> int: ...
    @property
    def left(self) -> int: ...


def may_be_reviewed(order: Bought) -> bool:
    """Whether an order is completed, has a buyer, and was not given back whole."""
    is_kept = order.left > 0 or order.total == 0
    return order.state == "completed" and order.fulfilment != "counter" and bool(order.buyer_phone) and is_kept
