"""The days of a shop: people buy, the owner accepts, packs, hands over. Every step is a public verb at a moment of its own."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from sekoci.kit import clock
from sekoci.kit.scope import in_business
from sekoci.operations.demo.baskets import Baskets
from sekoci.operations.demo.courses import Verb, course
from sekoci.operations.demo.opening import Opened
from sekoci.operations.demo.people import WHY_CANCELLED, WHY_RETURNED
from sekoci.operations.demo.rhythm import Visit
from sekoci.orders import actions as orders
from sekoci.orders.rules import OrderDraft, Placed
from sekoci.payments.actions import settle_payments
from sekoci.payments.queries import PaymentView, payments_of
from sekoci.payments.rules import SettlementNotice

PAID = (Verb.NOTIFY, Verb.CONFIRM_AHEAD)
HALTS: Mapping[str, tuple[Verb, ...]] = {
    "placed": (Verb.NOTIFY,),
    "accepted": (*PAID, Verb.ACCEPT),
    "packed": (*PAID, Verb.ACCEPT, Verb.PACK),
}
"""The steps that an order takes that stands at this state today."""
BY_OWNER: Mapping[Verb, Callable[..., None]] = {
    Verb.CONFIRM_AHEAD: orders.confirm_order_payments,
    Verb.ACCEPT: orders.accept_orders,
    Verb.PACK: orders.pack_orders,
    Verb.HAND_OVER_UNPAID: orders.hand_over_orders,
    Verb.SEND: orders.send_orders,
    Verb.CONFIRM: orders.confirm_order_payments,
    Verb.COMPLETE: orders.complete_orders,
}


@dataclass(frozen=True)
class Due:
    """A step that an order takes at a moment."""

    at: datetime
    verb: Verb
    order_id: UUID


class History:
    """Lets time pass for one shop. Nothing happens out of order: `now` only moves forward."""

    def __init__(self, opened: Opened, baskets: Baskets, dice: Random, *, start: datetime) -> None:
        self.shop, self.baskets, self.dice, self.now = opened, baskets, dice, start
        self.due: list[Due] = []
        self.number = 0

    def until(self, tick: datetime, visits: Sequence[Visit]) -> None:
        """Place what was bought since the last tick, and take every step that has come due."""
        self._place([(visit, self._draft(visit)) for visit in visits])
        while steps := [step for step in self.due if step.at <= tick]:
            self.due = [step for step in self.due if step.at > tick]
            self._take(steps, tick)

    def sell_the_rest(self, at: datetime) -> None:
        """Whatever shall be sold out or low today goes over the counter now."""
        visit = Visit(at, is_online=False)
        self._place([(visit, self.baskets.the_rest(visit, self._key()))])

    def do(self, at: datetime, chore: Callable[[], object]) -> None:
        """Let the owner do something else at a moment."""
        self.now = max(self.now, at)
        with clock.frozen(self.now), in_business(self.shop.business_id):
            chore()

    def _place(self, wishes: Sequence[tuple[Visit, OrderDraft | None]]) -> None:
        asked = [(visit, draft) for visit, draft in wishes if draft is not None]
        if not asked:
            return
        self.now = max(self.now, asked[-1][0].at)
        with clock.frozen(self.now), in_business(self.shop.business_id):
            answers = orders.place_orders([draft for _, draft in asked])
        for (visit, draft), answer in zip(asked, answers, strict=True):
            if visit.is_online and isinstance(answer, Placed):
                self._expect(visit, draft, answer.order_id)

    def _draft(self, visit: Visit) -> OrderDraft | None:
        return self.baskets.online(visit, self._key()) if visit.is_online else self.baskets.at_the_counter(visit, self._key())

    def _key(self) -> str:
        self.number += 1
        return f"demo:{self.number}"

    def _expect(self, visit: Visit, draft: OrderDraft, order_id: UUID) -> None:
        """Plan what becomes of an order that was placed."""
        steps = course(visit.fate, draft, self.dice)
        if visit.halt:
            steps = [(verb, minutes) for verb, minutes in steps if verb in HALTS[visit.halt]]
        before = visit.at
        for verb, minutes in steps:
            at = visit.at + timedelta(minutes=minutes)
            before = max(before, at if visit.halt else self._awake(at))  # a step put off till morning puts off the next
            self.due.append(Due(before, verb, order_id))

    def _awake(self, at: datetime) -> datetime:
        """People sleep from eleven to six: what would come due at night is done in the morning."""
        here = at.astimezone(ZoneInfo(self.shop.zone))
        if 6 <= here.hour < 23:
            return at
        morning = here.replace(hour=6, minute=here.minute // 2) + timedelta(days=here.hour == 23)
        return max(morning, at)

    def _take(self, steps: Iterable[Due], tick: datetime) -> None:
        """One verb after the other, each for all orders at once; the two that span businesses first and last."""
        together: dict[Verb, list[Due]] = defaultdict(list)
        for step in steps:
            together[step.verb].append(step)
        if Verb.NOTIFY in together:
            self._call(Verb.NOTIFY, together[Verb.NOTIFY], tick)
        with in_business(self.shop.business_id):
            for verb in sorted(set(together) - {Verb.NOTIFY, Verb.EXPIRE}):
                self._call(verb, together[verb], tick)
        if Verb.EXPIRE in together:
            self._call(Verb.EXPIRE, together[Verb.EXPIRE], tick)

    def _call(self, verb: Verb, steps: Sequence[Due], tick: datetime) -> None:
        self.now = max(self.now, min(tick, max(step.at for step in steps)))
        order_ids = [step.order_id for step in steps]
        with clock.frozen(self.now):
            match verb:
                case Verb.NOTIFY:
                    self._notify(order_ids)
                case Verb.EXPIRE:
                    orders.expire_orders()
                case Verb.CANCEL:
                    why = self.dice.choice(WHY_CANCELLED)
                    orders.cancel_orders(self.shop.business_id, order_ids, by=self.shop.by, reason=why, refund_from="bank")
                case Verb.RETURN:
                    for order_id in order_ids:
                        why = self.dice.choice(WHY_RETURNED)
                        orders.refund_order(self.shop.business_id, order_id, by=self.shop.by, what=orders.Return(reason=why))
                case Verb.HAND_OVER:
                    orders.hand_over_orders(self.shop.business_id, order_ids, by=self.shop.by, paid_cash=True)
                case _:
                    BY_OWNER[verb](self.shop.business_id, order_ids, by=self.shop.by)

    def _notify(self, order_ids: list[UUID]) -> None:
        """The pretend acquirer says that the money came."""
        with in_business(self.shop.business_id):
            payments = payments_of(order_ids)
        settle_payments([_notice(payment, at=self.now) for payment in payments.values()])


def _notice(payment: PaymentView, *, at: datetime) -> SettlementNotice:
    return SettlementNotice(
        provider=payment.provider,
        event_id=f"demo:{payment.id}",
        payment_id=payment.id,
        reference=payment.reference,
        amount=payment.amount,
        body='{"from": "demo"}',
        at=at,
    )
