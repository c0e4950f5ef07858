"""The lists of an organisation, for staff, and withdrawing one of them."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sekoci.accounts.pages import for_staff
from sekoci.kit.asked import whole_number
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.jobs import later, under_way
from sekoci.kit.scope import across_businesses
from sekoci.registry.actions import order_withdrawal
from sekoci.registry.queries.lists import lists_of
from sekoci.registry.queries.officers import closed_organisations, organisation_by_slug


class BeingWithdrawn(Refusal):
    code, status = "list_being_withdrawn", 409
    id = "Daftar ini sedang ditarik. Tunggu beberapa menit."
    en = "This list is being withdrawn. Wait a few minutes."


@never_cache
@require_http_methods(["GET", "POST"])
@for_staff
def lists_by_staff(request: HttpRequest, organisation: str) -> HttpResponse:
    """GET names its lists, those of a closed office too; POST withdraws one, with a reason, in the background."""
    from sekoci.registry.jobs import withdraw_list

    known = organisation_by_slug(organisation) or next(iter(closed_organisations(organisation)), None)
    if known is None:
        raise NotFound()
    chosen, wrong = request.POST.get("daftar", ""), ""
    if request.method == "POST":
        number = whole_number(chosen)
        try:
            if under_way(withdraw_list, list_id=number):
                raise BeingWithdrawn()
            with transaction.atomic():
                reason = request.POST.get("reason", "")
                name = order_withdrawal(number, organisation_id=known.id, by=int(request.user.pk or 0), reason=reason)
                later(withdraw_list, list_id=number)
        except NotFound:
            raise
        except Refusal as no:
            wrong = no.sentence()
        else:
            messages.success(request, _("%(name)s ditarik. Datanya hilang dalam beberapa menit.") % {"name": name})
            return redirect("registry:lists_by_staff", organisation)
    with across_businesses():
        going = {each["list_id"] for each in under_way(withdraw_list)}
        lists = [(each, each.id in going) for each in lists_of(known.id)]
    facts = {"organisation": known, "lists": lists, "wrong": wrong, "chosen": chosen}
    return render(request, "registry/lists_by_staff.html", facts, status=422 if wrong else 200)
