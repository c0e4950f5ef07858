"""Invitations: what the owner does with one that waits, and the page where the invited answer."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from sekoci.kit.errors import NotFound, Refusal
from sekoci.registry.actions import accept_invitation, decline_invitation, invite_again, withdraw_invitation
from sekoci.registry.names import ROLE_NAMES, duties_in_words
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop, invitation_by_id
from sekoci.registry.views.opening import person_of


@require_POST
@my_shop(("owner",))
def change(request: HttpRequest, shop: Shop, invitation: UUID) -> HttpResponse:
    """Send it once more, or take it back."""
    try:
        if request.POST.get("verb") == "kirim":
            invite_again(shop.id, invitation, by=person_of(request), language=request.LANGUAGE_CODE)
            messages.success(request, gettext("Undangan dikirim lagi. Berlaku 7 hari."))
        else:
            withdraw_invitation(shop.id, invitation)
            messages.success(request, gettext("Undangan dibatalkan."))
    except NotFound:
        raise
    except Refusal as no:
        messages.error(request, no.sentence())
    return redirect("registry:members", shop.slug)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, invitation: UUID) -> HttpResponse:
    """Say what the work is, and take yes or no from the person whose phone was invited."""
    if request.method == "POST":
        if request.POST.get("jawaban") == "terima":
            accept_invitation(invitation, person_id=person_of(request))
            messages.success(request, gettext("Selamat bergabung!"))
        else:
            decline_invitation(invitation, person_id=person_of(request))
            messages.success(request, gettext("Undangan ditolak."))
        return redirect("registry:mine")
    known = invitation_by_id(invitation)
    if known is None:
        raise NotFound()
    context = {
        "invitation": known,
        "role": ROLE_NAMES[known.role],
        "duties": duties_in_words(known.role),
        "is_for_me": known.phone == getattr(request.user, "phone", None),
    }
    return render(request, "registry/invitation.html", context)
