"""The owners' own QRIS stickers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch


@dataclass(frozen=True)
class Sticker:
    """The owner's own static code, as it was read."""

    payload: str
    merchant_name: str
    city: str
    nmid: str
    added_at: datetime


def stickers_of(business_ids: Collection[int]) -> dict[int, str]:
    """The static QRIS payload of each business that has one, in the current scope. One statement."""
    return dict(fetch("select business_id, payload from payments_qrissticker where business_id = any(%s)", (list(business_ids),)))


def sticker_of(business_id: int) -> Sticker | None:
    """The sticker that this business's buyers are shown."""
    with in_business(business_id):
        rows = fetch(
            "select payload, merchant_name, city, nmid, added_at from payments_qrissticker where business_id = %s", (business_id,)
        )
    return Sticker(*rows[0]) if rows else None


def has_sticker(business_id: int) -> bool:
    """Whether the business has its own QRIS."""
    with in_business(business_id):
        return bool(stickers_of([business_id]))
