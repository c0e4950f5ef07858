"""What our codes are called on screen."""

from django.utils.translation import get_language, gettext_lazy

from sekoci.registry.rules import GROUPS, KINDS

DAY_NAMES = {
    "mon": gettext_lazy("Senin"),
    "tue": gettext_lazy("Selasa"),
    "wed": gettext_lazy("Rabu"),
    "thu": gettext_lazy("Kamis"),
    "fri": gettext_lazy("Jumat"),
    "sat": gettext_lazy("Sabtu"),
    "sun": gettext_lazy("Minggu"),
}
KIND_NAMES = {
    "kecamatan": gettext_lazy("Kecamatan"),
    "kelurahan": gettext_lazy("Kelurahan"),
    "desa": gettext_lazy("Desa"),
    "desa adat": gettext_lazy("Desa adat"),
}
LEGAL_FORMS = {
    "person": gettext_lazy("Perorangan"),
    "sole_company": gettext_lazy("PT Perorangan"),
    "cooperative": gettext_lazy("Koperasi"),
    "cv": "CV",
    "firm": gettext_lazy("Firma"),
    "company": "PT",
}
ROLE_NAMES = {"owner": gettext_lazy("Pemilik"), "staff": gettext_lazy("Pegawai"), "cashier": gettext_lazy("Kasir")}
SCALE_NAMES = {
    "micro": gettext_lazy("Usaha mikro"),
    "small": gettext_lazy("Usaha kecil"),
    "medium": gettext_lazy("Usaha menengah"),
    "large": gettext_lazy("Usaha besar"),
}


def kind_name(code: str) -> str:
    """What a kind of business is called in the language of the page; empty for none."""
    kind = KINDS.get(code)
    return _in_language(kind.name, kind.english) if kind else ""


def group_name(code: str) -> str:
    """What a group of kinds is called in the language of the page."""
    return _in_language(*GROUPS[code])


def _in_language(indonesian: str, english: str) -> str:
    return english if (get_language() or "id").startswith("en") else indonesian
