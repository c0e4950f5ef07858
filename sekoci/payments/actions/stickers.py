"""The owner's own QRIS sticker: kept once it was read and checked."""

from sekoci.kit import clock
from sekoci.kit.events import announce
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.payments.rules import Qris, check_sticker, make_dynamic
from sekoci.registry.events import ShopsChanged

SAVE = """
insert into payments_qrissticker (business_id, payload, merchant_name, city, nmid, added_at) values (%s, %s, %s, %s, %s, %s)
on conflict (business_id) do update set payload = excluded.payload, merchant_name = excluded.merchant_name,
    city = excluded.city, nmid = excluded.nmid, added_at = excluded.added_at
where payments_qrissticker.payload <> excluded.payload
"""


def save_sticker(business_id: int, text: str) -> Qris:
    """From now on buyers of this business are shown this code with their amount; a BadQris says why it cannot be."""
    sticker = check_sticker(text)
    make_dynamic(sticker.payload, 9_999_999_999_999)  # it must leave room for any amount
    with in_business(business_id):
        row = (business_id, sticker.payload, sticker.merchant_name, sticker.city, sticker.nmid, clock.now())
        fetch(SAVE, row)
        announce(ShopsChanged([business_id]))
    return sticker


def remove_sticker(business_id: int) -> None:
    """Buyers are no longer shown the owner's code; codes that were shown already stay payable, they are the owner's."""
    with in_business(business_id):
        fetch("delete from payments_qrissticker where business_id = %s", (business_id,))
        announce(ShopsChanged([business_id]))
