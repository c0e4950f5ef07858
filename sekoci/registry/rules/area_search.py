"""What people type when they say where they are."""

from dataclasses import dataclass

from sekoci.registry.rules.areas import plain

ALSO = {
    "solo": "surakarta",
    "sala": "surakarta",
    "jogja": "yogyakarta",
    "jogjakarta": "yogyakarta",
    "yogya": "yogyakarta",
    "diy": "yogyakarta",
    "jkt": "jakarta",
    "dki": "jakarta",
    "batavia": "jakarta",
    "jakpus": "jakarta pusat",
    "jaksel": "jakarta selatan",
    "jakbar": "jakarta barat",
    "jaktim": "jakarta timur",
    "jakut": "jakarta utara",
    "tangsel": "tangerang selatan",
    "tng": "tangerang",
    "bks": "bekasi",
    "dpk": "depok",
    "bgr": "bogor",
    "bdg": "bandung",
    "bdl": "bandar lampung",
    "tasik": "tasikmalaya",
    "crb": "cirebon",
    "smg": "semarang",
    "sby": "surabaya",
    "suroboyo": "surabaya",
    "mlg": "malang",
    "mdn": "medan",
    "pdg": "padang",
    "pku": "pekanbaru",
    "plg": "palembang",
    "btm": "batam",
    "bjm": "banjarmasin",
    "bpp": "balikpapan",
    "smd": "samarinda",
    "ptk": "pontianak",
    "dps": "denpasar",
    "mks": "makassar",
    "makasar": "makassar",
    "mdo": "manado",
    "menado": "manado",
    "jabar": "jawa barat",
    "jateng": "jawa tengah",
    "jatim": "jawa timur",
    "sumut": "sumatera utara",
    "sumbar": "sumatera barat",
    "sumsel": "sumatera selatan",
    "sumatra": "sumatera",
    "kepri": "kepulauan riau",
    "babel": "bangka belitung",
    "kalbar": "kalimantan barat",
    "kalteng": "kalimantan tengah",
    "kalsel": "kalimantan selatan",
    "kaltim": "kalimantan timur",
    "kaltara": "kalimantan utara",
    "sulut": "sulawesi utara",
    "sulteng": "sulawesi tengah",
    "sulsel": "sulawesi selatan",
    "sultra": "sulawesi tenggara",
    "sulbar": "sulawesi barat",
    "ntb": "nusa tenggara barat",
    "ntt": "nusa tenggara timur",
}
"""What people write for a place, and what it is called on paper."""

SAID_BEFORE = frozenset({"kota", "kab", "kabupaten", "kec", "kecamatan", "kel", "kelurahan", "desa", "ds", "prov", "provinsi"})
WIDE = frozenset(
    {"aceh", "bangka", "banten", "barat", "belitung", "bengkulu", "daya", "gorontalo", "jambi", "jawa"}
    | {"kalimantan", "kepulauan", "lampung", "maluku", "nusa", "papua", "pegunungan", "riau", "selatan", "sulawesi"}
    | {"sumatera", "tengah", "tenggara", "timur", "utara"}
)
"""The words of provinces' names: alone they match tens of thousands of villages, so they find regencies only."""

MOST_WORDS = 6


@dataclass(frozen=True)
class AreaQuestion:
    """What to look for: `starts`, how a name may begin (as typed, and as meant), the whole name where `is_whole`; `words`, a
    tsquery over whole paths, for regencies only where `is_wide`; None when only the beginning of a name counts."""

    starts: tuple[str, str]
    is_whole: bool
    words: str | None
    is_wide: bool


def area_question(text: str) -> AreaQuestion | None:
    """Read `laweyan solo`; None when nothing in it can be searched.

    Below three letters only whole names are found, below four only names that begin so.
    """
    typed = plain(text[:120])
    words = typed.split()[:MOST_WORDS]
    if len(words) > 1:
        words = [word for word in words if word not in SAID_BEFORE] or words
    if not words:
        return None
    meant = " ".join(ALSO.get(word, word) for word in words)
    return AreaQuestion(
        starts=(typed, meant),
        is_whole=len(meant) < 3,
        words=None if len(meant) < 4 else " & ".join(_either(word) for word in words),
        is_wide=all(any(wide.startswith(word) for wide in WIDE) for word in meant.split()),
    )


def _either(word: str) -> str:
    """`laweyan:*`, or `(solo:* | (surakarta:*))`."""
    if word not in ALSO:
        return f"{word}:*"
    meant = " & ".join(f"{part}:*" for part in ALSO[word].split())
    return f"({word}:* | ({meant}))"
