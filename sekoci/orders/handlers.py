"""What orders do after something happened: tell people, and complete what was paid."""

import re
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from uuid import UUID

from django.conf import settings

from sekoci.delivery.queries import code_at_door
from sekoci.kit.events import is_news, on
from sekoci.kit.money import rupiah
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.orders.actions import finish_paid_orders
from sekoci.orders.events import OrdersMoved, OrdersPlaced
from sekoci.orders.queries import OrderView, ended_by_buyers, orders_across
from sekoci.payments.events import PaymentsRefunded, PaymentsSettled
from sekoci.payments.queries import amounts_back
from sekoci.registry.queries import Contact, contacts_of

ONE_TAP = timedelta(seconds=10)
"""Longer than one tap takes to be written down, shorter than anybody needs for a second one."""
TOLD_TO_BUYER = {
    "accepted": "order_accepted",
    "packed": "order_packed",
    "sent": "order_sent",
    "handed_over": "order_handed_over",
    "cancelled": "order_cancelled",
    "expired": "order_expired",
}


@on(OrdersPlaced, consumer="orders")
def tell_owners_of_new_orders(event: OrdersPlaced) -> None:
    """The owner hears of every order that came by the shop, not of their own sales at the counter or what they wrote down."""
    theirs = [order.id for order in orders_across(_ids(event.order_ids)) if not _is_by_the_shop(order)]
    _tell_owners(theirs, "order_new_owner", key="order-new")


@on(OrdersMoved, consumer="orders")
def tell_buyers(event: OrdersMoved) -> None:
    """The buyer hears of each step that matters to them, once; of what the buyer did, the owner hears."""
    template = TOLD_TO_BUYER.get(event.state)
    if template is None:
        return
    order_ids = _ids(event.order_ids)
    if event.state == "cancelled":
        by_buyers = ended_by_buyers(order_ids)
        _tell_owners(by_buyers, "order_cancelled_owner", key="order-cancelled-owner")
        order_ids = [each for each in order_ids if each not in by_buyers]
    if event.state == "handed_over":
        order_ids = [order.id for order in orders_across(order_ids) if not _was_paid_on_the_spot(order)]
    if event.state == "expired":
        _tell_owners(_unanswered(order_ids), "order_expired_owner", key="order-expired-owner")
    _tell_buyers(order_ids, template, key=f"order-{event.state}")


@on(PaymentsSettled, consumer="orders")
def complete_what_was_paid(event: PaymentsSettled) -> None:
    """An order that was handed over on the owner's word is completed by its money; the buyer hears that it came.

    The owner hears of money that a provider told us of, not of what they confirmed themselves.
    """
    order_ids = _ids(event.order_ids)
    finish_paid_orders(order_ids, by="clock")
    orders = orders_across(order_ids)
    _tell_buyers([order.id for order in orders if order.total], "payment_received", key="payment")
    by_notice = [order.id for order in orders if order.payment and order.payment.is_said_by_notice]
    _tell_owners(by_notice, "payment_received_owner", key="payment-owner")


@on(PaymentsRefunded, consumer="orders")
def tell_buyers_of_money_back(event: PaymentsRefunded) -> None:
    """Each time money goes back, the buyer hears how much, once."""
    amounts = amounts_back(_ids(event.refund_ids))
    for order_id, refund_id in zip(_ids(event.order_ids), _ids(event.refund_ids), strict=True):
        amount = {"amount": rupiah(amounts[refund_id])}
        _tell_buyers([order_id], "payment_refunded", key=f"refund:{refund_id}", facts=amount)


def _unanswered(order_ids: list[UUID]) -> list[UUID]:
    """Those that waited for nothing but the shop's answer: their buyers had nothing to pay yet."""
    orders = orders_across(order_ids)
    return [order.id for order in orders if not order.total or (order.payment and order.payment.method == "cash")]


def _is_by_the_shop(order: OrderView) -> bool:
    return bool(order.steps) and order.steps[0].by.startswith("owner:")


def _was_paid_on_the_spot(order: OrderView) -> bool:
    """Whether money was taken by the tap that handed the goods over: then the buyer gets the receipt, and that is enough."""
    handed = next((step.at for step in order.steps if step.state == "handed_over"), None)
    paid = order.payment
    if handed is None or paid is None or paid.settled_at is None or paid.is_said_by_notice:
        return False
    return timedelta() <= paid.settled_at - handed < ONE_TAP


def _tell_owners(order_ids: list[UUID], template: str, *, key: str) -> None:
    if not is_news():
        return
    orders = [order for order in orders_across(order_ids) if order.fulfilment != "counter"]
    contacts = contacts_of({order.business_id for order in orders})
    send_messages(
        [
            MessageDraft(
                event_key=f"{key}:{order.id}",
                to=contact.owner_phone,
                template=template,
                facts=_facts(order, contact)
                | {
                    "total": _total_said(order, contact.owner_language),
                    "url": f"{settings.PUBLIC_URL}/kelola/{contact.slug}/pesanan/{order.id}",
                },
                business_id=order.business_id,
                language=contact.owner_language,
            )
            for order in orders
            if (contact := contacts.get(order.business_id)) and contact.owner_phone
        ]
    )


def _total_said(order: OrderView, language: str) -> str:
    """What the order comes to, and what was taken off it: the owner would wonder."""
    off = "discount" if language == "en" else "diskon"
    return f"{rupiah(order.total)} ({off} {rupiah(order.discount)})" if order.discount else rupiah(order.total)


def _template_for(order: OrderView, template: str) -> str:
    """Packed means ready to collect, for those who come."""
    return "order_ready" if template == "order_packed" and order.fulfilment == "pickup" else template


def _tell_buyers(order_ids: list[UUID], template: str, *, key: str, facts: Mapping[str, str] = MappingProxyType({})) -> None:
    if not is_news():
        return
    orders = [order for order in orders_across(order_ids) if order.buyer_phone and order.fulfilment != "counter"]
    contacts = contacts_of({order.business_id for order in orders})
    send_messages(
        [
            MessageDraft(
                event_key=f"{key}:{order.id}",
                to=order.buyer_phone,
                template=_template_for(order, template),
                facts=_facts(order, contact)
                | {"url": f"{settings.PUBLIC_URL}/{contact.slug}/pesanan/{order.token}"}
                | ({"door_code": code_at_door(order.id)} if template == "order_sent" else {})
                | dict(facts),
                business_id=order.business_id,
            )
            for order in orders
            if (contact := contacts.get(order.business_id))
        ]
    )


def _facts(order: OrderView, contact: Contact) -> dict[str, str]:
    return {
        "code": order.code,
        "shop": contact.name,
        "place": " ".join(contact.place.split())[:120],
        "buyer": re.sub(r"[^\w\s'-]", " ", order.buyer_name)[:40],  # anybody writes this name: it shall not become a link
        "total": rupiah(order.total),
        "amount": rupiah(order.total),
        "pieces": str(sum(line.quantity for line in order.lines)),
    }


def _ids(texts: list[str]) -> list[UUID]:
    return [UUID(text) for text in texts]
