"""Who works here: the list, one person, handing the shop over, and leaving it."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from sekoci.accounts.actions import sign_out_everywhere
from sekoci.accounts.pages import seen
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.sheets import list_answer, phone_cell
from sekoci.registry.actions import change_role, hand_over, invite, remove_member
from sekoci.registry.forms import HandOverToForm, MemberForm, RoleForm
from sekoci.registry.forms.settings import put_beside_field
from sekoci.registry.names import ROLE_NAMES, duties_in_words
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Member, Shop, invitations_of, members_of
from sekoci.registry.views.opening import person_of

OWNER = ("owner",)
EVERYBODY = ("owner", "staff", "cashier")


@my_shop(OWNER)
def members(request: HttpRequest, shop: Shop) -> HttpResponse:
    """Everybody who works here, whom the shop waits for, and a form to invite somebody by phone."""
    form = MemberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            invite(shop.id, **form.cleaned_data, by=person_of(request), language=request.LANGUAGE_CODE)
        except Refusal as no:
            put_beside_field(form, no)
        else:
            messages.success(request, gettext("Undangan dikirim. Berlaku 7 hari."))
            return redirect("registry:members", shop.slug)
    context = {
        "shop": shop,
        "form": form,
        "rows": [(each, ROLE_NAMES[each.role]) for each in members_of(shop.id)],
        "invitations": [(each, ROLE_NAMES[each.role]) for each in invitations_of(shop.id)],
        "duties": [(name, duties_in_words(role)) for role, name in ROLE_NAMES.items()],
    }
    return render(request, "registry/members.html", context, status=422 if form.errors else 200)


@my_shop(OWNER)
@require_GET
def members_file(request: HttpRequest, shop: Shop) -> HttpResponse:
    """Who works here, and whom the shop waits for."""
    home = ZoneInfo(shop.zone)
    rows = [
        (each.name, phone_cell(each.phone), str(ROLE_NAMES[each.role]), each.since.astimezone(home).date().isoformat(), "")
        for each in members_of(shop.id)
    ]
    rows += [
        (each.name, phone_cell(each.phone), str(ROLE_NAMES[each.role]), "", each.good_until.astimezone(home).date().isoformat())
        for each in invitations_of(shop.id)
    ]
    heads = [gettext("nama"), gettext("hp"), gettext("peran"), gettext("sejak"), gettext("diundang sampai")]
    return list_answer(request, f"orang-{shop.slug}", heads, rows)


@my_shop(OWNER)
def member(request: HttpRequest, shop: Shop, person: int) -> HttpResponse:
    """One person: another role, and the ways out."""
    everybody = members_of(shop.id)
    known = _member(everybody, person)
    if person != request.user.pk:
        seen(request, [known.phone], what="member", shop=shop.name)
    form = RoleForm(request.POST if request.method == "POST" else None, initial={"role": known.role})
    if request.method == "POST" and form.is_valid():
        try:
            change_role(shop.id, person, role=form.cleaned_data["role"])
        except Refusal as no:
            put_beside_field(form, no)
        else:
            messages.success(request, gettext("Tersimpan."))
            return redirect("registry:mine") if person == request.user.pk else redirect("registry:members", shop.slug)
    is_last_owner = known.role == "owner" and sum(each.role == "owner" for each in everybody) == 1
    context = {"shop": shop, "member": known, "role": ROLE_NAMES[known.role], "form": form, "is_last_owner": is_last_owner}
    return render(request, "registry/member.html", context, status=422 if form.errors else 200)


@my_shop(OWNER)
def hand_over_to(request: HttpRequest, shop: Shop, person: int) -> HttpResponse:
    """Make somebody else the owner, asked twice."""
    known = _member(members_of(shop.id), person)
    form = HandOverToForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        hand_over(shop.id, owner_id=person_of(request), to=person)
        messages.success(request, gettext("Pemilik sudah berganti. Anda sekarang pegawai."))
        return redirect("registry:mine")
    context = {"shop": shop, "member": known, "form": form}
    return render(request, "registry/hand_over_to.html", context, status=422 if form.errors else 200)


@require_POST
@my_shop(OWNER)
def leave(request: HttpRequest, shop: Shop, person: int) -> HttpResponse:
    """Take somebody's role away; inviting them again brings it back."""
    remove_member(shop.id, person)
    messages.success(request, gettext("Sudah dikeluarkan. Undang lagi bila keliru."))
    return redirect("registry:mine") if person == request.user.pk else redirect("registry:members", shop.slug)


@require_POST
@my_shop(OWNER)
def sign_out(request: HttpRequest, shop: Shop, person: int) -> HttpResponse:
    """Log a helper out everywhere: their phone is lost. They stay a member, and come back with a code."""
    if _member(members_of(shop.id), person).role == "owner":
        raise NotFound()
    sign_out_everywhere(person)
    messages.success(request, gettext("Sudah dikeluarkan dari semua perangkat. Ia bisa masuk lagi dengan kode."))
    return redirect("registry:member", shop.slug, person)


@my_shop(EVERYBODY)
def quit_here(request: HttpRequest, shop: Shop) -> HttpResponse:
    """Leave the business oneself, after asking."""
    if request.method == "POST":
        remove_member(shop.id, person_of(request))
        messages.success(request, gettext("Anda tidak bekerja lagi di %(shop)s.") % {"shop": shop.name})
        return redirect("registry:mine")
    return render(request, "registry/quit.html", {"shop": shop})


def _member(everybody: list[Member], person: int) -> Member:
    for each in everybody:
        if each.person_id == person:
            return each
    raise NotFound()
