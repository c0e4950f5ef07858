"""What a buyer asks of a shop, checked against what the shop offers, and placed."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sekoci.accounts.actions import TooMany, refuse_if_reached, take
from sekoci.accounts.rules import Limit
from sekoci.catalog.rules import VoucherUnknown
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.phone import parse_phone
from sekoci.kit.text import clean_line, clean_text
from sekoci.orders.actions.placing import grant_of
from sekoci.orders.actions.together import place_order
from sekoci.orders.pages import WAYS_IN
from sekoci.orders.rules import Grant, LineDraft, OrderDraft, Placed, Refused
from sekoci.registry.queries import business_id_of

AskedLine = tuple[UUID, UUID | None, int, int | None]
HOUR = timedelta(hours=1)
WRONG_CODES, WRONG_CODES_AT_A_SHOP = 20, 1_000
"""How many unknown voucher codes an hour; behind one address may be a whole village."""


@dataclass(frozen=True)
class Asked:
    """What a buyer filled in. `lines` are (product, variant or None, quantity, price shown or None); `delivery_fee` and
    `discount` are those shown, None where none was. `voucher` is a code as typed."""

    name: str
    phone: str
    fulfilment: str
    method: str
    lines: tuple[AskedLine, ...]
    address: str = ""
    note: str = ""
    area: str = ""
    delivery_fee: int | None = None
    discount: int | None = None
    voucher: str = ""
    way_in: str = ""


def order_from_shop(slug: str, asked: Asked, *, source: str, key: str, address: str) -> Placed:
    """Place a buyer's order at the public shop `slug`; raises the Refusal that says what to change.

    `source` and `key` name the order once and for all: the same again gives the first answer, `repeated`. `address` is where the
    request came from: voucher codes cannot be guessed from there without end.
    """
    business_id = business_id_of("slug", slug)
    if business_id is None:
        raise NotFound()
    draft = _draft(business_id, asked, source=source, key=key)
    if not draft.voucher:
        return _placed(draft)
    with _no_guessing(business_id, address):
        return _placed(draft)


def quote_from_shop(business_id: int, asked: Sequence[AskedLine], *, voucher: str, phone: str, address: str) -> Grant:
    """What these goods would come to with this voucher, before anything else is filled in; nothing is written.

    Raises the refusal that ordering would. A phone that cannot be read is as none.
    """
    try:
        phone = parse_phone(phone)
    except Invalid:
        phone = ""
    draft = OrderDraft(business_id, "shop", "", _lines(asked), voucher=voucher, buyer_phone=phone)
    with _no_guessing(business_id, address):
        return grant_of(draft)


def _placed(draft: OrderDraft) -> Placed:
    answer = place_order(draft)
    if isinstance(answer, Refused):
        raise answer.refusal
    return answer


@contextlib.contextmanager
def _no_guessing(business_id: int, address: str) -> Iterator[None]:
    """Count codes that nobody knows, from one address and at one shop; beyond the limit no code is looked at."""
    limits = [
        Limit(f"voucher:{business_id}:{address}", WRONG_CODES, HOUR),
        Limit(f"voucher:{business_id}", WRONG_CODES_AT_A_SHOP, HOUR),
    ]
    try:
        refuse_if_reached(limits)
        try:
            yield
        except VoucherUnknown:
            take(limits)
            raise
    except TooMany as no:
        no.field = "voucher"
        raise


def _lines(asked: Sequence[AskedLine]) -> tuple[LineDraft, ...]:
    return tuple(
        LineDraft(quantity, product_id=product, variant_id=variant, expected_price=price)
        for product, variant, quantity, price in asked
    )


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
        lines=_lines(asked.lines),
        method=asked.method,
        expected_fee=asked.delivery_fee,
        asked_area=asked.area if asked.fulfilment == "delivery" else "",
        expected_discount=asked.discount,
        voucher=clean_line(asked.voucher, most=40, field="voucher"),
        fulfilment=asked.fulfilment,
        buyer_name=clean_line(asked.name, least=1, most=80, field="buyer.name"),
        buyer_phone=parse_phone(asked.phone, field="buyer.phone"),
        address=address,
        note=clean_text(asked.note, most=500, field="note"),
        way_in=asked.way_in if asked.way_in in WAYS_IN else "",
    )
