"""What staff did, in words, and where what it was about is found."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sekoci.kit.scope import across_businesses
from sekoci.kit.staff import StaffAct
from sekoci.kit.switches import declared
from sekoci.kit.templatetags.sekoci import moment
from sekoci.operations.backup.manifest import moment_of
from sekoci.operations.words import TABLES
from sekoci.registry.queries import shops_of

WORDS: Mapping[str, str | Promise] = {
    "staff.add": _("Dijadikan pengelola"),
    "staff.remove": _("Bukan pengelola lagi"),
    "staff.passkey": _("Boleh membuat kunci layar baru"),
    "person.suspend": _("Ditangguhkan"),
    "person.rows": _("Data tanpa nomor HP dihapus"),
    "person.restore": _("Dipulihkan"),
    "person.sign_out": _("Dikeluarkan dari semua perangkat"),
    "person.number": _("Nomor baru dijamin"),
    "person.keep_number": _("Nomor baru dibatalkan"),
    "shop.hide": _("Toko disembunyikan"),
    "shop.show": _("Toko boleh tampil lagi"),
    "shop.reindex": _("Pencarian toko disusun ulang"),
    "keys.end": _("Kunci API diakhiri"),
    "webhooks.off": _("Sambungan dimatikan"),
    "invitation.withdraw": _("Undangan ditarik"),
    "message.resend": _("Pesan dikirim lagi"),
    "notice.tick_off": _("Kabar pembayaran ditandai selesai"),
    "review.hidden": _("Ulasan disembunyikan"),
    "review.kept": _("Ulasan tetap tampil"),
    "office.found": _("Kantor dibuat"),
    "office.appoint": _("Diangkat jadi petugas"),
    "office.end": _("Tugas diakhiri"),
    "office.close": _("Kantor ditutup"),
    "office.reopen": _("Kantor dibuka lagi"),
    "office.key": _("Kunci kantor dicabut"),
    "office.connection": _("Sambungan kantor dimatikan"),
    "office.agreement": _("Perjanjian dicatat"),
    "office.agreement_end": _("Perjanjian diakhiri"),
    "breach.record": _("Insiden dicatat"),
    "breach.tell": _("Orang dikabari tentang insiden"),
    "breach.report": _("Insiden dilaporkan ke lembaga"),
    "breach.close": _("Insiden ditutup"),
    "breach.reopen": _("Insiden dibuka lagi"),
    "list.withdraw": _("Daftar ditarik"),
    "look.start": _("Mulai melihat sebagai pemilik"),
    "look.end": _("Selesai melihat"),
    "check.ask": _("Minta hitung ulang"),
    "jobs.retry": _("Tugas diulangi"),
    "switch.on": _("Saklar dinyalakan"),
    "switch.off": _("Saklar dimatikan"),
    "switch.some": _("Saklar menyala untuk sebagian"),
    "backup.ask": _("Minta cadangan"),
    "drill.ask": _("Minta uji pemulihan"),
    "restore.ask": _("Minta memulihkan cadangan"),
    "undo.ask": _("Minta membatalkan pemulihan"),
    "key.give_up": _("Kunci yang hilang dilepas"),
    "backup.done": _("Cadangan dibuat"),
    "drill.done": _("Pemulihan diuji"),
    "restore.done": _("Cadangan dipulihkan"),
    "undo.done": _("Pemulihan dibatalkan"),
}
OF_ALL = frozenset({"backup.ask", "backup.done", "undo.ask", "undo.done", "check.ask", "key.give_up"})
"""Of which there is nothing to say but what was done."""
PLACES = {
    "person": ("accounts", "person"),
    "business": ("registry", "business"),
    "message": ("messaging", "message"),
    "notice": ("payments", "notice"),
    "invitation": ("registry", "invitation"),
    "review": ("reviews", "review"),
}


@dataclass(frozen=True)
class Said:
    """An act in words; `href` leads to what it was about, if there is such a page."""

    what: str
    about: str
    href: str


def persons_in(found: Collection[StaffAct]) -> list[int]:
    """Whose names it takes to say these: who did it, and to whom."""
    return [act.person_id for act in found] + [int(key) for act in found if (key := _key(act, "person"))]


def in_words(found: Collection[StaffAct], names: Mapping[int, str]) -> list[Said]:
    """Each act as people read it; one statement whatever their number."""
    businesses = [int(key) for act in found if (key := _key(act, "business"))]
    with across_businesses():
        shops = shops_of(businesses) if businesses else {}
    called = {f"person:{key}": name for key, name in names.items()}
    called |= {f"business:{key}": shop.name for key, shop in shops.items()}
    return [_said(act, called) for act in found]


def _said(act: StaffAct, called: Mapping[str, str]) -> Said:
    what = str(WORDS.get(act.what, act.what))
    kind, _sep, key = act.about.partition(":")
    if kind in PLACES:
        word = str(TABLES[".".join(PLACES[kind])])
        about = called.get(act.about) or (f"{word} {key}" if key.isdigit() else word)
        return Said(what, about, reverse("operations:rows:row", args=[*PLACES[kind], key]))
    if act.what.startswith("switch."):
        return Said(what, _switch(act.about), reverse("operations:switches"))
    if act.what.startswith("breach."):
        number, _sep, title = act.about.partition(" ")
        return Said(what, title, reverse("breaches:breach", args=[UUID(number)]))
    if act.what.startswith(("drill.", "restore.")):
        return Said(what, _backup(act.about), reverse("operations:backups"))
    return Said(what, "" if act.what in OF_ALL else act.about, "")


def _backup(name: str) -> str:
    """A backup by when it was made."""
    return str(_("Cadangan terakhir")) if name == "latest" else moment(moment_of(name))


def _switch(about: str) -> str:
    """A switch by its words; where it is on for some, for what share and how many shops."""
    name, _sep, some = about.partition(" ")
    says = str(declared[name].says) if name in declared else name
    percent, _sep, chosen = some.partition(" ")
    shops = len(chosen.strip("[]").split(", ")) if chosen.strip("[]") else 0
    told = [percent, *([ngettext("%(n)s toko", "%(n)s toko", shops) % {"n": shops}] if shops else [])]
    return f"{says} ({', '.join(told)})" if some else says


def _key(act: StaffAct, kind: str) -> str:
    found, _sep, key = act.about.partition(":")
    return key if found == kind and key.isdigit() else ""
