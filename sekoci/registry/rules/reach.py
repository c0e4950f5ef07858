"""How far somebody's eyes reach: an organisation's own lists, and the areas that their office holds."""

from dataclasses import dataclass

from sekoci.kit.errors import Invalid

COUNTRY = ""
"""The code of the whole country: every area's code begins with it."""


@dataclass(frozen=True)
class Reach:
    """An office: whose (`person_id`), for which organisation, as what, and inside which areas (codes; COUNTRY is everywhere)."""

    person_id: int
    organisation_id: int
    organisation: str
    """Its slug, as addresses write it."""
    name: str
    role: str
    areas: tuple[str, ...]

    @property
    def patterns(self) -> list[str]:
        """For SQL: an area's code is inside when it is `like any` of these. None: nothing is."""
        return [f"{code}%" for code in self.areas]

    def covers(self, code: str) -> bool:
        """Whether an area, or a place whose area nobody knows (""), lies inside."""
        return any(code.startswith(area) for area in self.areas)


def checked_areas(codes: list[str], known: set[str]) -> list[str]:
    """The codes that say the same as these, without those inside others; Invalid for one that is no area."""
    if unknown := [code for code in codes if code != COUNTRY and code not in known]:
        raise Invalid(field="areas", why_id=f"Wilayah {unknown[0]} tidak ada.", why_en=f"There is no area {unknown[0]}.")
    distinct = sorted(set(codes))
    return [code for code in distinct if not any(other != code and code.startswith(other) for other in distinct)]
