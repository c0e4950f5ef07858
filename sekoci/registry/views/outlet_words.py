"""How an outlet's fields, and what people decided of two records, are called on screen."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sekoci.kit.phone import spoken_phone
from sekoci.registry.names import kind_name
from sekoci.registry.queries.review import KnownDecision

FIELD_NAMES = {
    "name": _("Nama"),
    "owner": _("Pemilik"),
    "phone": _("HP"),
    "street": _("Alamat"),
    "area_code": _("Wilayah"),
    "nib": "NIB",
    "kbli": "KBLI",
    "kind": _("Jenis usaha"),
    "sex": _("Pemilik"),
    "point": _("Titik peta"),
    "place": _("Tempat"),
    "area": _("Wilayah"),
}
VERDICTS = {"same": _("Sama"), "different": _("Beda"), "later": _("Nanti")}
SEX = {"f": _("Perempuan"), "m": _("Laki-laki")}


def value_in_words(field: str, value: str) -> str:
    """A value as people read it."""
    if field == "phone" and value:
        return spoken_phone(value)
    if field == "kind":
        return kind_name(value) or value
    if field == "sex":
        return str(SEX.get(value, value))
    return value


def said_of(decision: KnownDecision) -> str:
    """`Warung Sri = Warung Bu Sri`."""
    left, right = (name or gettext("di luar wilayah Anda") for name in decision.names)
    return f"{left} {'=' if decision.verdict == 'same' else '≠'} {right}"
