"""The pages on which staff found organisations and give people an office there, as `sekoci officer` does at the machine."""

from collections.abc import Collection, Mapping

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from sekoci.accounts.pages import for_staff
from sekoci.kit.asked import whole_number
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.forms import LineField, PhoneField
from sekoci.kit.staff import last_reason, note_act, reason_in
from sekoci.registry.actions import appoint_officer, dismiss_officer, found_organisation, reopen_organisation
from sekoci.registry.names import OFFICE_NAMES, ORGANISATION_NAMES
from sekoci.registry.queries import (
    Place,
    areas_named,
    closed_organisations,
    count_officers,
    officers_of,
    organisation_by_slug,
    organisations,
    places,
)
from sekoci.registry.queries.keys import office_keys_by_maker
from sekoci.registry.rules import COUNTRY


class OrganisationForm(forms.Form):
    """A new organisation."""

    name = LineField(label=gettext_lazy("Nama organisasi"), min_length=2, max_length=80)
    kind = forms.ChoiceField(label=gettext_lazy("Jenisnya"), choices=list(ORGANISATION_NAMES.items()), initial="local")
    reason = LineField(label=gettext_lazy("Alasan"), max_length=300)


class OfficerForm(forms.Form):
    """Who holds an office, as what, and where."""

    phone = PhoneField(label=gettext_lazy("Nomor HP"))
    name = LineField(label=gettext_lazy("Nama"), max_length=80, required=False)
    role = forms.ChoiceField(
        label=gettext_lazy("Sebagai"),
        choices=list(OFFICE_NAMES.items()),
        help_text=gettext_lazy(
            "Petugas melihat nama dan nomor semua usaha di wilayahnya, dari daftar siapa pun: untuk pemerintah dan pelaksana"
            " program. Mitra hanya melihat daftar organisasinya dan jumlah."
        ),
    )
    areas = LineField(
        label=gettext_lazy("Wilayah petugas"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Nama atau kode, dipisah titik koma, misalnya Kota Surakarta; 33.11. Mitra tidak memerlukannya."),
    )
    everywhere = forms.BooleanField(label=gettext_lazy("Seluruh Indonesia"), required=False)
    reason = LineField(label=gettext_lazy("Alasan"), max_length=300)

    def codes(self) -> list[str]:
        """The areas' codes; Invalid where one is not found, or where an officer would have none."""
        said = self.cleaned_data
        codes = [COUNTRY] if said["everywhere"] else [each.code for each in areas_named(said["areas"])]
        if said["role"] == "officer" and not codes:
            raise Invalid(field="areas", why_id="Tulis wilayah petugas ini.", why_en="Write this officer's areas.")
        return codes


@never_cache
@require_http_methods(["GET", "POST"])
@for_staff
def all_organisations(request: HttpRequest) -> HttpResponse:
    """Every organisation, and a new one."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            with transaction.atomic():
                slug = found_organisation(said["name"], kind=said["kind"])
                note_act(_me(request), "office.found", about=said["name"], reason=reason_in(said["reason"]))
        except Refusal as no:
            form.add_error(no.field if no.field in form.fields else None, no.sentence())
        else:
            messages.success(request, _("Organisasi dibuat. Sekarang angkat petugasnya."))
            return redirect("registry:organisation_by_staff", slug)
    people = count_officers()
    rows = [(each, ORGANISATION_NAMES[each.kind], people.get(each.id, 0)) for each in organisations()]
    facts = {"rows": rows, "form": form, "closed": closed_organisations()}
    return render(request, "registry/organisations_by_staff.html", facts, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@for_staff
def one_organisation(request: HttpRequest, organisation: str) -> HttpResponse:
    """Who holds an office in it, and giving somebody one; of one that is closed, opening it again."""
    known = organisation_by_slug(organisation)
    if known is None:
        return _closed(request, organisation)
    form = OfficerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            with transaction.atomic():
                role, codes = said["role"], form.codes()
                person = appoint_officer(known.slug, phone=said["phone"], role=role, areas=codes, name=said["name"])
                note_act(_me(request), "office.appoint", about=f"person:{person}", reason=reason_in(said["reason"]))
        except Refusal as no:
            form.add_error(no.field if no.field in form.fields else None, no.sentence())
        else:
            messages.success(request, _("Diangkat, dan dikabari lewat pesan."))
            return redirect("registry:organisation_by_staff", known.slug)
    held = officers_of(known.id)
    named = places([code for each in held for code in each.areas if code])
    keys = office_keys_by_maker(known.id)
    rows = [(each, OFFICE_NAMES[each.role], _areas(each.areas, named), keys.get(each.person_id, 0)) for each in held]
    facts = {"organisation": known, "kind": ORGANISATION_NAMES[known.kind], "rows": rows, "form": form}
    return render(request, "registry/organisation_by_staff.html", facts, status=422 if form.errors else 200)


@require_POST
@for_staff
def end_office(request: HttpRequest, organisation: str, person: int) -> HttpResponse:
    """End somebody's office, with a reason; the keys they made end too, or go to another officer."""
    heir = request.POST.get("keys", "")
    with transaction.atomic():
        if not dismiss_officer(organisation, person_id=person, keys_to=whole_number(heir) or None):
            raise NotFound()
        note_act(_me(request), "office.end", about=f"person:{person}", reason=reason_in(request.POST.get("reason", "")))
    messages.success(request, _("Tugasnya berakhir, dan ia dikabari."))
    return redirect("registry:organisation_by_staff", organisation)


@require_POST
@for_staff
def reopen(request: HttpRequest, organisation: str) -> HttpResponse:
    """Open one that was closed: its officers have their offices again."""
    try:
        with transaction.atomic():
            reopen_organisation(organisation)
            known = organisation_by_slug(organisation)
            note_act(
                _me(request),
                "office.reopen",
                about=known.name if known else organisation,
                reason=reason_in(request.POST.get("reason", "")),
            )
    except Refusal as no:
        if no.status == NotFound.status:
            raise
        return _closed(request, organisation, no)
    messages.success(request, _("Dibuka lagi. Petugasnya dikabari; kunci dan sambungan dibuat atau dinyalakan lagi oleh mereka."))
    return redirect("registry:organisation_by_staff", organisation)


def _closed(request: HttpRequest, organisation: str, no: Refusal | None = None) -> HttpResponse:
    found = closed_organisations(organisation)
    if not found:
        raise NotFound()
    facts = {
        "organisation": found[0],
        "kind": ORGANISATION_NAMES[found[0].kind],
        "officers": [each.name or each.phone for each in officers_of(found[0].id)],
        "why": last_reason("office.close", about=found[0].name),
        "wrong": no.sentence() if no else "",
    }
    return render(request, "registry/closed_organisation.html", facts, status=no.status if no else 200)


def _areas(codes: Collection[str], named: Mapping[str, Place]) -> str:
    """The areas of an office in words."""
    return (
        _("Seluruh Indonesia") if COUNTRY in codes else "; ".join(named[code].path if code in named else code for code in codes)
    )


def _me(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
