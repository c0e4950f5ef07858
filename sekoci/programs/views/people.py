"""The businesses of a programme, by name, inside the officer's areas: the list, one of them, and what is decided on it."""

from collections.abc import Collection, Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sekoci.accounts.actions import PageSeen, note_view, view_beside
from sekoci.kit import clock
from sekoci.kit.asked import whole_number
from sekoci.kit.errors import NotFound
from sekoci.kit.ids import new_id
from sekoci.kit.sheets import Cell, list_answer, phone_cell
from sekoci.programs.forms import MarkForm, SupportForm
from sekoci.programs.names import HOWS, POINTS, SOURCES, STAGES, STATES, SUPPORT_STATES, WAYS, reason_of
from sekoci.programs.queries import Line, Programme, Whole, enrolment, enrolments, how_many
from sekoci.programs.rules import furthest
from sekoci.programs.rules.consent import wording
from sekoci.programs.rules.days import ZONE
from sekoci.programs.views.running import head_of, program_or_404
from sekoci.programs.views.when import when_of
from sekoci.programs.views.wishes import KEPT, WHATEVER, narrowed_by, wish_for
from sekoci.registry.pages import for_officers
from sekoci.registry.rules import Reach

PAGE, MOST_IN_A_FILE = 30, 20_000


@require_GET
@for_officers()
def people(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    known = program_or_404(program, reach)
    wish = wish_for(request, reach, known)
    start = min(whole_number(request.GET.get("mulai", "")), 10_000_000)
    found = enrolments(known, wish, start=start, limit=PAGE + 1)
    lines = found[:PAGE]
    _noted(reach, known, lines, what="row")
    asked = {name: value for name, value in request.GET.items() if name not in ("mulai", "berkas") and value}
    facts = head_of(reach, known) | {
        "wish": wish,
        "count": how_many(known, wish) if start or len(found) > PAGE else len(found),
        "lines": [(each, STAGES.get(furthest(list(each.reached)), ""), STATES[each.state]) for each in lines],
        "states": [
            (state, label, "?" + urlencode({"keadaan": state or WHATEVER}))
            for state, label in (*STATES.items(), ("", _("Semua")))
            if state != "withdrawn" or known.is_run_by(reach)
        ],
        "kept": [(name, request.GET[name]) for name in KEPT if request.GET.get(name)],
        "narrowed": narrowed_by(wish, known),
        "state_said": wish.state or WHATEVER,
        "when": when_of(request, known),
        "stage_name": STAGES.get(wish.stage, ""),
        "stages": [(each, STAGES[each]) for each in known.stages],
        "next": "?" + urlencode(asked | {"mulai": start + PAGE}) if len(found) > PAGE else "",
    }
    return render(request, "programs/people.html", facts)


@require_GET
@for_officers()
def export(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    known = program_or_404(program, reach)
    found = enrolments(known, wish_for(request, reach, known), limit=MOST_IN_A_FILE)
    _noted(reach, known, found, what="list")
    heads = [_("usaha"), _("pemilik"), _("hp"), _("wilayah"), _("keadaan"), _("angkatan"), _("nilai")]
    rows: list[list[Cell]] = [
        [
            each.name,
            each.owner,
            phone_cell(each.phone),
            each.area,
            str(STATES[each.state]),
            each.cohort,
            each.score,
            *(_("ya") if stage in each.reached else _("pernah") if stage in each.lost else "" for stage in known.stages),
        ]
        for each in found
    ]
    return list_answer(request, f"peserta-{known.slug}", [*heads, *(str(STAGES[each]) for each in known.stages)], rows)


@require_GET
@for_officers()
def person(request: HttpRequest, reach: Reach, program: str, enrolment_id: UUID) -> HttpResponse:
    return page_of(request, reach, program, enrolment_id, None)


def page_of(request: HttpRequest, reach: Reach, program: str, enrolment_id: UUID, form: MarkForm | None) -> HttpResponse:
    known = program_or_404(program, reach)

    def seen(phones: Collection[str]) -> tuple[str, list[str]]:
        page = PageSeen(ids=[enrolment_id])
        return view_beside(phones, viewer=f"officer:{reach.person_id}", what="business", place=known.name, page=page)

    whole = enrolment(known, enrolment_id, reach=reach, seen=seen)
    if whole is None:
        raise NotFound()
    today = clock.day_in(ZONE)
    facts = _told(whole) | {
        "reach": reach,
        "program": known,
        "whole": whole,
        "line": whole.line,
        "is_mine": known.is_run_by(reach),
        "form": form or MarkForm(stages=known.stages, initial={"on_day": today}),
        "today": today,
        "help_form": SupportForm(kinds=known.offered, initial={"given_on": today, "kunci": new_id()}),
        "consent_words": wording(
            known.name, [each.name for each in known.carriers], get_language() or "id", by=whole.referred_by
        ),
        "consent_how": HOWS.get(whole.consent_how, ""),
        "can_act": known.state == "open",
        "offered": known.offered,
        "cohorts": known.cohorts.values(),
    }
    return render(request, "programs/person.html", facts, status=422 if form else 200)


def _noted(reach: Reach, program: Programme, lines: Sequence[Line], *, what: str) -> None:
    """Whoever is on a page once an hour, each file."""
    note_view(
        [each.whose for each in lines], viewer=f"officer:{reach.person_id}", what=what, place=program.name,
        sparing=what != "list", page=PageSeen(ids=[each.id for each in lines]),
    )  # fmt: skip


def _told(whole: Whole) -> dict[str, object]:
    """What happened, in words."""
    history = [
        (
            STATES[each.name] if each.kind == "decision" else STAGES[each.name],
            each,
            reason_of(each.text),
            SOURCES.get(each.source, ""),
        )
        for each in whole.history
    ]
    return {
        "stages": [(STAGES[each.stage], each, SOURCES.get(each.source, "")) for each in whole.stages],
        "history": history,
        "points": [(POINTS[reason], points) for reason, points in whole.points.items() if reason in POINTS],
        "way": WAYS[whole.way],
        "state": STATES[whole.line.state],
        "support": [(each, SUPPORT_STATES[each.state]) for each in whole.support],
    }
