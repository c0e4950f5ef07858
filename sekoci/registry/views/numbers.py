"""Another phone number: at once from one's own account, or with somebody who vouches when the phone is lost."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sekoci.accounts.actions import ask_new_number, check_code, object_by_token, send_code
from sekoci.accounts.pages import address_of, just_confirmed
from sekoci.accounts.queries import number_request
from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.jobs import later
from sekoci.registry import jobs
from sekoci.registry.actions import check_number_is_free, object_as, take_number, vouch
from sekoci.registry.forms import LostForm, NewNumberForm, NumberCodeForm, SureForm
from sekoci.registry.forms.settings import put_beside_field
from sekoci.registry.queries.vouching import may_vouch_for, owners_beside
from sekoci.registry.views.opening import person_of

IN_SESSION = "nomor"


@never_cache
@require_http_methods(["GET", "POST"])
def lost(request: HttpRequest) -> HttpResponse:
    """The old number is gone: name it, and prove the new one. Known and unknown old numbers get the same answers."""
    form = LostForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _send(request, form, old=form.cleaned_data["old"]):
        return redirect("registry:lost_code")
    facts = {"form": form, "contact": settings.OPERATOR_CONTACT}
    return render(request, "registry/lost.html", facts, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def lost_code(request: HttpRequest) -> HttpResponse:
    """The new number's code; then somebody of the shop vouches."""
    waiting = request.session.get(IN_SESSION)
    if not waiting or not waiting["old"]:
        return redirect("registry:lost")
    form = NumberCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and (proven := _proven(form, waiting)):
        try:
            check_number_is_free(proven)
            change_id = ask_new_number(waiting["old"], proven, address=address_of(request))
        except Refusal as no:
            put_beside_field(form, no)
        else:
            later(jobs.tell_vouchers, change_id=str(change_id))
            del request.session[IN_SESSION]
            return render(request, "registry/lost_asked.html", {"contact": settings.OPERATOR_CONTACT})
    return render(request, "registry/number_code.html", {"form": form, "new": waiting["new"]}, status=422 if form.errors else 200)


@never_cache
@just_confirmed
@require_http_methods(["GET", "POST"])
def new_number(request: HttpRequest) -> HttpResponse:
    """Change one's own number: the account was proven a moment ago, by the old number or a passkey."""
    form = NewNumberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _send(request, form, old=""):
        return redirect("registry:new_number_code")
    return render(request, "registry/new_number.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@just_confirmed
@require_http_methods(["GET", "POST"])
def new_number_code(request: HttpRequest) -> HttpResponse:
    """The new number's code; it takes effect at once."""
    waiting = request.session.get(IN_SESSION)
    if not waiting or waiting["old"]:
        return redirect("registry:new_number")
    form = NumberCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and (proven := _proven(form, waiting)):
        try:
            followed = take_number(person_of(request), proven)
        except Refusal as no:
            put_beside_field(form, no)
        else:
            messages.success(request, gettext("Nomor sudah diganti. Masuk dengan nomor baru."))
            if followed:
                messages.success(request, gettext("Nomor WhatsApp toko ikut berganti."))
            return redirect("accounts:login")
    return render(request, "registry/number_code.html", {"form": form, "new": waiting["new"]}, status=422 if form.errors else 200)


@never_cache
@just_confirmed
@require_http_methods(["GET", "POST"])
def vouch_page(request: HttpRequest, change: UUID) -> HttpResponse:
    """Where a member vouches, and where the person and the owners stop it."""
    me, known = person_of(request), number_request(change)
    may = known is not None and known.person_id in may_vouch_for(me, now())
    if known is None or not (may or me == known.person_id or me in owners_beside(known.person_id)):
        raise NotFound()
    verb = request.POST.get("verb", "")
    form = SureForm(request.POST if verb == "jamin" else None)
    if verb == "batal":
        object_as(change, by=me)
        messages.success(request, gettext("Permintaan dibatalkan."))
        return redirect("registry:mine")
    if verb == "jamin" and form.is_valid():
        try:
            vouch(change, by=me)
        except Refusal as no:
            put_beside_field(form, no)
        else:
            messages.success(request, gettext("Terima kasih. Nomor berganti setelah 24 jam."))
            return redirect("registry:mine")
    facts = {"change": known, "may": may and known.due_at is None, "form": form, "is_me": me == known.person_id}
    return render(request, "registry/vouch.html", facts, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def object_page(request: HttpRequest, token: str) -> HttpResponse:
    """The old number's own link: one button. Opening it alone does nothing, because messengers open links by themselves."""
    object_by_token(token, dry=request.method == "GET")
    return render(request, "registry/object.html", {"is_done": request.method == "POST"})


def _send(request: HttpRequest, form: forms.Form, *, old: str) -> bool:
    """Send a code to the new number, and remember in this session what it is for."""
    new = form.cleaned_data["new"]
    if new in (old, getattr(request.user, "phone", "")):
        form.add_error("new", gettext("Nomor baru sama dengan yang lama."))
        return False
    try:
        sent = send_code(new, address=address_of(request), language=request.LANGUAGE_CODE)
    except Refusal as no:
        form.add_error("new", no.sentence())
        return False
    request.session[IN_SESSION] = {"code": str(sent.id), "old": old, "new": new}
    return True


def _proven(form: forms.Form, waiting: dict[str, Any]) -> str | None:
    """The new number when its code is right; else what is wrong stands beside the field."""
    try:
        checked = check_code(UUID(waiting["code"]), form.cleaned_data["code"])
    except Refusal as no:
        form.add_error("code", no.sentence())
        return None
    if checked.phone != waiting["new"]:
        form.add_error("code", gettext("Kode salah. Periksa, atau minta kode baru."))
        return None
    return checked.phone
