"""What people read instead of the codes of what is held on them: for paper and pages; the JSON keeps the codes for programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sekoci.kit.persons import Who
from sekoci.messaging.rules import TEMPLATES
from sekoci.orders.pages import STATES
from sekoci.privacy.words import CHANGED, CODES, PURPOSES, VIEWED, VIEWERS, Words
from sekoci.programs.pages import HOWS as PROGRAM_HOWS
from sekoci.programs.pages import STAGES, SUPPORT_STATES
from sekoci.programs.pages import STATES as PROGRAM_STATES
from sekoci.registry.pages import ROLE_NAMES

_LANGUAGES: Words = {"id": "Bahasa Indonesia", "en": "English"}
_CHANNELS: Words = {"whatsapp": "WhatsApp", "telegram": "Telegram", "email": "E-mail", "sms": "SMS"}
_STATES: Mapping[str, Words] = {
    "orders": STATES,
    "programs": PROGRAM_STATES,
    "program_support": SUPPORT_STATES,
    "program_steps": PROGRAM_STATES,
    "program_marks": STAGES,
    "messages": {
        "waiting": gettext_lazy("Menunggu"),
        "sent": gettext_lazy("Terkirim"),
        "delivered": gettext_lazy("Sampai"),
        "read": gettext_lazy("Dibaca"),
        "failed": gettext_lazy("Gagal"),
        "expired": gettext_lazy("Terlambat"),
        "stopped": gettext_lazy("Diminta berhenti"),
        "unclear": gettext_lazy("Belum pasti"),
        "limited": gettext_lazy("Terlalu banyak"),
    },
    "told": {"waiting": gettext_lazy("Menunggu"), "delivered": gettext_lazy("Sampai"), "failed": gettext_lazy("Gagal")},
    "reviews": {
        "shown": gettext_lazy("Tampil"),
        "reported": gettext_lazy("Dilaporkan"),
        "kept": gettext_lazy("Tampil"),
        "hidden": gettext_lazy("Disembunyikan"),
    },
    "invitations": CODES["ended_how"],
    "numbers": {
        "done": gettext_lazy("Nomor diganti"),
        "objected": gettext_lazy("Ditolak"),
        "refused": gettext_lazy("Ditolak"),
        "replaced": gettext_lazy("Diganti yang baru"),
        "expired": gettext_lazy("Kedaluwarsa"),
        "withdrawn": gettext_lazy("Dibatalkan"),
    },
}
_WAYS: Words = {
    **_CHANNELS,
    "login": gettext_lazy("Saat masuk"),
    "profile": gettext_lazy("Di halaman akun"),
    "closed": gettext_lazy("Akun ditutup"),
    "replaced": gettext_lazy("Diganti yang baru"),
    "erased": gettext_lazy("Data dihapus"),
    "order": gettext_lazy("Di halaman pesanan"),
    "stop": gettext_lazy("Membalas STOP"),
    "code": gettext_lazy("Dengan kode terima"),
    "word": gettext_lazy("Kata toko"),
}
_EVENTS: Words = {
    "order.placed": gettext_lazy("Pesanan baru"),
    "order.moved": gettext_lazy("Pesanan berjalan"),
    "payment.settled": gettext_lazy("Pembayaran lunas"),
    "payment.refunded": gettext_lazy("Uang dikembalikan"),
}
_BY_COLUMN: Mapping[str, Words] = {
    "fulfilment": {
        "pickup": gettext_lazy("Diambil"),
        "delivery": gettext_lazy("Diantar"),
        "counter": gettext_lazy("Di toko"),
    },
    "paid_by": {"cash": gettext_lazy("Tunai"), "transfer": gettext_lazy("Transfer bank"), "qris": "QRIS"},
    "language": _LANGUAGES,
    "purpose": PURPOSES,
    "channel": _CHANNELS,
    "role": ROLE_NAMES,
    "how": {**_WAYS, **PROGRAM_HOWS},
    "withdrawn_how": _WAYS,
}
_TEMPLATE_KINDS: Words = {
    "authentication": gettext_lazy("Kode masuk"),
    "utility": gettext_lazy("Kabar"),
    "marketing": gettext_lazy("Kabar promo"),
}
_FIELDS: Words = {
    "phone": gettext_lazy("Nomor HP"),
    "is_active": gettext_lazy("Aktif"),
    "is_staff": gettext_lazy("Petugas Sekoci"),
    "is_superuser": gettext_lazy("Pengelola Sekoci"),
}


def in_words(part: str, row: Mapping[str, Any], who: Who) -> dict[str, Any]:
    """A row of a part as its person reads it."""
    return {name: _value(part, name, value, who) if isinstance(value, str) else value for name, value in row.items()}


def _value(part: str, name: str, value: str, who: Who) -> str:
    if name == "viewer":
        return viewer(value, who)
    if name in ("before", "after") and part == "changes":
        return _changed(value)
    if name == "template":
        return str(_TEMPLATE_KINDS[TEMPLATES[value].category]) if value in TEMPLATES else _("Kabar")
    if name == "text" and part == "programs":
        return ", ".join(str(STAGES.get(each, each)) for each in value.split(", ") if each)
    words: Words = {}
    if name == "state":
        words = _STATES.get(part, {})
    elif name == "what":
        words = {"views": VIEWED, "told": _EVENTS}.get(part, {})
    elif name == "place" and value.startswith("/"):
        return ""  # an address of a page of ours says nothing to anybody
    else:
        words = _BY_COLUMN.get(name, {})
    return str(words.get(value) or words.get(value.partition(":")[0], value))


def viewer(by: str, who: Who) -> str:
    """Who did or saw something."""
    kind, _colon, number = by.partition(":")
    if kind == "person" and number not in ("0", str(who.person_id)):
        return _("Orang lain")
    return str(VIEWERS.get(kind, "Sekoci"))


def _changed(value: str) -> str:
    """`{"name": "Sri"}` as `Nama: Sri`."""
    try:
        facts = json.loads(value)
    except ValueError:
        return value
    said = {True: _("ya"), False: _("tidak"), None: "–"}  # noqa: RUF001  a dash for nothing
    return ", ".join(
        f"{_FIELDS.get(key) or CHANGED.get(key, key)}: {said[fact] if fact is None or isinstance(fact, bool) else fact}"
        for key, fact in facts.items()
    )


@dataclass(frozen=True)
class Seen:
    """Somebody looked, so often, within an hour; the last time."""

    said: str
    at: datetime
    times: int
    why: str


def seen(rows: Sequence[Mapping[str, Any]], who: Who) -> list[Seen]:
    """Who looked and at what, newest first; the same within an hour is one."""
    lines: list[Seen] = []
    for said, same in groupby(rows, key=lambda row: _look(row, who)):
        for row in same:
            at = datetime.fromisoformat(row["date"])
            last = lines[-1] if lines else None
            if last and (last.said, last.why) == (said, row["note"]) and last.at - at < timedelta(hours=1):
                lines[-1] = Seen(said, last.at, last.times + 1, last.why)
            else:
                lines.append(Seen(said, at, 1, row["note"]))
    return lines


def _look(row: Mapping[str, Any], who: Who) -> str:
    read = in_words("views", row, who)
    place = f" ({read['place']})" if read["place"] and not row["viewer"].startswith("person") else ""
    return f"{read['viewer']}: {read['what']}{place}"
