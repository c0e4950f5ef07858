"""Where the businesses behind a number are, for those who may see them: addresses of the list of a programme's businesses."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from sekoci.programs.names import STAGES
from sekoci.programs.queries import Part, Programme
from sekoci.programs.queries.funnel import WIDTHS
from sekoci.programs.queries.programs import KnownTarget
from sekoci.registry.rules import Reach

NO_COHORT = "tanpa"
Cells = list[tuple[int, str, str]]


@dataclass(frozen=True)
class Behind:
    """What the links of a page keep of its address: its area and cohort, which month, and all that narrows it. `width`: how long
    the codes are of the parts that it tells; 0: one level below its area."""

    reach: Reach
    program: Programme
    area: str = ""
    cohort: int | None = None
    asked: dict[str, str] = field(default_factory=dict)
    narrowed: dict[str, str] = field(default_factory=dict)
    width: int = 0

    def people(self, stage: str = "", **more: str) -> str:
        """Those at a stage (empty: all) of the page's area, cohort and month; `more` is of the address, and wins."""
        asked = {"tahap": stage, "wilayah": self.area, "angkatan": str(self.cohort or ""), **self.asked, **more}
        page = reverse("programs:people", args=[self.reach.organisation, self.program.slug])
        said = urlencode({name: each for name, each in asked.items() if each})
        return f"{page}?{said}" if said else page

    def of_target(self, target: KnownTarget) -> str:
        """Those who reached a target's stage; of an area's figure, its page."""
        if target.stage:
            return self.people(target.stage, wilayah=target.area_code)
        code = target.area_code or (self.program.areas[0].code if len(self.program.areas) == 1 else "")
        page = reverse("indicators:numbers", args=[self.reach.organisation])
        return f"{page}?{urlencode({'wilayah': code})}" if code else page

    def linked(self, parts: Sequence[Part], narrows: str) -> list[tuple[Part, str, Cells, str]]:
        """Each part with where it leads to, its numbers with theirs, and its people's page ("": nowhere)."""
        rows = []
        for part in parts:
            inside = {"wilayah": self.area} if self.area else {}
            deeper = "?" + urlencode(inside | self.narrowed | {narrows: part.code}) if part.code else ""
            here = self.of_area(part) if narrows == "wilayah" else {"angkatan": part.code or NO_COHORT}
            cells = [
                (count, self.people(stage, **here) if here else "", str(STAGES[stage]))
                for stage, count in zip(self.program.stages, part.stages, strict=True)
            ]
            rows.append((part, deeper, cells, self.people(**here) if here else ""))
        return rows

    def of_area(self, part: Part) -> dict[str, str]:
        """How an address says a part: where less is known than the page tells, its very area; {} of one that has no name."""
        is_whole = len(part.code) >= (self.width or WIDTHS.get(len(self.area), 13))
        if not part.name and part.code:
            return {}
        return {"wilayah": part.code} | ({} if is_whole else {"tepat": "1"})
