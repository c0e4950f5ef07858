"""Words about orders for the pages of higher modules."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

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
