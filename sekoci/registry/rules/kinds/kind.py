"""A kind of business as owners name it, with everyday words that point to it and its KBLI codes.

Words are whole words; two words in a row point more surely than one. The first code is the likeliest: what is made before what is
only sold on. Codes of the two editions are chosen apart: the same code is often another activity.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of business: `name` as owners say it, `english`, `group` a code of GROUPS, codes of five digits by edition."""

    code: str
    name: str
    english: str
    group: str
    words: frozenset[str]
    kbli_2020: tuple[str, ...]
    kbli_2025: tuple[str, ...]


GROUPS = {
    "makanan": ("Makanan & minuman", "Food and drinks"),
    "tani": ("Tani, ternak & ikan", "Farm and sea"),
    "busana": ("Pakaian & kain", "Clothes and cloth"),
    "kerajinan": ("Kerajinan & rumah", "Crafts and home"),
    "harian": ("Toko harian", "Everyday shops"),
    "jasa": ("Jasa", "Services"),
}
"""Group code to its name in Indonesian and English."""


def kind(code: str, name: str, english: str, group: str, words: str, kbli_2020: str, kbli_2025: str) -> Kind:
    pointing = frozenset(each.strip() for each in words.split(","))
    return Kind(code, name, english, group, pointing, tuple(kbli_2020.split()), tuple(kbli_2025.split()))
