"""Which moment a programme's page is of, and its map of a stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sekoci.kit import clock
from sekoci.kit.asked import not_known
from sekoci.kit.templatetags.sekoci import thousands
from sekoci.programs.names import STAGES
from sekoci.programs.queries import Part, Programme
from sekoci.programs.queries.funnel import WIDTHS
from sekoci.programs.rules import EVERYBODY, Said, exactly
from sekoci.programs.rules.days import ZONE
from sekoci.registry.pages import Tone, area_map

TAKING_PART = "ikut"
"""What the map shows where no stage was asked for."""


@dataclass(frozen=True)
class When:
    """The month whose end is asked for (None: now), with the moments of that end and of the end before it (None: the programme
    had not begun)."""

    month: date | None
    at: datetime | None
    before: datetime | None
    before_name: str
    months: Sequence[tuple[str, str]]
    """Those that can be asked for, the newest first: as an address writes them, and in words."""

    @property
    def asked(self) -> dict[str, str]:
        """As the address says it."""
        return {"bulan": f"{self.month:%Y-%m}"} if self.month else {}

    @property
    def name(self) -> str:
        return month_name(self.month) if self.month else ""


NOW = When(None, None, None, "", [])
"""For whoever reads rounded numbers: by months they would learn more than by weeks."""


def when_of(request: HttpRequest, program: Programme) -> When:
    """What the address asks for; this month is now, any other one that is no month of the programme is not known."""
    today = clock.day_in(ZONE)
    months = []
    month = today.replace(day=1)
    while (month := (month - timedelta(days=1)).replace(day=1)) >= program.begins_on.replace(day=1):
        months.append(month)
    wanted = request.GET.get("bulan", "")
    chosen = next((each for each in months if f"{each:%Y-%m}" == wanted), None)
    if wanted and chosen is None and wanted != f"{today:%Y-%m}":
        raise not_known("bulan", wanted)
    earlier = [each for each in months if chosen is None or each < chosen]
    return When(
        chosen,
        _end_of(chosen) if chosen else None,
        _end_of(earlier[0]) if earlier else None,
        month_name(earlier[0]) if earlier else "",
        [(f"{each:%Y-%m}", month_name(each)) for each in months],
    )


def month_name(month: date) -> str:
    return date_format(month, "F Y")


def stage_of(request: HttpRequest, program: Programme) -> str:
    """The stage whose map is asked for."""
    wanted = request.GET.get("tahap", "")
    if wanted and wanted not in (TAKING_PART, *program.stages):
        raise not_known("tahap", wanted)
    return wanted or TAKING_PART


def stage_choices(program: Programme) -> list[tuple[str, str]]:
    return [(TAKING_PART, _("Usaha ikut")), *((stage, str(STAGES[stage])) for stage in program.stages)]


def map_of(
    program: Programme,
    parent: str,
    parts: Sequence[Part],
    stage: str,
    *,
    asked: dict[str, str] | None = None,
    said: Said = exactly,
) -> str:
    """The map of an area by how many of each of its parts stand at a stage; "" where there is none. `asked`: what a part's link
    keeps of the address; without it nothing leads anywhere."""
    width = WIDTHS.get(len(parent), 13)
    if len(parent) > WIDTHS[2] or any(len(part.code) not in (width, len(parent)) for part in parts):
        return ""
    tones = {}
    for part in parts:
        if not part.name or len(part.code) != width:
            continue
        many, at = (part.all, EVERYBODY) if stage == TAKING_PART else (part.stages[program.stages.index(stage)], stage)
        count = said(many, part.code, at)
        says = thousands(count) if count or said is exactly else _("kurang dari 5")
        href = "?" + urlencode(asked | {"wilayah": part.code}) if asked is not None and said is exactly else ""
        tones[part.code] = Tone(part.name, count if count or said is exactly else None, says, href)
    title = dict(stage_choices(program))[stage]
    return area_map(parent, tones, title=_("%(stage)s, menurut wilayah") % {"stage": title}) if tones else ""


def _end_of(month: date) -> datetime:
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return clock.day_span(ZONE, month, last)[1]
