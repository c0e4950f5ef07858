"""The funnel of a programme: how many stand where, by area and cohort, and where it goes at this pace."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sekoci.kit import clock
from sekoci.kit.asked import not_known, whole_number
from sekoci.kit.scope import across_businesses
from sekoci.kit.sheets import Cell, list_answer
from sekoci.programs.names import AIMS, STAGE_MEANINGS, STAGES, pace_of
from sekoci.programs.queries import Funnel, Part, Programme, target_lines
from sekoci.programs.queries.funnel import WIDTHS, whole_of
from sekoci.programs.queries.outside import outside
from sekoci.programs.queries.results import first_count_on, for_partner
from sekoci.programs.queries.then import Then, programme_at
from sekoci.programs.rules import EVERYBODY as EVERYONE
from sekoci.programs.rules import TargetLine
from sekoci.programs.rules.days import ZONE
from sekoci.programs.views.behind import Behind
from sekoci.programs.views.running import EVERYBODY, head_of, program_or_404
from sekoci.programs.views.when import TAKING_PART, When, map_of, stage_choices, stage_of, when_of
from sekoci.registry.pages import for_officers
from sekoci.registry.queries import places
from sekoci.registry.rules import Reach

WIDTHS_MOST = 13
"""Letters of a village's code."""


@require_GET
@for_officers(roles=EVERYBODY)
def funnel(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    known = program_or_404(program, reach)
    if reach.role == "partner":
        return _for_partners(request, reach, known)
    area, cohort = wish_of(request, known)
    when, stage = when_of(request, known), stage_of(request, known)
    moments = [each for each in (when.at, when.before) if each] if when.at else []
    then, *before = programme_at(known, moments, area=area, cohort=cohort, width=0 if area else below(known))
    cohorts = then.cohorts if cohort is None else []
    if "berkas" in request.GET:
        return _file(request, known, then.funnel, [*then.areas, *cohorts], when)
    narrowed = when.asked | ({"angkatan": str(cohort)} if cohort else {}) | ({"tahap": stage} if stage != TAKING_PART else {})
    there = Behind(reach, known, area, cohort, when.asked, narrowed, below(known) if not area else 0)
    facts = _facts(reach, known) | _of_area(area, narrowed) | {
        "funnel": then.funnel,
        "rows": [
            (step, STAGES[step.stage], STAGE_MEANINGS[step.stage], there.people(step.stage), grown)
            for step, grown in zip(then.funnel.steps, _grown(then.funnel, before), strict=True)
        ],
        "targets": [] if when.at else _targets(known, reach, there), "everybody": there.people(),
        "tables": [
            (_("Per wilayah"), there.linked(then.areas, "wilayah")),
            (_("Per angkatan"), there.linked(cohorts, "angkatan")),
        ],
        "heads": [STAGES[each] for each in known.stages],
        "cohort": cohort,
        "chosen_cohort": known.cohorts.get(cohort or 0, ""),
        "when": when, "has_before": bool(before),
        "stage": stage, "stage_choices": stage_choices(known),
        "map": map_of(known, area or whole_of(known), then.areas, stage, asked=narrowed),
    }  # fmt: skip
    return render(request, "programs/funnel.html", facts)


def _targets(program: Programme, reach: Reach, there: Behind) -> list[tuple[object, TargetLine, str, str]]:
    lines = zip(program.targets, target_lines(program, reach), strict=True)
    return [(AIMS[line.aim], line, pace_of(line), there.of_target(target)) for target, line in lines]


def _of_area(area: str, narrowed: dict[str, str]) -> dict[str, object]:
    """The area that is looked at, and where the one above it is."""
    above = area[: {13: 8, 8: 5, 5: 2}.get(len(area), 0)]
    back = "?" + urlencode(narrowed | ({"wilayah": above} if above else {}))
    return {"area": places([area]).get(area) if area else None, "above": back}


def _grown(now: Funnel, before: Sequence[Then]) -> list[str]:
    """By how many more stand at each stage than at the moment before, with their sign; "" where there is no such moment."""
    if not before:
        return [""] * len(now.steps)
    steps = zip(now.steps, before[0].funnel.steps, strict=True)
    moves = [step.count - was.count for step, was in steps]
    return [f"{each:+d}".replace("-", "\N{MINUS SIGN}") if each else "0" for each in moves]


def below(program: Programme) -> int:
    """How long the codes are one level below a programme's only area; 0 where it has several."""
    return WIDTHS.get(len(program.areas[0].code), 13) if len(program.areas) == 1 else 0


def wish_of(request: HttpRequest, program: Programme, *, none: str = "") -> tuple[str, int | None]:
    """The area (its code) and the cohort that the address asks for; refused where there is none. A statement for an area.

    `none`: how an address may say those in no cohort, 0.
    """
    area, cohort = request.GET.get("wilayah", ""), request.GET.get("angkatan", "")
    is_none, cohort = bool(none) and cohort == none, "" if cohort == none else cohort
    number = whole_number(cohort)
    if cohort and number not in program.cohorts:
        raise not_known("angkatan", cohort)
    if area and not (area.isascii() and area.isprintable() and len(area) <= WIDTHS_MOST and places([area])):
        raise not_known("wilayah", area)
    return area, 0 if is_none else number or None


def _for_partners(request: HttpRequest, reach: Reach, program: Programme) -> HttpResponse:
    """Totals and what is on the organisation's own lists, as they were counted this week, as they are told outside."""
    found = for_partner(program.id, reach.organisation_id)
    said, mine = outside(program), f"of {reach.organisation_id}"
    with across_businesses():
        lines = target_lines(program, reach, said=said)
    everybody, own = (said(found.all[0], "", EVERYONE), said(found.own[0], mine, EVERYONE)) if found else (None, None)
    facts = _facts(reach, program) | {
        "counted_at": found and found.counted_at,
        "first_on": None if found else first_count_on(program),
        "all": everybody,
        "mine": own,
        "rows": [
            (STAGES[stage], min(everybody or 0, said(count, "", stage)), min(own or 0, said(here, mine, stage)))
            for stage, count, here in (zip(found.stages, found.all[1:], found.own[1:], strict=True) if found else ())
        ],
        "targets": [(AIMS[line.aim], line, pace_of(line)) for line in lines],
    }
    return render(request, "programs/for_partners.html", facts)


def _facts(reach: Reach, program: Programme) -> dict[str, object]:
    return head_of(reach, program) | {"now": clock.now(), "today": clock.day_in(ZONE)}


def _file(request: HttpRequest, program: Programme, counted: Funnel, parts: Sequence[Part], when: When) -> HttpResponse:
    heads = [_("bagian"), _("kode"), _("peserta"), *(str(STAGES[stage]) for stage in program.stages)]
    whole: list[Cell] = [program.name, "", counted.all, *(step.count for step in counted.steps)]
    rows: list[list[Cell]] = [[part.name or _("tanpa nama"), part.code, part.all, *part.stages] for part in parts]
    return list_answer(request, "-".join(("corong", program.slug, *when.asked.values())), heads, [whole, *rows])
