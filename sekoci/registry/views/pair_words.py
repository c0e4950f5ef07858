"""Two records beside each other in words: one comparison of a field, said once, in the table and among the reasons."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sekoci.registry.queries.review import COMPARED, DoubtfulPairShown, Reason
from sekoci.registry.standard import likeness
from sekoci.registry.standard.likeness import Likeness
from sekoci.registry.views.outlet_words import FIELD_NAMES, value_in_words

WEIGHED = {
    "name": "name", "owner": "owner", "rest": "owner", "phone": "phone", "nib": "nib", "category": "kind", "street": "street",
    "rt_rw": "rt_rw", "place": "place", "list": "list",
}  # fmt: skip
"""What the model compares, by the field that people see: of an owner it weighs the whole name, or what the business's lacks."""
NAMES = {**FIELD_NAMES, "rt_rw": "RT/RW", "list": _("Daftar")}
SAYS = {
    "same": _("sama"),
    "spelled": _("sama, ditulis lain"),
    "spelled_alike": _("mirip, ejaannya beda"),
    "letters": _("hurufnya mirip, katanya beda"),
    "person": _("nama orangnya sama"),
    "brand": _("mereknya sama"),
    "trade_only": _("hanya jenis usahanya yang sama"),
    "shares": _("sebagian sama (%(common)s)"),
    "close": _("mirip"),
    "differs": _("beda"),
    "one_digit": _("beda satu angka"),
    "house": _("jalan dan nomornya sama"),
    "street": _("jalannya sama"),
    "village": _("desa atau kelurahannya sama"),
    "district": _("kecamatannya sama"),
    "regency": _("kabupaten atau kotanya sama"),
    "province": _("provinsinya sama"),
    "one_list": _("keduanya dari satu daftar"),
    "two_lists": _("dari dua daftar"),
}
BUT = {
    "trade": _("jenis usahanya beda (%(one)s, %(other)s)"),
    "one_trade": _("“%(one)s” hanya di satu nama"),
    "title": _("sapaannya beda (%(one)s, %(other)s)"),
    "front": _("depannya beda (%(one)s, %(other)s)"),
    "house": _("nomornya beda (%(one)s, %(other)s)"),
    "further": {
        "district": _("desa atau kelurahannya beda"),
        "regency": _("kecamatannya beda"),
        "province": _("kabupaten atau kotanya beda"),
    },
}
COMMON = 2.0
"""Equal values that weigh less are many people's."""
HEAVY = 0.5
"""What weighs less is not told."""
UNDECIDED = 0.05
"""So near to even odds nothing is to be explained."""
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


@dataclass(frozen=True)
class Line:
    """A field of both; `same`: the word where both say the same, empty where they do not."""

    label: str
    one: str
    other: str
    same: str

    @property
    def is_short(self) -> bool:
        """Whether the word fits beside the value on a phone."""
        return len(self.same) < 10


@dataclass(frozen=True)
class PairInWords:
    """`trade_differs`: the names are of different trades, which the model does not weigh."""

    lines: list[Line]
    bars: list[Bar]
    opinion: str
    counted: str
    trade_differs: bool


def in_words(pair: DoubtfulPairShown) -> PairInWords:
    """The two as the review page says them: what both say, what was weighed (the heaviest first), and what comes of it."""
    found = _compared(pair)
    bars = [
        Bar(
            str(NAMES[field]),
            _said(found[field], each),
            round(min(abs(each.weight), MOST)),
            each.weight > 0,
            _strength(each.weight),
        )
        for each in sorted(pair.why, key=lambda each: -abs(each.weight))
        if abs(each.weight) >= HEAVY and (field := WEIGHED.get(each.field, "")) in found
    ]
    return PairInWords(_lines(pair, found), bars, _opinion(pair), _counted(pair), found["name"].but == "trade")


def _compared(pair: DoubtfulPairShown) -> dict[str, Likeness]:
    """Each field of which both say something, compared once."""
    one, other = pair.left, pair.right
    close = {WEIGHED[each.field] for each in pair.why if each.field in WEIGHED and each.weight > 0}
    a, b = one.said, other.said
    found = {
        "name": likeness.names(a["name"], b["name"], owners=(a["owner"], b["owner"]), is_close="name" in close),
        "owner": likeness.owners(a["owner"], b["owner"], is_close="owner" in close),
        "phone": likeness.numbers(a["phone"], b["phone"]),
        "nib": likeness.numbers(a["nib"], b["nib"]),
        "kind": Likeness("same" if a["kind"] == b["kind"] else "differs"),
        "street": likeness.streets(a["street"], b["street"], keys=(one.street_key, other.street_key), is_close="street" in close),
    }
    found = {name: each for name, each in found.items() if a[name] and b[name]}
    if (here := likeness.rt_rw(a["street"])) and (there := likeness.rt_rw(b["street"])):
        found["rt_rw"] = Likeness("same" if here == there else "differs")
    found["place"] = likeness.places((one.area_code, other.area_code), (one.point, other.point))
    found["list"] = Likeness("one_list" if (one.organisation, one.list) == (other.organisation, other.list) else "two_lists")
    return {"name": Likeness("differs")} | found


def _lines(pair: DoubtfulPairShown, found: dict[str, Likeness]) -> list[Line]:
    """Field, both values, and whether they are the same: what at least one of the two says."""
    lines = []
    for name in COMPARED:
        one, other = (value_in_words(name, side.said[name]) for side in (pair.left, pair.right))
        same = one.casefold() == other.casefold()
        if one or other:
            lines.append(Line(str(NAMES[name]), one, other, _said(found[name]) if same else ""))
    one, other = pair.left.place, pair.right.place
    return [*lines, Line(str(NAMES["place"]), one, other, _said(found["place"]) if one and one == other else "")]


def _said(found: Likeness, weighed: Reason | None = None) -> str:
    """`nama orangnya sama, jenis usahanya beda (soto, penjahit)`."""
    words = [str(SAYS[found.code]) % {"common": found.common}]
    if found.but:
        but = BUT[found.but]
        words.append(str(but[found.code] if isinstance(but, dict) else but) % {"one": found.one, "other": found.other})
    elif found.code in ("same", "spelled") and weighed and 0 < weighed.weight < COMMON:
        words.append(gettext("tapi banyak yang sama"))
    if found.metres is not None:
        words.append(gettext("jaraknya sekitar %(far)s") % {"far": _far(found.metres)})
    return ", ".join(words)


def _far(metres: int) -> str:
    if metres < 1000:
        return f"{max(10, round(metres, -1))} m"
    return f"{metres / 1000:.1f}".replace(".", ",") + " km"


def _opinion(pair: DoubtfulPairShown) -> str:
    share = min(99, max(1, round(pair.probability * 100)))
    return gettext("Perkiraan komputer: peluangnya %(share)s dari 100 bahwa ini satu usaha.") % {"share": share}


def _counted(pair: DoubtfulPairShown) -> str:
    now = gettext("Sekarang dihitung satu usaha.") if pair.linked else gettext("Sekarang dihitung dua usaha.")
    if pair.linked == (pair.probability >= 0.5) or abs(pair.probability - 0.5) < UNDECIDED:
        return now
    why = gettext("Data lain dari keduanya ikut ditimbang. Batasnya dipilih agar jumlah semua usaha paling tepat.")
    return f"{now} {why}"


def _strength(weight: float) -> str:
    if abs(weight) >= 6:
        return gettext("sangat kuat")
    return gettext("kuat") if abs(weight) >= 3 else gettext("lemah")
