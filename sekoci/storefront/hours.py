"""Opening hours as people read them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

DAYS = (
    ("mon", _("Senin")),
    ("tue", _("Selasa")),
    ("wed", _("Rabu")),
    ("thu", _("Kamis")),
    ("fri", _("Jumat")),
    ("sat", _("Sabtu")),
    ("sun", _("Minggu")),
)


def week_of(hours: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(day, "08.00-17.00, 19.00-21.00") for each day of the week, empty text on a closed one; no rows: always open."""
    if not any(day in hours for day, _name in DAYS):
        return []
    return [(str(name), ", ".join(_span(*span) for span in hours.get(day) or ())) for day, name in DAYS]


def _span(first: str, last: str) -> str:
    return f"{first}-{last}".replace(":", ".")
