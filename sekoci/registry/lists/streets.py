"""What a street's line says of the place beyond its columns: "Jl. Mulyadi 12, Kel. Joyosuran" in a list that names the city."""

from collections.abc import Callable

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


def match_all(places: Places, spots: list[Spot], tell: Callable[[int], None] = lambda _: None) -> list[Match]:
    """Every spot's match; `tell` hears how many are done."""
    matches = []
    for at, spot in enumerate(spots):
        if at % 20_000 == 0:
            tell(at)
        matches.append(deepened(places, places.match(spot), spot.hint))
    return matches


def deepened(places: Places, match: Match, said: str) -> Match:
    """The district or village inside the match that the hint names; the match itself where it names none, or several."""
    if not said or not match.code or match.code.count(".") == 3:
        return match
    found = places.inside_of(match.code, said)
    return Match(found, round(match.score * HINTED, 3)) if found else match
