"""Words about reviews, for our pages and those of higher modules."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

STARS: Mapping[int, Any] = {
    5: gettext_lazy("Sangat puas"),
    4: gettext_lazy("Puas"),
    3: gettext_lazy("Biasa saja"),
    2: gettext_lazy("Kurang"),
    1: gettext_lazy("Kecewa"),
}
REASONS: Mapping[str, Any] = {
    "spam": gettext_lazy("Iklan atau asal tulis"),
    "insult": gettext_lazy("Menghina atau kasar"),
    "personal": gettext_lazy("Menyebut data pribadi"),
    "false": gettext_lazy("Bukan tentang barang ini"),
    "other": gettext_lazy("Alasan lain"),
}
