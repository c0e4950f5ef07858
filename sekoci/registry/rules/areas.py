"""Areas: from Kemendagri's bare list to what people read and search, and from what people type to what is searched."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sekoci.kit.text import slug_of

PROVINCE, REGENCY, DISTRICT, VILLAGE = 1, 2, 3, 4
ZONES = {"7": "Asia/Jakarta", "8": "Asia/Makassar", "9": "Asia/Jayapura"}
"""WIB, WITA and WIT by their hours ahead of UTC."""

VILLAGE_KINDS = {"1": "kelurahan", "2": "desa", "3": "desa adat"}
"""By the first digit of the code's last part."""

SHORTER = {
    "Daerah Khusus Ibukota Jakarta": "DKI Jakarta",
    "Daerah Istimewa Yogyakarta": "DI Yogyakarta",
}
_FRONT = re.compile(r"^(?:kota|kabupaten|dki|di) (?=.)")


@dataclass(frozen=True)
class CarriedArea:
    """A line of the list we carry: `hours_ahead` and `population` for provinces and regencies, postal code for villages."""

    code: str
    name: str
    hours_ahead: str = ""
    postal_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None


@dataclass(frozen=True)
class KnownArea:
    """A row of the table. `name_key` and `path_key` are searched; `weight` is about how many people live there."""

    code: str
    name: str
    level: int
    kind: str
    path: str
    zone: str
    postal_code: str
    latitude: float | None
    longitude: float | None
    population: int | None
    name_key: str
    path_key: str
    weight: int


def known_areas(carried: Sequence[CarriedArea]) -> list[KnownArea]:
    """Give every area its kind, its path, its zone (a district's is its regency's) and its weight. Parents must be there too."""
    by_code = {area.code: area for area in carried}
    children = Counter((area.code[:5], level_of(area.code)) for area in carried)
    return [_known(area, by_code, children) for area in carried]


def level_of(code: str) -> int:
    return code.count(".") + 1


def lineage(code: str) -> list[str]:
    """The codes of an area and of all it lies in, the widest first: `33`, `33.72`, `33.72.01`."""
    parts = code.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts) + 1)]


def area_address(code: str, name: str) -> str:
    """An area as it stands in an address of the web: `kota-surakarta-33.72`."""
    return f"{slug_of(name)}-{code}".lstrip("-")


def plain(text: str) -> str:
    """`Du'en Kota-Baru` as it is searched: `duen kota baru`."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def _known(area: CarriedArea, by_code: Mapping[str, CarriedArea], children: Mapping[tuple[str, int], int]) -> KnownArea:
    level = level_of(area.code)
    line = [by_code[code] for code in dict.fromkeys((area.code, area.code[:8], area.code[:5], area.code[:2]))]
    regency = by_code[area.code[:5]]
    keys = [_key(each) for each in line]
    path = ", ".join(_short(each.name) for each in line)
    return KnownArea(
        code=area.code,
        name=area.name,
        level=level,
        kind=_kind(area, level),
        path=path,
        zone=ZONES[regency.hours_ahead],
        postal_code=area.postal_code,
        latitude=area.latitude,
        longitude=area.longitude,
        population=area.population,
        name_key=keys[0],
        path_key=" ".join(keys),
        weight=area.population if area.population is not None else (regency.population or 0) // children[regency.code, level],
    )


def _kind(area: CarriedArea, level: int) -> str:
    if level == VILLAGE:
        return VILLAGE_KINDS[area.code[9]]
    if level == REGENCY:
        return "kota" if area.name.startswith("Kota ") else "kabupaten"
    return "provinsi" if level == PROVINCE else "kecamatan"


def _key(area: CarriedArea) -> str:
    """Nobody types `Kabupaten` first; but a village called Kota Baru keeps its name."""
    key = plain(_short(area.name))
    return _FRONT.sub("", key) if level_of(area.code) <= REGENCY else key


def _short(name: str) -> str:
    """`Kota Administrasi Jakarta Pusat` is `Jakarta Pusat` to everybody."""
    return SHORTER.get(name) or re.sub(r"^(?:Kota|Kabupaten) Administrasi ", "", name)
