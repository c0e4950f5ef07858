"""Telling owners of a programme: whoever is logged in, by a code of their own; officers give codes to others by phone."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sekoci.accounts.actions import note_view
from sekoci.kit.errors import Invalid, NotAllowed, NotFound, Refusal
from sekoci.kit.phone import parse_phone
from sekoci.kit.qr import qr_svg
from sekoci.kit.scope import across_businesses
from sekoci.programs import actions
from sekoci.programs.actions.owning import NotYourProgram
from sekoci.programs.actions.referring import end_my_referral
from sekoci.programs.queries import Programme, public_program
from sekoci.programs.queries.referrals import came_by, my_referral, referral_of, referrals_of
from sekoci.programs.rules import told
from sekoci.programs.views.behind import Behind
from sekoci.programs.views.running import head_of, program_or_404
from sekoci.programs.views.wishes import WHATEVER
from sekoci.registry.pages import for_officers
from sekoci.registry.queries import businesses_of
from sekoci.registry.rules import Reach

CODE = "ajakan"
"""How an address carries a code."""


@require_http_methods(["GET", "POST"])
@login_required
def invite(request: HttpRequest, program: str) -> HttpResponse:
    """My code for a programme: GET shows it, with how many came by it; POST makes it, or ends it."""
    known = _public(program)
    phone = getattr(request.user, "phone", None) or ""
    if request.method == "POST":
        try:
            if request.POST.get("akhiri"):
                end_my_referral(program, phone=phone)
                messages.success(request, _("Ajakan Anda sudah diakhiri."))
            else:
                actions.make_referral(program, name=request.POST.get("nama", ""), phone=phone)
        except Refusal as no:
            if isinstance(no, NotFound):
                raise
            messages.error(request, no.sentence())
        return redirect("programs:invite", program=program)
    with across_businesses():
        mine = my_referral(known.id, phone)
    address = _address(request, known, mine.code) if mine else ""
    text = _("Ada program untuk usaha kecil: %(name)s. Daftar di sini: %(address)s") % {"name": known.name, "address": address}
    facts = {
        "program": known,
        "mine": mine,
        "name": getattr(request.user, "name", ""),
        "address": address,
        "came": told(came_by(mine.id)) if mine else 0,
        "qr": qr_svg(address, label=_("Ajakan")) if mine else "",
        "share": "https://wa.me/?" + urlencode({"text": text}),
    }
    return render(request, "programs/invite.html", facts)


@require_GET
@login_required
def join(request: HttpRequest, program: str) -> HttpResponse:
    """From the public page to the page of one's own shop where one applies, along with the code."""
    known = _public(program)
    asked = {CODE: request.GET[CODE][:12]} if request.GET.get(CODE) else {}
    mine = [each for each in businesses_of(request.user.pk or 0) if each.role == "owner"]
    pages = [
        (each, f"{reverse('programs:mine', args=[each.slug, program])}{'?' + urlencode(asked) if asked else ''}") for each in mine
    ]
    if len(pages) == 1:
        return redirect(pages[0][1])
    facts = {"program": known, "pages": pages, "by": referral_of(known.id, asked.get(CODE, ""))}
    return render(request, "programs/join.html", facts)


@require_http_methods(["GET", "POST"])
@for_officers()
def referrals(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    """GET lists who tells owners of the programme; POST gives somebody a code by their phone, or ends one."""
    known = program_or_404(program, reach)
    if not known.is_run_by(reach):
        raise NotYourProgram()
    if request.method == "POST":
        return _changed(request, reach, known)
    with across_businesses():
        lines = referrals_of(known)
    note_view([each.phone for each in lines], viewer=f"officer:{reach.person_id}", what="row", place=known.name, sparing=True)
    there = Behind(reach, known)
    facts = head_of(reach, known) | {
        "lines": [
            (
                each, _address(request, known, each.code), there.people(ajakan=each.code, keadaan=WHATEVER),
                there.people(ajakan=each.code),
            )
            for each in lines
        ],
    }  # fmt: skip
    return render(request, "programs/referrals.html", facts)


def _changed(request: HttpRequest, reach: Reach, program: Programme) -> HttpResponse:
    sent = request.POST
    try:
        if sent.get("akhiri"):
            actions.end_referral(program.slug, _uuid(sent["akhiri"]), reach=reach)
            messages.success(request, _("Ajakan diakhiri. Yang sudah ikut tetap tercatat."))
        else:
            made = actions.make_referral(
                program.slug, name=sent.get("nama", ""), phone=parse_phone(sent.get("hp", "")), reach=reach
            )
            messages.success(request, _("Kode ajakan %(name)s: %(code)s") % {"name": made.name, "code": made.code})
    except Refusal as no:
        if isinstance(no, NotFound | NotAllowed):
            raise
        messages.error(request, no.sentence())
    return redirect("programs:referrals", reach.organisation, program.slug)


def _public(slug: str) -> Programme:
    known = public_program(slug)
    if known is None:
        raise NotFound()
    return known


def _address(request: HttpRequest, program: Programme, code: str) -> str:
    page = reverse("programs:public", args=[program.slug])
    return request.build_absolute_uri(f"{page}?{urlencode({CODE: code})}")


def _uuid(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        raise Invalid(field="akhiri", why_id="Kode itu tidak ada.", why_en="There is no such code.") from None
