"""The words in which staff read values that are words of the code: who did something, where it came from."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from sekoci.operations.words import Words

ACTORS: Words = {
    "buyer": _("Pembeli"),
    "owner": _("Orang toko"),
    "person": _("Orang toko"),
    "member": _("Orang toko"),
    "staff": _("Pengelola"),
    "api": _("Sistem lain"),
    "clock": _("Sekoci sendiri"),
    "command": _("Perintah di server"),
}
WAYS: Words = {
    "login": _("Saat masuk"),
    "profile": _("Di halaman akun"),
    "closed": _("Akun ditutup"),
    "replaced": _("Diganti yang baru"),
    "self": _("Sendiri"),
    "command": _("Perintah di server"),
}
VALUES: Mapping[str, Words] = {
    "by": ACTORS,
    "settled_by": ACTORS,
    "viewer": ACTORS,
    "source": {
        "shop": _("Halaman toko"),
        "counter": _("Kasir"),
        "api": _("Sistem lain"),
        "again": _("Pesan lagi"),
    },
    "purpose": {"account": _("Akun"), "programme": _("Angka untuk petugas program"), "promo": _("Kabar promo")},
    "how": WAYS,
    "withdrawn_how": WAYS,
}
"""Values of fields that are words of the code, by their part before a colon (`staff:12`)."""
