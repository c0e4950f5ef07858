"""A copy of one's data without an account: the phone is proven with a code, then the files are there for ten minutes.

Known and unknown phones take the same steps and get the same answers; what is held shows only after the code was right.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from sekoci.accounts.actions import TooMany, check_code, note_view, send_code, take
from sekoci.accounts.pages import address_of
from sekoci.accounts.rules import CODE_GOOD_FOR, Limit, code_in
from sekoci.kit import clock
from sekoci.kit.forms import PhoneField
from sekoci.kit.persons import Who
from sekoci.kit.sheets import file_answer
from sekoci.privacy import actions
from sekoci.privacy.queries import copy_of, whose
from sekoci.privacy.words import TITLES

ASKED, PROVEN = "salinan", "salinan-untuk"
OPEN_FOR = timedelta(minutes=10)
MOST_COPIES = 10
"""Of one phone in an hour: each is read from every table and set on paper."""


class AskForm(forms.Form):
    phone = PhoneField(
        label=gettext_lazy("Nomor HP"), max_length=40, help_text=gettext_lazy("Nomor yang Anda pakai waktu membeli.")
    )


class ProofForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Kode 6 angka"),
        max_length=400,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "big"}),
    )

    def clean_code(self) -> str:
        code = code_in(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("Tulis 6 angka dari pesan kami."))
        return code


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Name the phone; a code goes there, whoever it belongs to."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        phone = form.cleaned_data["phone"]
        try:
            sent = send_code(phone, address=address_of(request), language=request.LANGUAGE_CODE)
        except TooMany as no:
            form.add_error("phone", no.sentence())
            return render(request, "privacy/ask.html", {"form": form}, status=no.status)
        request.session[ASKED] = {"code": str(sent.id), "phone": phone}
        request.session.pop(PROVEN, None)
        return redirect("privacy:prove")
    return render(request, "privacy/ask.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def prove(request: HttpRequest) -> HttpResponse:
    """Take the code."""
    waiting = request.session.get(ASKED)
    if not waiting:
        return redirect("privacy:ask")
    form = ProofForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            checked = check_code(UUID(waiting["code"]), form.cleaned_data["code"])
        except TooMany as no:
            form.add_error("code", no.sentence())
            status = no.status
        else:
            if checked.phone is not None:
                del request.session[ASKED]
                request.session[PROVEN] = {"phone": checked.phone, "at": clock.now().isoformat()}
                return redirect("privacy:asked")
            form.add_error("code", _("Kode salah. Periksa, atau minta kode baru."))
    facts = {"form": form, "phone": waiting["phone"], "minutes": CODE_GOOD_FOR.seconds // 60}
    return render(request, "privacy/prove.html", facts, status=422 if form.errors and status == 200 else status)


@never_cache
@require_GET
def asked(request: HttpRequest) -> HttpResponse:
    """What is held on the proven phone, and its files."""
    who = _proven(request)
    if who is None:
        return redirect("privacy:ask")
    copy = copy_of(who)
    parts = [(TITLES[part.name], part.total) for part in copy.parts if part.total and part.name != "views"]
    return render(request, "privacy/asked.html", {"parts": parts, "who": who, "minutes": OPEN_FOR.seconds // 60})


@never_cache
@require_GET
def asked_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The copy: `json` or `pdf`."""
    who = _proven(request)
    if who is None or kind not in ("json", "pdf"):
        return redirect("privacy:ask")
    take([Limit(f"copy:phone:{who.phone}", MOST_COPIES, timedelta(hours=1))])
    note_view([who.phone], viewer=f"person:{who.person_id}", what="copy", place=request.path)
    copy = copy_of(who)
    if kind == "json":
        return file_answer("data-saya.json", actions.as_json(copy), "application/json; charset=utf-8")
    return file_answer("data-saya.pdf", actions.as_pdf(copy), "application/pdf")


def _proven(request: HttpRequest) -> Who | None:
    """Whose code this session entered, for ten minutes."""
    kept = request.session.get(PROVEN)
    if not kept or not timedelta(0) <= clock.now() - datetime.fromisoformat(kept["at"]) <= OPEN_FOR:
        return None
    return whose(kept["phone"])
