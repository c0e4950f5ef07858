"""How an outlet's fields, and what the model says of two records, are called on screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sekoci.kit.phone import spoken_phone
from sekoci.registry.names import kind_name
from sekoci.registry.queries.review import DoubtfulPairShown, KnownDecision, Reason

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
    "rest": _("Nama lain pemilik"),
    "category": _("Jenis usaha"),
    "rt_rw": "RT/RW",
    "list": _("Daftar"),
    "area": _("Wilayah"),
}
SAYS = {
    "exact": _("sama"),
    "close": _("mirip"),
    "far": _("agak mirip"),
    "differs": _("beda"),
    "rare": _("sama, dan jarang"),
    "common": _("sama, tapi banyak yang sama"),
}
VERDICTS = {"same": _("Sama"), "different": _("Beda"), "later": _("Nanti")}
SEX = {"f": _("Perempuan"), "m": _("Laki-laki")}
MOST = 12
"""Bits that fill a bar."""


@dataclass(frozen=True)
class Bar:
    """What a field of the two weighs, for the page: `amount` of MOST."""

    field: str
    says: str
    amount: int
    is_for: bool
    strength: str


def value_in_words(field: str, value: str) -> str:
    """A value as people read it."""
    if field == "phone" and value:
        return spoken_phone(value)
    if field == "kind":
        return kind_name(value) or value
    if field == "sex":
        return str(SEX.get(value, value))
    return value


def bars(why: Sequence[Reason]) -> list[Bar]:
    """What the model weighed, the heaviest first; what weighs nothing is left out."""
    heavy = sorted((each for each in why if abs(each.weight) >= 0.5), key=lambda each: -abs(each.weight))
    return [
        Bar(
            str(FIELD_NAMES.get(each.field, each.field)),
            str(SAYS.get(each.says, _("mirip") if each.weight > 0 else _("beda"))),
            round(min(abs(each.weight), MOST)),
            each.weight > 0,
            _strength(each.weight),
        )
        for each in heavy
    ]


def opinion(pair: DoubtfulPairShown) -> str:
    """What the model thinks, in a sentence."""
    share = round(pair.probability * 100)
    if pair.probability >= 0.5:
        return gettext("Perkiraan komputer: mungkin sama (%(share)s dari 100).") % {"share": share}
    return gettext("Perkiraan komputer: mungkin beda (%(share)s dari 100 sama).") % {"share": share}


def said_of(decision: KnownDecision) -> str:
    """`Warung Sri = Warung Bu Sri`."""
    left, right = (name or gettext("di luar wilayah Anda") for name in decision.names)
    return f"{left} {'=' if decision.verdict == 'same' else '≠'} {right}"


def _strength(weight: float) -> str:
    if abs(weight) >= 6:
        return gettext("sangat kuat")
    return gettext("kuat") if abs(weight) >= 3 else gettext("lemah")
