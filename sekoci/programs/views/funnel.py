"""The funnel of a programme: how many stand where, by area and cohort, and where it goes at this pace."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sheets import Cell, list_answer
from sekoci.programs.actions.stages import ZONE
from sekoci.programs.names import AIMS, STAGE_MEANINGS, STAGES, pace_of
from sekoci.programs.queries import Funnel, Part, Programme, by_area, by_cohort, funnel_of, target_lines
from sekoci.programs.queries.funnel import WIDTHS
from sekoci.programs.queries.results import for_partner
from sekoci.programs.rules import told
from sekoci.programs.views.running import EVERYBODY, head_of, program_or_404
from sekoci.registry.pages import for_officers
from sekoci.registry.queries import places
from sekoci.registry.rules import Reach


@require_GET
@for_officers(roles=EVERYBODY)
def funnel(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    known = program_or_404(program, reach)
    if reach.role == "partner":
        return _for_partners(request, reach, known)
    area, cohort = wish_of(request, known)
    counted, cohorts = funnel_of(known, area=area, cohort=cohort), list[Part]()
    areas = by_area(known, area=area, cohort=cohort, width=0 if area else below(known))
    if cohort is None:
        cohorts = by_cohort(known, area=area)
    if "berkas" in request.GET:
        return _file(request, known, counted, [*areas, *cohorts])
    up = places([area, area[: {13: 8, 8: 5, 5: 2}.get(len(area), 0)]]) if area else {}
    facts = _facts(reach, known) | {
        "funnel": counted,
        "rows": [
            (step, STAGES[step.stage], STAGE_MEANINGS[step.stage], _people(reach, known, step.stage, area, cohort))
            for step in counted.steps
        ],
        "targets": [(AIMS[line.aim], line, pace_of(line)) for line in target_lines(known, reach)],
        "tables": [
            (_("Per wilayah"), _linked(reach, known, areas, "wilayah", cohort=cohort)),
            (_("Per angkatan"), _linked(reach, known, cohorts, "angkatan", area=area)),
        ],
        "heads": [STAGES[stage] for stage in known.stages],
        "area": up.get(area),
        "above": "?" + urlencode({"wilayah": area[: {13: 8, 8: 5, 5: 2}.get(len(area), 0)]}),
        "cohort": cohort,
        "chosen_cohort": known.cohorts.get(cohort or 0, ""),
    }
    return render(request, "programs/funnel.html", facts)


def below(program: Programme) -> int:
    """How long the codes are one level below a programme's only area; 0 where it has several."""
    return WIDTHS.get(len(program.areas[0].code), 13) if len(program.areas) == 1 else 0


def wish_of(request: HttpRequest, program: Programme) -> tuple[str, int | None]:
    """The area (a code) and the cohort that the address asks for."""
    area, cohort = request.GET.get("wilayah", "")[:13], request.GET.get("angkatan", "")
    number = int(cohort) if cohort.isascii() and cohort.isdigit() else 0
    is_code = all(part.isdigit() for part in area.split(".")) and area.isascii()
    return area if is_code else "", number if number in program.cohorts else None


def _for_partners(request: HttpRequest, reach: Reach, program: Programme) -> HttpResponse:
    """Totals and what is on the organisation's own lists, as they were counted this week, as they are told outside."""
    found = for_partner(program.id, reach.organisation_id)
    with across_businesses():
        lines = target_lines(program, reach, said=told)
    facts = _facts(reach, program) | {
        "counted_at": found and found.counted_at,
        "all": found and told(found.all[0]),
        "mine": found and told(found.own[0]),
        "rows": [
            (STAGES[stage], told(count), told(here))
            for stage, count, here in (zip(found.stages, found.all[1:], found.own[1:], strict=True) if found else ())
        ],
        "targets": [(AIMS[line.aim], line, pace_of(line)) for line in lines],
    }
    return render(request, "programs/for_partners.html", facts)


def _facts(reach: Reach, program: Programme) -> dict[str, object]:
    return head_of(reach, program) | {"now": clock.now(), "today": clock.day_in(ZONE)}


def _people(reach: Reach, program: Programme, stage: str, area: str, cohort: int | None) -> str:
    """Where the businesses behind a number are."""
    asked = {"tahap": stage, "wilayah": area, "angkatan": cohort or ""}
    page = reverse("programs:people", args=[reach.organisation, program.slug])
    return f"{page}?{urlencode({name: each for name, each in asked.items() if each})}"


def _linked(
    reach: Reach, program: Programme, parts: Sequence[Part], narrows: str, *, area: str = "", cohort: int | None = None
) -> list[tuple[Part, str, list[tuple[int, str, str]], str]]:
    """Each part with where it leads to, its numbers with theirs, and its people's page."""
    rows = []
    for part in parts:
        here = area if narrows == "angkatan" else part.code
        group = int(part.code) if narrows == "angkatan" and part.code else cohort
        deeper = "?" + urlencode({narrows: part.code} | ({"angkatan": cohort} if cohort else {})) if part.code else ""
        cells = [
            (count, _people(reach, program, stage, here, group), str(STAGES[stage]))
            for stage, count in zip(program.stages, part.stages, strict=True)
        ]
        rows.append((part, deeper, cells, _people(reach, program, "", here, group)))
    return rows


def _file(request: HttpRequest, program: Programme, counted: Funnel, parts: Sequence[Part]) -> HttpResponse:
    heads = [_("bagian"), _("kode"), _("peserta"), *(str(STAGES[stage]) for stage in program.stages)]
    whole: list[Cell] = [program.name, "", counted.all, *(step.count for step in counted.steps)]
    rows: list[list[Cell]] = [[part.name or _("tanpa nama"), part.code, part.all, *part.stages] for part in parts]
    return list_answer(request, f"corong-{program.slug}", heads, [whole, *rows])
