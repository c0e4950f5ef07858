"""Which village an address is in, by the names in it."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from sekoci.registry.rules import DISTRICT, plain


class Named(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def level(self) -> int: ...


Somewhere = TypeVar("Somewhere", bound=Named)


class Gazetteer:
    """The districts and villages in which a shop delivers, to look addresses up in."""

    def __init__(self, places: Sequence[Named]) -> None:
        named = [(f" {plain(place.name)} ", place.code, place.level) for place in places]
        self.districts = [(name, code) for name, code, level in named if level == DISTRICT]
        self.villages = [(name, code) for name, code, level in named if level > DISTRICT]

    def area_of(self, address: str) -> str:
        """The code of the village that the address names, else of the district; empty where it names none, or two alike.

        `Jl. Radjiman 12, Sondakan, Laweyan`: a district that is named as well decides between villages of one name.
        """
        said = f" {plain(address)} "
        districts = [code for name, code in self.districts if name in said]
        villages = [(name, code) for name, code in self.villages if name in said]
        within = [each for each in villages if any(each[1].startswith(f"{code}.") for code in districts)] or villages
        longest = max((len(name) for name, _ in within), default=0)
        found = [code for name, code in within if len(name) == longest]
        if len(found) == 1:
            return found[0]
        return districts[0] if len(districts) == 1 else ""
