"""The words of the register on screen."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

FIELDS: Mapping[str, Any] = {
    "title": _("Apa yang terjadi"),
    "noticed_at": _("Kapan diketahui"),
    "began_at": _("Kapan mulai"),
    "data": _("Data yang terkena"),
    "whose": _("Data siapa"),
    "people": _("Jumlah orang"),
    "cause": _("Bagaimana terjadi"),
    "done": _("Yang sudah dilakukan"),
    "advice": _("Saran untuk orangnya"),
    "contact": _("Kontak untuk bertanya"),
}
STATES: Words = {"open": _("Terbuka"), "reported": _("Sudah dilaporkan"), "closed": _("Ditutup")}
CHIPS = {"open": "bad", "reported": "accepted", "closed": "settled"}
STEPS: Words = {
    "made": _("Dicatat"),
    "changed": _("Diubah"),
    "note": _("Catatan"),
    "listed": _("Orang dicatat"),
    "told": _("Orang dikabari"),
    "reported": _("Dilaporkan ke lembaga"),
    "closed": _("Ditutup"),
    "reopened": _("Dibuka lagi"),
    "reminded-24": _("Pengelola diingatkan: 24 jam lagi"),
    "reminded-6": _("Pengelola diingatkan: 6 jam lagi"),
    "reminded-late": _("Pengelola diingatkan: sudah lewat"),
}
MESSAGES: Words = {
    "": _("Belum dikabari"),
    "waiting": _("Menunggu"),
    "sent": _("Terkirim"),
    "delivered": _("Sampai"),
    "read": _("Dibaca"),
    "failed": _("Gagal"),
    "expired": _("Terlambat"),
    "stopped": _("Minta berhenti"),
    "unclear": _("Belum pasti"),
    "limited": _("Terlalu banyak"),
}


def named(fields: Collection[str]) -> str:
    """Fields as a sentence lists them."""
    return ", ".join(str(FIELDS[name]) for name in fields)
