"""News of an offer: whom it would reach, the words, and what became of it."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from sekoci.customers import actions
from sekoci.customers.forms import PromoForm
from sekoci.customers.queries import CHOICES, Group, audience, customer_of, promos_of
from sekoci.customers.rules import MOST_A_DAY
from sekoci.customers.views import CHOICE_LABELS
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.text import clean_line
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop

REASONS = {
    "no_consent": gettext_lazy("tidak mencentang mau kabar promo"),
    "stopped": gettext_lazy("minta berhenti"),
    "never_bought": gettext_lazy("belum pernah menerima barang"),
    "told_lately": gettext_lazy("sudah dapat kabar minggu ini"),
    "full": gettext_lazy("lewat batas hari ini"),
}
GROUP_LABELS = {"semua": CHOICE_LABELS[""], "satu": gettext_lazy("Satu pelanggan")} | CHOICE_LABELS


@require_http_methods(["GET", "POST"])
@my_shop()
def write(request: HttpRequest, shop: Shop) -> HttpResponse:
    """GET asks what to say and shows to how many, POST sends; a refusal comes back with what was typed."""
    group = _group(request)
    one = customer_of(shop.id, group.one) if group.one else None
    if group.one and one is None:
        raise NotFound()
    form = PromoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            sent = actions.send_promo(shop, group, typed["text"], key=typed["kunci"], person_id=request.user.pk or 0)
        except Refusal as no:
            form.add_error("text" if no.field == "text" else None, no.sentence())
        else:
            messages.success(request, _("Kabar dikirim ke %(n)s pelanggan.") % {"n": sent.sent})
            return redirect("customers:promos", slug=shop.slug)
    reach = audience(shop.id, group)
    facts = {
        "form": form,
        "group": group,
        "one": one,
        "label": GROUP_LABELS[group.name],
        "reach": reach,
        "wont": [(REASONS[reason], count) for reason, count in reach.wont.items()],
        "own": f"{settings.PUBLIC_URL}/{shop.slug}",
        "most": MOST_A_DAY,
    }
    return render(request, "customers/promo.html", facts, status=422 if form.is_bound else 200)


@require_GET
@my_shop()
def promos(request: HttpRequest, shop: Shop) -> HttpResponse:
    rows = [(each, GROUP_LABELS.get(each.group, "")) for each in promos_of(shop.id)]
    return render(request, "customers/promos.html", {"promos": rows})


def _group(request: HttpRequest) -> Group:
    """Whom the page is about: one customer (`untuk`), or a choice of the list with its words."""
    asked = request.POST if request.method == "POST" else request.GET
    if one := asked.get("untuk", ""):
        try:
            return Group(one=UUID(one))
        except ValueError:
            raise NotFound() from None
    choice = asked.get("saring", "")
    return Group(choice if choice in CHOICES else "", clean_line(asked.get("cari", "")[:60], most=180, field="cari"))
