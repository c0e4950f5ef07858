"""What becomes of an order, as minutes after it was placed. Pure."""

from enum import IntEnum
from random import Random

from sekoci.orders.rules import KEPT_FOR, OrderDraft


class Verb(IntEnum):
    """A step, in the order in which one order comes to it."""

    NOTIFY = 0
    """The acquirer sends a notice."""
    CONFIRM_AHEAD = 1
    """The owner sees the money on the own phone."""
    ACCEPT = 2
    PACK = 3
    HAND_OVER = 4
    HAND_OVER_UNPAID = 5
    SEND = 6
    CONFIRM = 7
    COMPLETE = 8
    CANCEL = 9
    EXPIRE = 10
    RETURN = 11


DAY = 24 * 60
Course = list[tuple[Verb, float]]


def course(fate: str, draft: OrderDraft, dice: Random) -> Course:
    """The steps of an order and when they are due; `fate` as `rhythm.Visit` has it."""
    if fate == "expired":
        return [(Verb.EXPIRE, KEPT_FOR[draft.method].total_seconds() / 60 + dice.uniform(1, 10))]
    ahead = draft.method != "cash"
    paid = Verb.NOTIFY if draft.provider == "pretend" else Verb.CONFIRM_AHEAD
    steps: Course = [(paid, dice.uniform(1, 9))] if ahead else []
    steps.append((Verb.ACCEPT, dice.uniform(10, 25)))
    if fate == "cancelled":
        return [*steps, (Verb.CANCEL, dice.uniform(30, 90))]
    steps.append((Verb.PACK, dice.uniform(30, 70)))
    gone = dice.uniform(80, 260)
    if fate in ("credit", "debt"):
        steps.append((Verb.HAND_OVER_UNPAID, gone))
        return steps + ([(Verb.CONFIRM, gone + dice.uniform(1.5, 8) * DAY)] if fate == "credit" else [])
    if draft.fulfilment == "delivery":
        there = gone + dice.uniform(20, 60)
        steps.append((Verb.SEND, gone))
        steps += [] if ahead else [(Verb.CONFIRM, there)]
        steps.append((Verb.COMPLETE, there + 1))
    else:
        steps.append((Verb.HAND_OVER, gone))
    return [*steps, (Verb.RETURN, gone + dice.uniform(0.8, 2) * DAY)] if fate == "returned" else steps
