"""About seventy kinds of business as owners name them: what kind is it that sells this?"""

import re

from sekoci.registry.rules.areas import plain
from sekoci.registry.rules.kinds.farm import FARM
from sekoci.registry.rules.kinds.food import FOOD
from sekoci.registry.rules.kinds.kind import GROUPS, Kind
from sekoci.registry.rules.kinds.services import SERVICES
from sekoci.registry.rules.kinds.titles_2020 import TITLES_2020
from sekoci.registry.rules.kinds.titles_2025 import TITLES_2025
from sekoci.registry.rules.kinds.wares import CRAFTS, DAILY, WEAR

__all__ = ["GROUPS", "KINDS", "TITLES", "Kind", "suggest_kinds", "suggested_kind"]

KINDS: dict[str, Kind] = {each.code: each for each in (*FOOD, *FARM, *WEAR, *CRAFTS, *DAILY, *SERVICES)}
"""Every kind by its code, in the order in which they are shown."""

TITLES = {"2020": TITLES_2020, "2025": TITLES_2025}
"""Edition of KBLI to code to title, for the codes that we suggest."""

POINTS = {plain(word): each for each in KINDS.values() for word in each.words}
LONGEST = max(word.count(" ") + 1 for word in POINTS)
SPLIT = re.compile(r"[,;.&+/()\n]|\bdan\b|\bserta\b|\bsama\b|\bplus\b")
"""What stands between one thing and the next."""
WEAK = frozenset({"toko", "warung", "makanan", "jasa", "kuliner", "kayu", "kain", "kulit", "plastik"})
"""Words that point somewhere only when nothing else does: `toko sepatu` is no corner shop."""


def suggest_kinds(sells: str, name: str = "") -> list[Kind]:
    """The kinds that an owner's words point to, what is said first first: `jual keripik tempe & kopi` is snacks, then coffee.

    The business's `name` is asked when its wares say nothing; [] when nothing does.
    """
    said = [word for part in (*SPLIT.split(sells.lower()), name) if (word := _head(plain(part).split()))]
    return list(dict.fromkeys(POINTS[word] for word in [word for word in said if word not in WEAK] or said))


def suggested_kind(sells: str, name: str = "") -> str:
    """The code of the likeliest kind; empty when the words point nowhere."""
    kinds = suggest_kinds(sells, name)
    return kinds[0].code if kinds else ""


def _head(words: list[str]) -> str:
    """What a thing is, of the words for it: the first that we know, for in Indonesian what it is made of comes after."""
    known = [
        phrase
        for at in range(len(words))
        for length in range(min(LONGEST, len(words) - at), 0, -1)
        if (phrase := " ".join(words[at : at + length])) in POINTS
    ]
    return next((phrase for phrase in known if phrase not in WEAK), known[0] if known else "")
