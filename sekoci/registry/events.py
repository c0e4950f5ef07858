"""What the registry announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ShopsChanged:
    """Businesses whose facts changed: name, words, kind, place, hours, ways, shown or hidden. Read them anew."""

    business_ids: list[int]
