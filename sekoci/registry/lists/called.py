"""How areas are called: the words before their names, and a name in one spelling. Pure."""

import re
from functools import lru_cache

from sekoci.registry.rules.areas import plain
from sekoci.registry.standard.words import fold

DATI = "(?:dati|dt|daerah tingkat|daerah tk)"
CALLED: tuple[tuple[int, str], ...] = (
    (1, f"(?:(?:provinsi|propinsi|prov|prop) )?{DATI} (?:i|1)|provinsi|propinsi|prov|prop"),
    (
        2,
        f"(?:(?:kotamadya|kodya|kota|kabupaten|kab) )?{DATI} (?:ii|2)"
        "|kabupaten|kab|kotamadya|kodya|kota administrasi|kota adm|kota",
    ),
    (3, "kecamatan|kec|distrik|kapanewon|kemantren"),
    (4, "kelurahan|kel|desa|ds|gampong|nagari|kalurahan|pekon|kampung"),
)
MARKED = {level: re.compile(rf"^(?:{words})\b\.?\s*(?=\S)") for level, words in CALLED}
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}


@lru_cache(maxsize=300_000)
def key_of(text: str) -> str:
    """A name in one spelling: `Banjar Sari`, `BANDJARSARI`; `Wek II` is not `Wek I`."""
    return "".join(ROMAN.get(word) or fold(word) for word in plain(text).split())


@lru_cache(maxsize=300_000)
def named(text: str, level: int) -> str:
    return key_of(unmarked(plain(text), level))


def unmarked(text: str, level: int) -> str:
    return MARKED[level].sub("", text) or text
