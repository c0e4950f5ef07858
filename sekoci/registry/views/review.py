"""Two records side by side: same, different, later. The next pair follows; what contradicts is asked; answers are undone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sekoci.accounts.actions import PageSeen, note_view
from sekoci.kit.asked import whole_number
from sekoci.kit.errors import NotFound, Refusal
from sekoci.registry.actions.deciding import Contradicts, decide_pair, undo_decision
from sekoci.registry.pages import for_officers
from sekoci.registry.queries.review import (
    DoubtfulPairShown,
    KnownDecision,
    agreement_of_two,
    decisions_at,
    decisions_by,
    next_pair,
    pair_by_id,
    pairs_left,
)
from sekoci.registry.rules.reach import Reach
from sekoci.registry.views.outlet_words import VERDICTS, said_of
from sekoci.registry.views.outlets import pairs_in
from sekoci.registry.views.pair_words import in_words

LAST = 5


@require_http_methods(["GET", "POST"])
@for_officers()
def review(request: HttpRequest, reach: Reach, number: int = 0) -> HttpResponse:
    """GET shows a pair, the next one unless it is named; POST answers it."""
    if request.method == "POST":
        return _answered(request, reach)
    shown = pair_by_id(reach, number) if number else next_pair(reach)
    if number and shown is None:
        raise NotFound()
    held = decisions_at([shown.rows]) if shown and number else []
    against = [each for each in held if each.person_id != reach.person_id and each.verdict != "later"]
    return _page(request, reach, shown, against=against)


@require_POST
@for_officers()
def undo(request: HttpRequest, reach: Reach) -> HttpResponse:
    """Take back a decision of one's own."""
    chosen = request.POST.get("keputusan", "")
    try:
        undo_decision(reach, whole_number(chosen))
    except Refusal as no:
        messages.error(request, no.sentence())
    else:
        messages.success(request, _("Keputusan dibatalkan."))
    return redirect("registry:review", organisation=reach.organisation)


def _answered(request: HttpRequest, reach: Reach) -> HttpResponse:
    chosen, verdict = request.POST.get("pasangan", ""), request.POST.get("jawab", "")
    shown = pair_by_id(reach, whole_number(chosen))
    if shown is None:
        raise NotFound()
    try:
        done = decide_pair(reach, *shown.rows, verdict, instead=pairs_in(request), probability=shown.probability)
    except Contradicts as no:
        return _page(request, reach, shown, asked=decisions_at(no.facts["pairs"]), verdict=verdict)
    except Refusal as no:
        messages.error(request, no.sentence())
        return redirect("registry:pair", organisation=reach.organisation, number=shown.id)
    if done.against:
        messages.warning(request, _("Petugas lain menjawab lain. Jawaban Anda dicatat. Yang mana yang dipakai?"))
        return redirect("registry:pair", organisation=reach.organisation, number=shown.id)
    messages.success(request, _("Tersimpan: %(verdict)s.") % {"verdict": VERDICTS[verdict]})
    return redirect("registry:review", organisation=reach.organisation)


def _page(
    request: HttpRequest,
    reach: Reach,
    shown: DoubtfulPairShown | None,
    *,
    asked: list[KnownDecision] | None = None,
    verdict: str = "",
    against: list[KnownDecision] | None = None,
) -> HttpResponse:
    facts: dict[str, object] = {
        "left": pairs_left(reach),
        "pair": shown,
        "asked": [(each, said_of(each)) for each in asked or []],
        "verdict": verdict,
        "against": [
            (each, VERDICTS[each.verdict], _other(each.verdict), VERDICTS[_other(each.verdict)]) for each in against or []
        ],
        "mine": [(each, said_of(each)) for each in decisions_by(reach.person_id, limit=LAST)],
        "agreement": agreement_of_two(),
    }
    if shown:
        phones = [side.said["phone"] for side in (shown.left, shown.right)]
        page = PageSeen(f"pasangan={shown.id}")
        note_view(phones, viewer=f"officer:{request.user.pk}", what="pair", place=reach.name, sparing=True, page=page)
        facts["words"] = in_words(shown)
    return render(request, "registry/review.html", facts, status=409 if asked else 200)


def _other(verdict: str) -> str:
    return "different" if verdict == "same" else "same"
