"""The words in which staff read what the registry keeps: its tables, and the fields of lists and their organisations."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REGISTRY_TABLES: Mapping[str, str | Promise] = {
    "registry.business": _("Semua toko"),
    "registry.membership": _("Orang di toko"),
    "registry.workercount": _("Orang bekerja"),
    "registry.invitation": _("Undangan kerja"),
    "registry.identity": _("NIK dan NPWP"),
    "registry.apikey": _("Kunci API"),
    "registry.organisation": _("Organisasi"),
    "registry.organisationkey": _("Kunci organisasi"),
    "registry.officer": _("Petugas organisasi"),
    "registry.partnerlist": _("Daftar usaha"),
    "registry.listedition": _("File daftar usaha"),
}
LIST_FIELDS: Mapping[str, str | Promise] = {
    "areas": _("Wilayah tugas"),
    "ids": _("Nomor usaha"),
    "list": _("Daftar usaha"),
    "loaded_by": _("Dikirim oleh"),
    "organisation": _("Organisasi"),
    "quarantined": _("Tidak bisa dipakai"),
    "rows_total": _("Baris"),
    "stored_at": _("Disimpan"),
}
