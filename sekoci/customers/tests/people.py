"""Customers as the tests speak of them."""

from uuid import UUID

from sekoci.customers.queries import customers_of
from sekoci.kit.events import deliver_all
from sekoci.kit.ids import new_id
from sekoci.orders.actions import accept_orders, hand_over_orders, place_orders
from sekoci.orders.rules import LineDraft, OrderDraft

SRI, TONO, WATI = "+6281234567899", "+6281234567898", "+6281234567897"


def bought(shop, product, *phones, name="Sri Wahyuni", quantity=1, pay=True, voucher="") -> list[UUID]:
    """An order of each phone, handed over and paid in cash; heard by everybody."""
    placed = asked(shop, product, *phones, name=name, quantity=quantity, voucher=voucher)
    accept_orders(shop.id, placed, by="owner:1")
    hand_over_orders(shop.id, placed, by="owner:1", paid_cash=pay)
    deliver_all()
    return placed


def asked(shop, product, *phones, name="Sri Wahyuni", quantity=1, voucher="") -> list[UUID]:
    """An order of each phone, just placed; heard by everybody."""
    drafts = [
        OrderDraft(
            shop.id,
            "web",
            str(new_id()),
            (LineDraft(quantity, product_id=product),),
            voucher=voucher,
            buyer_name=name,
            buyer_phone=phone,
        )
        for phone in phones
    ]
    placed = [answer.order_id for answer in place_orders(drafts)]
    deliver_all()
    return placed


def customer(shop, phone=SRI):
    return next(each for each in customers_of(shop.id).items if each.phone == phone)
