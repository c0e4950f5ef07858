"""A person's own page: name, language, what they agreed to, and the way out."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout as end_session
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sekoci.accounts import actions, queries
from sekoci.accounts.forms import ProfileForm, language_now
from sekoci.accounts.models import Person
from sekoci.accounts.pages import profile_doors
from sekoci.accounts.rules import PURPOSES
from sekoci.kit.cookies import LANGUAGE
from sekoci.kit.errors import NotFound
from sekoci.messaging.actions import resume_messages, stop_messages
from sekoci.messaging.queries import wants_messages


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    person = _me(request)
    form = ProfileForm(request.POST or None, initial={"name": person.name, "language": person.language})
    if request.method == "GET":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    language = form.cleaned_data["language"]
    actions.change_person(person.pk, name=form.cleaned_data["name"], language=language)
    with translation.override(language):
        messages.success(request, _("Sudah disimpan."))
    response = redirect("accounts:profile")
    response.set_cookie(LANGUAGE, language, max_age=365 * 24 * 3600, samesite="Lax", secure=settings.SECURE)
    return response


@login_required
@require_POST
def consent(request: HttpRequest) -> HttpResponse:
    """Give or take back one consent."""
    purpose = PURPOSES.get(request.POST.get("purpose", ""))
    if purpose is None or purpose.needed:
        raise NotFound()
    if request.POST.get("answer") == "yes":
        actions.give_consent(_me(request).pk, purpose.name, language=language_now(), how="profile")
        messages.success(request, _("Izin dicatat. Anda bisa menariknya kapan saja."))
    else:
        actions.withdraw_consent(_me(request).pk, purpose.name, how="profile")
        messages.success(request, _("Izin ditarik. Berlaku mulai sekarang."))
    return redirect("accounts:profile")


@login_required
@require_POST
def news(request: HttpRequest) -> HttpResponse:
    """Messages about orders on or off. Login codes always come."""
    phone = _me(request).phone
    if phone is None:
        raise NotFound()
    if request.POST.get("answer") == "yes":
        resume_messages(phone)
        messages.success(request, _("Kabar dikirim ke HP Anda lagi."))
    else:
        stop_messages(phone, how="profile")
        messages.success(request, _("Kabar berhenti. Kode masuk tetap dikirim."))
    return redirect("accounts:profile")


@login_required
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """Close the account, after asking. Logging in again opens it."""
    if request.method == "GET":
        return render(request, "accounts/close.html")
    actions.close_account(_me(request).pk)
    end_session(request)
    messages.success(request, _("Akun Anda sudah ditutup. Masuk lagi untuk membukanya."))
    return redirect("accounts:login")


def _page(request: HttpRequest, form: ProfileForm, *, status: int = 200) -> HttpResponse:
    person = _me(request)
    facts = {
        "form": form,
        "person": person,
        "consents": queries.consents_of(person.pk, language=language_now()),
        "changes": queries.number_requests([person.pk]),
        "news": wants_messages(person.phone or ""),
        "looks": queries.looks_at(person.pk),
        "vouched": queries.vouched_by_staff(person.pk),
        "doors": profile_doors(person.pk),
    }
    return render(request, "accounts/profile.html", facts, status=status)


def _me(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user
