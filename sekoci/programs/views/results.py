"""What came of a programme: its targets week by week, who still sells, before and after against businesses outside."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sekoci.indicators.rules import FEWEST_BELOW
from sekoci.kit import clock
from sekoci.kit.asked import not_known
from sekoci.kit.charts import Point, curve
from sekoci.kit.jobs import later
from sekoci.kit.scope import across_businesses
from sekoci.kit.sheets import Cell, Percent, list_answer
from sekoci.programs import jobs
from sekoci.programs.names import AIMS, PROGRAM_CHIPS, PROGRAM_STATES, STAGES, pace_of
from sekoci.programs.queries import Part, Programme, target_lines
from sekoci.programs.queries.funnel import parts_of, whole_of
from sekoci.programs.queries.outside import outside
from sekoci.programs.queries.programs import KnownTarget
from sekoci.programs.queries.results import Measured, results_of, target_weeks
from sekoci.programs.results_words import CANNOT_SAY, told_effect, why_not
from sekoci.programs.rules import EVERYBODY as EVERYONE
from sekoci.programs.rules import Said, exactly
from sekoci.programs.rules.days import ZONE
from sekoci.programs.rules.impact import ORDERS, SALES
from sekoci.programs.rules.retention import FEWEST, MONTHS, Kept, last_month, read_kept
from sekoci.programs.target_charts import drawn
from sekoci.programs.views.behind import NO_COHORT, Behind, Cells
from sekoci.programs.views.running import EVERYBODY, program_or_404
from sekoci.programs.views.when import NOW, map_of, stage_choices, stage_of, when_of
from sekoci.registry.pages import for_officers
from sekoci.registry.rules import Reach

BY = {"": "month", "bulan": "month", "angkatan": "cohort", "wilayah": "area"}
"""By what those who still sell are told apart."""


@require_GET
@for_officers(roles=EVERYBODY)
def results(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    """Of the whole programme; whoever may not see all its businesses reads numbers as they are told outside."""
    known = program_or_404(program, reach)
    is_exact = reach.role == "officer" and all(reach.covers(each.code) for each in known.areas)
    said = exactly if is_exact else outside(known)
    when, stage = when_of(request, known) if is_exact else NOW, stage_of(request, known)
    by = _by(request)
    if request.GET.get("isi") == "target":
        return _targets_file(request, known, reach, said)
    with across_businesses():
        width = parts_of([each.code for each in known.areas])
        whole = results_of(known, reach, said=said, at=when.at, width=width)
    found, areas = whole.measured, whole.areas
    there = Behind(reach, known, asked=when.asked, width=width)
    groups = [_as_said(each, by, said) for each in read_kept(found.retention or {}, by)]
    names = _names(known, by, areas)
    if by == "area":
        groups.sort(key=lambda each: names(each.group))
    if "berkas" in request.GET:
        return _retention_file(request, known, groups, names, least=_least(said))
    hrefs = [_group_href(by, each.group, Behind(reach, known, width=width), areas) if said is exactly else "" for each in groups]
    facts = _retention(names, groups, found, said, hrefs) | _impact(found) | {
        "stages": [STAGES[stage] for stage in known.stages],
        "areas": [_of_area(each, known.stages, said) for each in there.linked(areas, "wilayah")],
        "map": map_of(known, whole_of(known), areas, stage, said=said),
        "when": when, "stage": stage, "stage_choices": stage_choices(known),
        "cohorts": [(number, name, *known.cohort_days[number]) for number, name in known.cohorts.items()],
        "reach": reach, "program": known, "is_mine": known.is_run_by(reach), "state": PROGRAM_STATES[known.state],
        "chip": PROGRAM_CHIPS[known.state], "by": by, "counted_at": found.counted_at, "is_rounded": not is_exact,
        "targets": [
            (AIMS[line.aim], line, pace_of(line), drawn(line, _weeks_said(target, counts, said)), behind)
            for target, line, counts, behind in zip(
                known.targets, whole.lines, whole.weeks, _of_targets(known, there, said), strict=True
            )
        ],
    }  # fmt: skip
    return render(request, "programs/results.html", facts)


def _by(request: HttpRequest) -> str:
    asked = request.GET.get("menurut", "")
    if asked not in BY:
        raise not_known("menurut", asked)
    return BY[asked]


@require_POST
@for_officers()
def count(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    """Count now what is otherwise counted at night."""
    known = program_or_404(program, reach)
    later(jobs.measure, program_id=known.id)
    messages.success(request, _("Sedang dihitung. Muat ulang halaman ini sebentar lagi."))
    return redirect("programs:results", reach.organisation, program)


def _least(said: Said) -> int:
    """Of how many a share is told: numbers that are rounded make a share of few wrong."""
    return FEWEST if said is exactly else FEWEST_BELOW


def _as_said(each: Kept, by: str, said: Said) -> Kept:
    """Those of whom a month is over are those who came, sooner or later: less the same secret number."""
    group = f"{by} {each.group}"
    months = []
    for nth, (of, sold) in enumerate(each.months, 1):
        came = said(of, group, EVERYONE)
        months.append((came, min(came, said(sold, group, f"month {nth}"))))
    return Kept(each.group, said(each.came, group, EVERYONE), tuple(months))


def _weeks_said(target: KnownTarget, counts: Sequence[tuple[date, int]], said: Said) -> list[tuple[date, int]]:
    return [(week, said(many, target.area_code, target.stage)) for week, many in counts]


def _of_targets(program: Programme, there: Behind, said: Said) -> list[str]:
    now = replace(there, asked={})
    return [now.of_target(each) if said is exactly else "" for each in program.targets]


def _retention(
    names: Callable[[str], str], groups: Sequence[Kept], found: Measured, said: Said, hrefs: Sequence[str]
) -> dict[str, object]:
    least = _least(said)
    everybody = [_as_said(each, "all", said) for each in read_kept(found.retention or {}, "all")]
    shares = (
        [(month, everybody[0].share(month, least=least)) for month in range(1, last_month(everybody, least=least) + 1)]
        if everybody
        else []
    )
    points = [
        Point(month, _("Bulan ke-%(n)s") % {"n": month}, share, f"{share} %") for month, share in shares if share is not None
    ]
    title, months = _("Bagian peserta yang masih laku daring"), range(1, last_month(groups, least=least) + 1)
    return {
        "months": months,
        "kept": [
            (names(each.group), each.came, [each.share(month, least=least) for month in months], href)
            for each, href in zip(groups, hrefs, strict=True)
        ],
        "kept_chart": curve(points, title=title, goal=(100, _("Garis atas: semua peserta"))) if len(points) > 1 else "",
    }


def _impact(found: Measured) -> dict[str, object]:
    facts = found.impact
    if facts is None:
        return {"effects": [], "why_not": ""}
    effects = [told_effect(of, facts[of]) for of in (SALES, ORDERS) if facts[of]]
    return {"effects": effects, "why_not": "" if effects else why_not(facts), "impact": facts, "cannot_say": CANNOT_SAY}


def _names(program: Programme, by: str, areas: Sequence[Part]) -> Callable[[str], str]:
    """What the groups are called: a month, a cohort with its days, an area."""

    def month(group: str) -> str:
        return date_format(date(int(group[:4]), int(group[5:]), 1), "F Y")

    def cohort(group: str) -> str:
        return cohort_said(program, int(group)) if group else _("Tanpa angkatan")

    known = {each.code: area_said(each) for each in areas}
    return {"month": month, "cohort": cohort}.get(by, lambda group: known.get(group, _("Belum jelas di bagian mana")))


def _of_area(linked: tuple[Part, str, Cells, str], stages: Sequence[str], said: Said) -> tuple[str, int, str, Cells]:
    """Whoever reads rounded numbers is led nowhere."""
    part, _deeper, cells, href = linked
    if said is exactly:
        return area_said(part), part.all, href, cells
    everybody = said(part.all, part.code, EVERYONE)
    told = [
        (min(everybody, said(many, part.code, stage)), "", name) for stage, (many, _href, name) in zip(stages, cells, strict=True)
    ]
    return area_said(part), everybody, "", told


def _group_href(by: str, group: str, there: Behind, areas: Sequence[Part]) -> str:
    """Where those of a group are that the table of who still sells has."""
    if by == "area":
        here = next((there.of_area(each) for each in areas if each.code == group), {})
        return there.people(**here) if here else ""
    return there.people(**{"cohort": {"angkatan": group or NO_COHORT}, "month": {"ikut": group}}[by])


def area_said(part: Part) -> str:
    return part.name or _("Belum jelas di bagian mana")


def cohort_said(program: Programme, number: int) -> str:
    """A cohort's name, and from when until when it goes, as far as that is known."""
    name, (begins, ends) = program.cohorts.get(number, str(number)), program.cohort_days.get(number, (None, None))
    first, last = (date_format(each, "j M Y") if each else "" for each in (begins, ends))
    if not (first or last):
        return name
    if first and last:
        days = f"{first} – {last}"  # noqa: RUF001  a dash between two days
    else:
        days = _("mulai %(day)s") % {"day": first} if first else _("sampai %(day)s") % {"day": last}
    return f"{name} ({days})"


