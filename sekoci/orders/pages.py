"""How higher modules show orders: words for pages, and an order as it goes over the wire."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from sekoci.orders.queries import OrderView

WAYS_IN: Mapping[str, Any] = {
    "wa": gettext_lazy("WhatsApp"),
    "ig": gettext_lazy("Instagram"),
    "fb": gettext_lazy("Facebook"),
    "tiktok": gettext_lazy("TikTok"),
    "katalog": gettext_lazy("Katalog Facebook, Instagram, WhatsApp"),
    "google": gettext_lazy("Google"),
    "poster": gettext_lazy("Poster"),
    "meja": gettext_lazy("Papan meja"),
    "pasar": gettext_lazy("Pasar"),
}
"""By which link a buyer came to the shop (`?dari=…`), as people say it."""


STATES: Mapping[str, Any] = {
    "placed": gettext_lazy("Baru"),
    "accepted": gettext_lazy("Diterima"),
    "packed": gettext_lazy("Dikemas"),
    "handed_over": gettext_lazy("Diserahkan"),
    "sent": gettext_lazy("Dikirim"),
    "completed": gettext_lazy("Selesai"),
    "cancelled": gettext_lazy("Dibatalkan"),
    "expired": gettext_lazy("Kedaluwarsa"),
}
"""How an order stands, as people say it."""


def order_as_json(order: OrderView) -> dict[str, Any]:
    """An order as whoever works for its shop gets it from the JSON API."""
    from sekoci.orders.rest.shapes import my_order_json

    return my_order_json(order)
