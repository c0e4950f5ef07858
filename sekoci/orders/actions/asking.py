"""What a buyer asks of a shop, checked against what the shop offers, and placed."""

from dataclasses import dataclass
from uuid import UUID

from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.phone import parse_phone
from sekoci.kit.text import clean_line, clean_text
from sekoci.orders.actions.together import place_order
from sekoci.orders.pages import WAYS_IN
from sekoci.orders.rules import LineDraft, OrderDraft, Placed, Refused
from sekoci.registry.queries import business_id_of


@dataclass(frozen=True)
class Asked:
    """What a buyer filled in. `lines` are (product, variant or None, quantity, price shown or None); `delivery_fee` is the one
    shown, None where none was."""

    name: str
    phone: str
    fulfilment: str
    method: str
    lines: tuple[tuple[UUID, UUID | None, int, int | None], ...]
    address: str = ""
    note: str = ""
    delivery_fee: int | None = None
    way_in: str = ""


def order_from_shop(slug: str, asked: Asked, *, source: str, key: str) -> Placed:
    """Place a buyer's order at the public shop `slug`; raises the Refusal that says what to change.

    `source` and `key` name the order once and for all: the same again gives the first answer, `repeated`.
    """
    business_id = business_id_of("slug", slug)
    if business_id is None:
        raise NotFound()
    answer = place_order(_draft(business_id, asked, source=source, key=key))
    if isinstance(answer, Refused):
        raise answer.refusal
    return answer


def _draft(business_id: int, asked: Asked, *, source: str, key: str) -> OrderDraft:
    """What can be checked without the shop; what it offers is looked at when the order is placed."""
    address = clean_text(asked.address, most=300, field="address")
    if asked.fulfilment == "delivery" and not address:
        raise Invalid(field="address", why_id="Tulis alamat untuk diantar.", why_en="Write where to deliver.")
    return OrderDraft(
        business_id=business_id,
        at_shop=True,
        source=source,
        source_key=key,
        lines=tuple(
            LineDraft(quantity, product_id=product, variant_id=variant, expected_price=price)
            for product, variant, quantity, price in asked.lines
        ),
        method=asked.method,
        expected_fee=asked.delivery_fee,
        fulfilment=asked.fulfilment,
        buyer_name=clean_line(asked.name, least=1, most=80, field="buyer.name"),
        buyer_phone=parse_phone(asked.phone, field="buyer.phone"),
        address=address,
        note=clean_text(asked.note, most=500, field="note"),
        way_in=asked.way_in if asked.way_in in WAYS_IN else "",
    )
