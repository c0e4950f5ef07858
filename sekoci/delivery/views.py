"""What deliveries cost: a page for the owner, a way at a time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy

from sekoci.delivery.actions import set_terms
from sekoci.delivery.forms import FORMS
from sekoci.delivery.queries import terms_of
from sekoci.kit.errors import Refusal
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop

WAYS = {
    "satu": ("price", gettext_lazy("Satu harga")),
    "wilayah": ("area", gettext_lazy("Menurut wilayah")),
    "jarak": ("distance", gettext_lazy("Menurut jarak")),
}


@my_shop(("owner",))
def terms(request: HttpRequest, shop: Shop) -> HttpResponse:
    """`?cara=` says which way's form is shown; saving it makes it the shop's way."""
    now = terms_of(shop)
    in_use = next(name for name, (way, _) in WAYS.items() if way == now.way)
    chosen = request.GET.get("cara", in_use)
    chosen = chosen if chosen in WAYS else in_use
    way = WAYS[chosen][0]
    form = FORMS[way](request.POST if request.method == "POST" else None, terms=now, shop=shop)
    if request.method == "POST" and form.is_valid():
        try:
            set_terms(shop.id, form.read(), by=f"owner:{request.user.pk}")
        except Refusal as no:
            form.add_error(no.field if no.field in form.fields else None, no.sentence())
        else:
            messages.success(request, gettext("Tersimpan. Pesanan berikutnya memakai ongkos ini."))
            return redirect(f"{request.path}?cara={chosen}")
    facts = {
        "shop": shop,
        "form": form,
        "way": way,
        "chosen": chosen,
        "in_use": in_use,
        "ways": [(name, label) for name, (_, label) in WAYS.items()],
    }
    return render(request, "delivery/terms.html", facts, status=422 if form.errors else 200)
