"""The way of an order as its buyer sees it: what has been, what is now, what is still to come."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from sekoci.orders.pages import STATES
from sekoci.orders.queries import OrderView

WAYS = {
    "pickup": ("placed", "accepted", "packed", "handed_over"),
    "delivery": ("placed", "accepted", "packed", "sent", "completed"),
    "counter": ("completed",),
}


@dataclass(frozen=True)
class Stop:
    """One step; `at` is None while it is still to come, `is_same_day` where the step before it was on the same day."""

    state: str
    title: str
    at: datetime | None
    is_now: bool
    note: str = ""
    is_same_day: bool = False

    @property
    def has_ended_badly(self) -> bool:
        return self.state in ("cancelled", "expired")


def timeline_of(order: OrderView, zone: str = "Asia/Jakarta") -> list[Stop]:
    """Steps that happened in their order, then (unless it ended) the ones still to come on this way."""
    titles = titles_for(order.fulfilment)
    reached = [step.state for step in order.steps]
    days = [step.at.astimezone(ZoneInfo(zone)).date() for step in order.steps]
    stops = [
        Stop(
            step.state,
            titles[step.state],
            step.at,
            is_now=place == len(reached) - 1,
            note=step.note,
            is_same_day=place > 0 and days[place] == days[place - 1],
        )
        for place, step in enumerate(order.steps)
        if not (step.state == "completed" and order.fulfilment == "pickup")
    ]
    if order.state in ("cancelled", "expired", "completed"):
        return stops
    way = WAYS[order.fulfilment]
    last = max((way.index(state) for state in reached if state in way), default=-1)
    return stops + [Stop(state, titles[state], None, is_now=False) for state in way[last + 1 :]]


def titles_for(fulfilment: str) -> dict[str, str]:
    """What each state means to the buyer."""
    return {
        "placed": _("Pesanan masuk ke toko"),
        "accepted": _("Toko menerima pesanan"),
        "packed": _("Siap diambil") if fulfilment == "pickup" else _("Sudah dikemas"),
        "handed_over": _("Sudah Anda terima") if fulfilment == "pickup" else _("Sudah diserahkan"),
        "sent": _("Sedang diantar"),
        "completed": _("Selesai"),
        "cancelled": _("Dibatalkan"),
        "expired": _("Waktu habis, pesanan batal"),
    }


def state_name(state: str) -> str:
    """The state in one word."""
    return str(STATES[state])
