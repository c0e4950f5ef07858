"""What a street's line says of the place beyond its columns: "Jl. Mulyadi 12, Kel. Joyosuran" in a list that names the city."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from sekoci.registry.lists.places import Match, Places, Spot

MARKS = "kelurahan|kel|desa|ds|kecamatan|kec|distrik|gampong|nagari|kalurahan|pekon"
NO_PLACE = "rt|rw|no|nomor|blok|kode ?pos|telp|hp"
HINTED = 0.8
"""How much less sure what only the street's line says is than the columns."""


def hint(street: str) -> str:
    """As an expression of DuckDB: the pieces of a street's line that may be names of places, with commas between; '' for none."""
    numbered = rf"regexp_replace(lower({street}), '\b({NO_PLACE})\b[ .:/]*[0-9][0-9a-z/-]*', ',', 'g')"
    cut = f"regexp_replace({numbered}, '[0-9]+', ',', 'g')"
    parted = rf"regexp_replace({cut}, '\b({MARKS})\b[. ]+', ',\1 ', 'g')"
    pieces = rf"list_transform(string_split_regex({parted}, '[,;/|()]'), lambda piece: trim(piece, ' .-'))"
    named = r"length(piece) > 2 and not regexp_matches(piece, '\b(jl|jln|jalan|gg|gang|ruko|pasar baru|perum|komplek)\b')"
    return f"array_to_string(list_filter({pieces}, lambda piece: {named}), ', ')"


def matched(places: Places, spots: Iterable[Spot]) -> Iterator[Match]:
    """Every spot's match, in their order. What rows say in their columns is matched once, however many streets there are."""
    wide = lru_cache(maxsize=50_000)(places.match)
    for spot in spots:
        yield deepened(places, wide(replace(spot, hint="") if spot.hint else spot), spot.hint)


def deepened(places: Places, match: Match, said: str) -> Match:
    """The district or village inside the match that the hint names; the match itself where it names none, or several."""
    if not said or not match.code or match.code.count(".") == 3:
        return match
    found = places.inside_of(match.code, said)
    return Match(found, round(match.score * HINTED, 3)) if found else match
