"""The words in which staff read what programmes keep: their tables, and the fields of those."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PROGRAM_TABLES: Mapping[str, str | Promise] = {
    "programs.program": _("Program"),
    "programs.carrier": _("Penyelenggara"),
    "programs.supportkind": _("Jenis bantuan"),
    "programs.target": _("Target"),
    "programs.cohort": _("Angkatan"),
    "programs.enrolment": _("Usaha di program"),
    "programs.enrolmentstep": _("Keputusan"),
    "programs.consent": _("Persetujuan pemilik"),
    "programs.stageevent": _("Perjalanan tahap"),
    "programs.mark": _("Catatan petugas"),
    "programs.support": _("Bantuan"),
    "programs.referral": _("Ajakan"),
}
PROGRAM_FIELDS: Mapping[str, str | Promise] = {
    "begins_on": _("Mulai"),
    "budget": _("Anggaran"),
    "by_day": _("Paling lambat"),
    "came_at": _("Tercatat sejak"),
    "cohort": _("Angkatan"),
    "cost": _("Biaya"),
    "ends_on": _("Selesai"),
    "enrolment": _("Usaha di program"),
    "evidence": _("Buktinya"),
    "followed_at": _("Tahap dihitung"),
    "forgotten_at": _("Nama dilepas"),
    "holds": _("Sudah sampai"),
    "is_once": _("Sekali seorang"),
    "is_owner": _("Pemilik program"),
    "is_reached": _("Sampai"),
    "joining": _("Cara ikut"),
    "contact": _("Siapa yang bisa ditanya"),
    "decides_on": _("Dijawab paling lambat"),
    "lost": _("Pernah sampai"),
    "noted_at": _("Dicatat"),
    "on_day": _("Tanggal"),
    "opened_at": _("Dibuka"),
    "outlet": _("Usaha"),
    "places": _("Tempat"),
    "points": _("Isi nilai"),
    "program": _("Program"),
    "reached": _("Tahap"),
    "redacted_at": _("Kalimatnya dilepas"),
    "referral": _("Ajakan"),
    "score": _("Nilai"),
    "stage": _("Tahap"),
    "stages": _("Tahap yang dipantau"),
    "wanted": _("Banyak usaha"),
    "weights": _("Bobot nilai"),
}
