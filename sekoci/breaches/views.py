"""The register of breaches, for staff: the list, one breach, its verbs, its letters."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sekoci.accounts.pages import for_staff
from sekoci.accounts.queries import people
from sekoci.breaches import actions, letters
from sekoci.breaches.forms import BreachForm, NoteForm
from sekoci.breaches.letters import language_now
from sekoci.breaches.queries import BreachView, StepView, breach_of, breaches, reached, steps_of
from sekoci.breaches.rules import left_in_words, missing
from sekoci.breaches.words import CHIPS, FIELDS, STATES, STEPS, named
from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.sheets import file_answer
from sekoci.kit.templatetags.sekoci import moment


@never_cache
@require_GET
@for_staff
def register(request: HttpRequest) -> HttpResponse:
    """Every breach, what is not closed first."""
    start = request.GET.get("mulai", "")
    found, more = breaches(start=int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 0)
    return render(request, "breaches/list.html", {"rows": [_clock(each) for each in found], "next": more})


@never_cache
@require_http_methods(["GET", "POST"])
@for_staff
def add(request: HttpRequest) -> HttpResponse:
    """Begin the register of a breach: a title and when it was noticed are enough."""
    form = BreachForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.record_breach(form.draft(), by=_me(request), key=form.cleaned_data["kunci"])
        except Refusal as no:
            form.say(no)
        else:
            messages.success(request, _("Insiden dicatat. Waktu 72 jam berjalan."))
            return redirect("breaches:breach", breach_id=made)
    return render(request, "breaches/form.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@for_staff
def change(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """Write down what is known now."""
    breach = _breach(breach_id)
    form = BreachForm(request.POST or None, draft=breach.draft)
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_breach(breach_id, form.draft(), by=_me(request))
        except Refusal as no:
            form.say(no)
        else:
            messages.success(request, _("Tersimpan.") if changed else _("Tidak ada yang berubah."))
            return redirect("breaches:breach", breach_id=breach_id)
    return render(request, "breaches/form.html", {"form": form, "breach": breach}, status=422 if form.is_bound else 200)


@never_cache
@require_GET
@for_staff
def show(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """One breach: its clock, what is left to do, its letters, its log."""
    return _page(request, breach_id)


@require_POST
@for_staff
def note(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    form = NoteForm(request.POST)
    if not form.is_valid():
        _breach(breach_id)
        return _page(request, breach_id, form=form, status=422)
    actions.note_step(breach_id, form.cleaned_data["text"], by=_me(request), key=form.cleaned_data["kunci"])
    messages.success(request, _("Catatan disimpan."))
    return redirect("breaches:breach", breach_id=breach_id)


@require_POST
@for_staff
def report(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    return _do(
        request,
        breach_id,
        lambda: bool(actions.report_breach(breach_id, to=request.POST.get("to", ""), by=_me(request))),
        _("Dicatat: lembaga sudah diberi tahu."),
    )


@require_POST
@for_staff
def close(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """Closed; one that the agency never had only with the box that says it was none."""
    if _breach(breach_id).state == "open" and request.POST.get("bukan") != "ya":
        return _page(request, breach_id, wrong=("close", _("Laporkan dulu ke lembaga, atau centang kotaknya.")), status=422)
    return _do(
        request,
        breach_id,
        lambda: bool(actions.close_breach(breach_id, reason=request.POST.get("reason", ""), by=_me(request))),
        _("Insiden ditutup."),
    )


@require_POST
@for_staff
def reopen(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    return _do(
        request,
        breach_id,
        lambda: bool(actions.reopen_breach(breach_id, reason=request.POST.get("reason", ""), by=_me(request))),
        _("Insiden dibuka lagi."),
    )


@require_POST
@for_staff
def tell(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """Let everybody who is not told yet be told; asked once more by the box above the button."""
    if request.POST.get("setuju") != "kirim":
        _breach(breach_id)
        return _page(request, breach_id, wrong=("tell", _("Centang dulu kotaknya.")), status=422)
    try:
        count = actions.tell_persons(breach_id, by=_me(request))
    except NotFound:
        raise
    except Refusal as no:
        return _page(request, breach_id, wrong=("tell", no.sentence()), status=no.status)
    said = ngettext("Pesan dikirim ke %(n)s orang.", "Pesan dikirim ke %(n)s orang.", count) % {"n": count}
    messages.success(request, said if count else _("Semua sudah dikabari."))
    return redirect("breaches:breach", breach_id=breach_id)


@never_cache
@require_GET
@for_staff
def letter(request: HttpRequest, breach_id: UUID, kind: str) -> HttpResponse:
    """The notice as a PDF: `lembaga` or `orang`; refused while it would lack what the law asks for."""
    breach = _breach(breach_id)
    if kind not in ("lembaga", "orang"):
        raise NotFound()
    if gaps := missing(breach.draft):
        raise actions.FieldsMissing(gaps)
    which: letters.Kind = "lembaga" if kind == "lembaga" else "orang"
    made = letters.letter(breach, reached(breach_id), which)
    return file_answer(f"insiden-{kind}.pdf", made, "application/pdf")


def _do(request: HttpRequest, breach_id: UUID, verb: Callable[[], bool], said: str) -> HttpResponse:
    """A verb of one breach, with its refusal beside the form it came from."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    try:
        done = verb()
    except NotFound:
        raise
    except Refusal as no:
        return _page(request, breach_id, wrong=(name or "", no.sentence()), status=no.status)
    messages.success(request, said if done else _("Sudah dicatat sebelumnya."))
    return redirect("breaches:breach", breach_id=breach_id)


def _page(
    request: HttpRequest, breach_id: UUID, *, form: NoteForm | None = None, wrong: tuple[str, str] = ("", ""), status: int = 200
) -> HttpResponse:
    breach, steps, found = _breach(breach_id), steps_of(breach_id), reached(breach_id)
    names = people([step.person_id for step in steps if step.person_id])
    gaps = missing(breach.draft)
    texts = {kind: letters.message(breach, found, kind) for kind in ("lembaga", "orang")} if not gaps else {}
    facts = {
        **_clock(breach),
        "steps": [(_step(step), names.get(step.person_id), step) for step in steps],
        "found": found,
        "facts": [(label, getattr(breach.draft, name)) for name, label in FIELDS.items()],
        "is_done": bool(breach.reported_at and found.listed and not found.untold),
        "gaps": named(gaps),
        "texts": texts,
        "form": form or NoteForm(),
        "wrong": {wrong[0]: wrong[1]},
        "sent": request.POST,
    }
    return render(request, "breaches/breach.html", facts, status=status)


def _clock(breach: BreachView) -> dict[str, Any]:
    """A breach with its state and its deadline in words."""
    span = breach.deadline - now()
    return {
        "breach": breach,
        "state": STATES[breach.state],
        "chip": CHIPS[breach.state],
        "left": left_in_words(span, language_now()),
        "is_late": span.total_seconds() < 0,
    }


def _step(step: StepView) -> tuple[str, list[tuple[str, str, str]]]:
    """A step in words, and what it changed."""
    changes = [
        (str(label), _said(name, step.changes[name][0]), _said(name, step.changes[name][1]))
        for name, label in FIELDS.items()
        if name in step.changes
    ]
    return str(STEPS.get(step.what, step.what)), changes


def _said(name: str, text: str) -> str:
    return moment(datetime.fromisoformat(text)) if text and name.endswith("_at") else text


def _breach(breach_id: UUID) -> BreachView:
    breach = breach_of(breach_id)
    if breach is None:
        raise NotFound()
    return breach


def _me(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
