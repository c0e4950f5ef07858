"""How far somebody's eyes reach: an organisation's own lists, and the areas that their office holds."""

from dataclasses import dataclass

from sekoci.kit.errors import Invalid, NotAllowed, NotFound

COUNTRY = ""
"""The code of the whole country: every area's code begins with it."""


class NoOffice(NotFound):
    """Said of every organisation alike, whether there is such a one or not."""

    code = "no_office"
    id = "Anda tidak bertugas di kantor ini, atau tugas Anda sudah berakhir. Kalau itu keliru, hubungi petugas lain di sana."
    en = "You have no office here, or yours has ended. If that is a mistake, ask another officer there."


class OfficersOnly(NotAllowed):
    code = "officers_only"
    id = "Halaman ini untuk petugas yang memegang wilayah. Sebagai mitra Anda melihat daftar Anda sendiri dan jumlah seluruhnya."
    en = "This page is for officers who hold an area. As a partner you see your own lists and the totals."


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
