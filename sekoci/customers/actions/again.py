"""The last order once more, written down by the shop for a customer who asks for "the same as always"."""

from collections.abc import Mapping
from uuid import UUID

from sekoci.customers.queries import customer_of
from sekoci.kit.errors import NotFound, Refusal
from sekoci.orders.actions import place_order
from sekoci.orders.queries import orders_of_buyer
from sekoci.orders.rules import LineDraft, OrderDraft, Placed, Refused
from sekoci.registry.queries import Shop


class NothingLeft(Refusal):
    code, status = "nothing_left", 409
    id = "Pilih paling sedikit satu barang."
    en = "Choose at least one product."


def order_again(shop: Shop, customer_id: UUID, pieces: Mapping[UUID, int], *, key: str, by: str) -> Placed:
    """A new order for a customer with so many pieces of variants out of their last one, at today's prices, to be paid in cash.

    How they get it is as the last time. Raises the Refusal that says what to change; once a key.
    """
    customer = customer_of(shop.id, customer_id)
    last = orders_of_buyer(shop.id, customer.phone, limit=1) if customer else []
    if customer is None or not last:
        raise NotFound()
    known = {line.variant_id: line.product_id for line in last[0].lines if line.variant_id}
    lines = [
        LineDraft(quantity, product_id=known[variant], variant_id=variant)
        for variant, quantity in pieces.items()
        if variant in known and quantity > 0
    ]
    if not lines:
        raise NothingLeft()
    is_delivered = last[0].fulfilment == "delivery" and shop.offers_delivery
    answer = place_order(
        OrderDraft(
            business_id=shop.id,
            source="again",
            source_key=key,
            lines=tuple(lines),
            fulfilment="delivery" if is_delivered else "pickup",
            buyer_name=customer.name,
            buyer_phone=customer.phone,
            address=last[0].address if is_delivered else "",
            area=last[0].area_code if is_delivered else "",
            delivery_fee=last[0].delivery_fee if shop.delivery_way else shop.delivery_fee,
            by=by,
        )
    )
    if isinstance(answer, Refused):
        raise answer.refusal
    return answer
