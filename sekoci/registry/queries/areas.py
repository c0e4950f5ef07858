"""Where is it? Three letters of a village or district are enough."""

from collections.abc import Collection
from dataclasses import dataclass

from sekoci.kit.errors import Invalid
from sekoci.kit.sql import fetch
from sekoci.registry.rules import area_address, area_question

MOST = 50


@dataclass(frozen=True)
class AreaPick:
    """An area to pick from. `path` is the whole of what people read; `within` is the path without its own name."""

    code: str
    name: str
    kind: str
    level: int
    path: str
    postal_code: str
    zone: str

    @property
    def within(self) -> str:
        return self.path.partition(", ")[2]


PICK = "select code, name, kind, level, path, postal_code, zone"
STARTS = "(name_key >= %(typed)s and name_key < %(typed_end)s or name_key >= %(meant)s and name_key < %(meant_end)s)"
"""A range instead of LIKE: the keys sort by byte, and a prepared statement can use the index whatever was typed."""


SEARCH = f"""
    with found as (
        {PICK}, weight * case when name_key in (%(typed)s, %(meant)s) then 20 when {STARTS} then 5 else 1 end
        * case when left(code, 8) = left(%(near)s, 8) then 2000 when left(code, 5) = left(%(near)s, 5) then 1000
               when left(code, 2) = left(%(near)s, 2) then 20 else 1 end as likely,
        code = any(%(first)s) or left(code, 8) = any(%(first)s) or left(code, 5) = any(%(first)s) as is_first
        from registry_area
        where level > 1 and (
            {STARTS}
            or (to_tsvector('simple', path_key) @@ %(words)s::tsquery)
            or (level = 2 and to_tsvector('simple', path_key) @@ %(regency_words)s::tsquery)
        )
    )
    {PICK} from found order by is_first desc, likely desc, name, code limit %(limit)s
"""


def search_areas(text: str, limit: int = 8, *, near: str = "", first: Collection[str] = ()) -> list[AreaPick]:
    """Regencies, districts and villages for what somebody typed, the likeliest first: `law`, `laweyan solo`.

    Likely is where many people live, five times so when the name begins as typed, twenty times when it is the name; and far more
    so in the province, the regency or the district of `near`, an area's code. What lies in the areas `first` comes before all.
    """
    question = area_question(text)
    if question is None:
        return []
    (typed, meant), after = question.starts, " " if question.is_whole else "{"
    facts = {
        "typed": typed,
        "typed_end": typed + after,
        "meant": meant,
        "meant_end": meant + after,
        "words": None if question.is_wide else question.words,
        "regency_words": question.words if question.is_wide else None,
        "near": near,
        "first": list(first),
        "limit": max(1, min(limit, MOST)),
    }
    return [AreaPick(*row) for row in fetch(SEARCH, facts)]


def area_by_code(code: str) -> AreaPick | None:
    """The area with this code, as it was picked."""
    rows = fetch(f"{PICK} from registry_area where code = %s", (code,))
    return AreaPick(*rows[0]) if rows else None


def areas_named(said: str) -> list[AreaPick]:
    """The areas that somebody wrote with semicolons between, each by its code or its name; Invalid for one that is not found."""
    found = []
    for each in filter(None, map(str.strip, said.split(";"))):
        province = fetch(f"{PICK} from registry_area where level = 1 and lower(name) = lower(%s)", (each,))
        pick = area_by_code(each) or (AreaPick(*province[0]) if province else next(iter(search_areas(each, limit=1)), None))
        if pick is None:
            raise Invalid(
                field="areas",
                why_id=f"Wilayah ini tidak ditemukan: {each[:60]}.",
                why_en=f"This area is not found: {each[:60]}.",
            )
        found.append(pick)
    return found


@dataclass(frozen=True)
class Place:
    """An area on the map; without coordinates where nobody knows them."""

    code: str
    name: str
    level: int
    path: str
    latitude: float | None
    longitude: float | None

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude of its middle; None where nobody knows."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)

    @property
    def here(self) -> str:
        """The path without its province: how people say where a thing comes from."""
        return self.path.rpartition(", ")[0] or self.path

    @property
    def address(self) -> str:
        return area_address(self.code, self.name)


PLACE = "select code, name, level, path, latitude, longitude from registry_area"


def places(codes: Collection[str]) -> dict[str, Place]:
    """The areas with these codes, by code; those that do not exist are left out. One statement."""
    return {row[0]: Place(*row) for row in fetch(f"{PLACE} where code = any(%s)", (list(codes),), prepared=True)}


def places_within(code: str, *, also: Collection[str] = ()) -> list[Place]:
    """The districts and villages inside an area, and those with the codes `also`. One statement."""
    return [
        Place(*row)
        for row in fetch(
            f"{PLACE} where code like %(within)s and level > 2 or code = any(%(also)s)",
            {"within": f"{code}.%", "also": list(also)},
        )
    ]


def nearest_village(latitude: float, longitude: float) -> Place | None:
    """The village whose middle is nearest, within about thirty kilometres; None at sea and abroad."""
    rows = fetch(
        f"""
        {PLACE} where level = 4 and latitude between %(lat)s - 0.27 and %(lat)s + 0.27
          and longitude between %(lon)s - 0.27 and %(lon)s + 0.27
        order by power(latitude - %(lat)s, 2) + power((longitude - %(lon)s) * cos(radians(%(lat)s)), 2), code limit 1
        """,
        {"lat": latitude, "lon": longitude},
    )
    return Place(*rows[0]) if rows else None