def _retention_file(
    request: HttpRequest, program: Programme, groups: Sequence[Kept], names: Callable[[str], str], *, least: int
) -> HttpResponse:
    heads = [_("kelompok"), _("ikut"), *(_("bulan %(n)s, persen") % {"n": month} for month in range(1, MONTHS + 1))]
    rows: list[list[Cell]] = []
    for each in groups:
        shares = [each.share(month, least=least) for month in range(1, MONTHS + 1)]
        rows.append([names(each.group), each.came, *("" if share is None else Percent(share) for share in shares)])
    return list_answer(request, f"bertahan-{program.slug}", heads, rows)


def _targets_file(request: HttpRequest, program: Programme, reach: Reach, said: Said) -> HttpResponse:
    """Every target: where it stands, what is missing, and where it goes; then its weeks, of an area's figure its months."""
    with across_businesses():
        lines, weeks = target_lines(program, reach, said=said), target_weeks(program)
    heads = [
        _("tahap"), _("wilayah"), _("tanggal"), _("tercapai"), _("target"), _("kurang"), _("dengan laju ini"),
        _("perlu tiap minggu"),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for target, line, counts in zip(program.targets, lines, weeks, strict=True):
        outlook, name = line.outlook, str(AIMS[line.aim])
        past: Sequence[tuple[date, int]] = line.points or _weeks_said(target, counts, said)
        rows += [[name, line.area, day, many, line.wanted, "", "", ""] for day, many in past[:-1]]
        today = clock.day_in(ZONE)
        if outlook is None:
            rows.append([name, line.area, today, "", line.wanted, "", "", ""])
            continue
        needed: Cell = outlook.needed_weekly if outlook.needed_weekly >= 0 else ""
        ahead: Cell = outlook.projected if outlook.pace == "told" else ""
        rows.append([name, line.area, today, outlook.counted, outlook.wanted, outlook.gap, ahead, needed])
    return list_answer(request, f"target-{program.slug}", heads, rows)
