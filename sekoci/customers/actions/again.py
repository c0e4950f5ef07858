"""The last order once more, written down by the shop for a customer who asks for "the same as always"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sekoci.customers.queries import OneCustomer, customer_of, fee_by, may_bring
from sekoci.kit.errors import NotFound, Refusal
from sekoci.orders.actions import place_order
from sekoci.orders.queries import OrderView, orders_of_buyer
from sekoci.orders.rules import LineDraft, OrderDraft, Placed, Refused
from sekoci.registry.queries import Shop


class NothingLeft(Refusal):
    code, status = "nothing_left", 409
    id = "Pilih paling sedikit satu barang."
    en = "Choose at least one product."


@dataclass(frozen=True)
class Wish:
    """So many `pieces` of variants, brought or collected (None: as the last time), to an `area` where the last time named none.

    `prices` by variant, `fee` and `discount` are those that the page showed: what became different is refused, not charged.
    """

    pieces: Mapping[UUID, int]
    is_brought: bool | None = None
    area: str = ""
    prices: Mapping[UUID, int] = field(default_factory=dict)
    fee: int | None = None
    discount: int | None = None


def order_again(shop: Shop, customer_id: UUID, wish: Wish, *, key: str, by: str) -> Placed:
    """A new order for a customer out of their last one, at today's prices and terms of delivery, to be paid in cash.

    Raises the Refusal that says what to change; once a key.
    """
    customer = customer_of(shop.id, customer_id)
    last = orders_of_buyer(shop.id, customer.phone, limit=1) if customer else []
    if customer is None or not last:
        raise NotFound()
    answer = place_order(_draft(shop, customer, last[0], wish, key=key, by=by))
    if isinstance(answer, Refused):
        raise answer.refusal
    return answer


def _draft(shop: Shop, customer: OneCustomer, last: OrderView, wish: Wish, *, key: str, by: str) -> OrderDraft:
    known = {line.variant_id: line.product_id for line in last.lines if line.variant_id}
    lines = [
        LineDraft(quantity, product_id=known[variant], variant_id=variant, expected_price=wish.prices.get(variant))
        for variant, quantity in wish.pieces.items()
        if variant in known and quantity > 0
    ]
    if not lines:
        raise NothingLeft()
    is_brought = may_bring(shop, last) and wish.is_brought is not False
    area = last.area_code or wish.area
    return OrderDraft(
        business_id=shop.id,
        source="again",
        source_key=key,
        lines=tuple(lines),
        fulfilment="delivery" if is_brought else "pickup",
        buyer_name=customer.name,
        buyer_phone=customer.phone,
        address=last.address if is_brought else "",
        area=area if is_brought else "",
        fee_for=fee_by(shop, area, shown=wish.fee) if is_brought else None,
        expected_discount=wish.discount,
        by=by,
    )
