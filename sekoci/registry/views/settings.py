"""The settings of a business: a page that shows how it stands, and a form a subject."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from sekoci.kit.clock import day_in
from sekoci.kit.errors import Refusal
from sekoci.registry.actions import change_business, count_workers, publish_shop
from sekoci.registry.forms import AddressForm, FactsForm, HandOverForm, HoursForm, PayForm, ProfileForm
from sekoci.registry.forms.hours import like_monday
from sekoci.registry.forms.settings import put_beside_field
from sekoci.registry.names import SCALE_NAMES, kind_name
from sekoci.registry.pages import hours_lines, my_shop, settings_lines
from sekoci.registry.queries import Shop, api_keys_of, area_by_code, business_facts, members_of
from sekoci.registry.rules import from_today

OWNER = ("owner",)
EVERYBODY = ("owner", "staff", "cashier")


@my_shop(EVERYBODY)
def settings(request: HttpRequest, shop: Shop) -> HttpResponse:
    """How the business stands, each line leading to where it is changed."""
    facts = business_facts(shop.id)
    context = {
        "shop": shop,
        "kind": kind_name(shop.kind),
        "lines": hours_lines(shop.opening_hours),
        "facts": facts,
        "scale": SCALE_NAMES.get(facts.scale or ""),
        "members": members_of(shop.id),
        "keys": api_keys_of(shop.id),
        "says": settings_lines(shop),
    }
    return render(request, "registry/settings.html", context)


@require_POST
@my_shop(OWNER)
def publish(request: HttpRequest, shop: Shop) -> HttpResponse:
    """Show the shop to everybody, or hide it."""
    public = request.POST.get("tampil") == "ya"
    publish_shop(shop.id, public=public)
    said = gettext("Toko Anda tampil untuk semua orang.") if public else gettext("Toko Anda disembunyikan. Data tetap aman.")
    messages.success(request, said)
    return redirect("registry:settings", shop.slug)


@my_shop(OWNER)
def profile(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The shop's name, what it sells, its story, its number."""
    form = ProfileForm(_sent(request), initial=ProfileForm.known(shop))
    return _answer(request, shop, form, title=gettext("Nama dan cerita"), save=lambda facts: change_business(shop.id, **facts))


@my_shop(OWNER)
def place(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The area, and the address in it."""
    form = AddressForm(_sent(request), at=area_by_code(shop.area_code), initial={"address": shop.address})

    def save(facts: dict[str, Any]) -> None:
        change_business(shop.id, area_code=facts["area_code"], address=facts["address"])

    return _answer(request, shop, form, title=gettext("Tempat"), save=save, template="registry/place.html")


@my_shop(OWNER)
def hand_over(request: HttpRequest, shop: Shop) -> HttpResponse:
    """Collected by the buyer, delivered by the owner, and what that costs."""
    form = HandOverForm(_sent(request), initial=HandOverForm.known(shop))
    if shop.delivery_way:
        del form.fields["delivery_fee"]  # it follows from terms that are another page's

    def save(facts: dict[str, Any]) -> None:
        change_business(shop.id, **facts)

    return _answer(request, shop, form, title=gettext("Cara serah barang"), save=save, template="registry/handing_over.html")


@my_shop(OWNER)
def pay(request: HttpRequest, shop: Shop) -> HttpResponse:
    """Cash, and the account for transfers."""
    form = PayForm(_sent(request), initial=PayForm.known(shop))
    return _answer(request, shop, form, title=gettext("Cara bayar"), save=lambda facts: change_business(shop.id, **facts))


@my_shop(OWNER)
def hours(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The opening hours; one button gives every day those of Monday."""
    sent = _sent(request)
    form = HoursForm(
        like_monday(sent) if sent and "samakan" in sent else sent, hours=from_today(shop.opening_hours, day_in(shop.zone))
    )

    def save(facts: dict[str, Any]) -> None:
        change_business(shop.id, opening_hours=facts["opening_hours"])

    return _answer(request, shop, form, title=gettext("Jam buka"), save=save, template="registry/hours.html")


@my_shop(OWNER)
def facts(request: HttpRequest, shop: Shop) -> HttpResponse:
    """What is known on paper, and the scale that follows from it."""
    known = business_facts(shop.id)
    form = FactsForm(_sent(request), initial=FactsForm.known(known))

    def save(facts: dict[str, Any]) -> None:
        workers = facts.pop("workers")
        change_business(shop.id, **facts)
        if workers is not None and workers != known.workers:
            count_workers(shop.id, workers)

    more = {"facts": known, "scale": SCALE_NAMES.get(known.scale or "")}
    return _answer(request, shop, form, title=gettext("Data usaha"), save=save, template="registry/facts.html", more=more)


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _answer(
    request: HttpRequest,
    shop: Shop,
    form: forms.Form,
    *,
    title: str,
    save: Callable[[Any], None],
    template: str = "registry/section.html",
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Save what was sent and go back to the settings; or show the form, with what is wrong beside its field."""
    if request.method == "POST" and "samakan" not in request.POST and form.is_valid():
        try:
            with transaction.atomic():
                save(form.cleaned_data)
        except Refusal as no:
            put_beside_field(form, no)
        else:
            messages.success(request, gettext("Tersimpan."))
            return redirect("registry:settings", shop.slug)
    context = {"shop": shop, "form": form, "title": title, **(more or {})}
    return render(request, template, context, status=422 if form.is_bound and form.errors else 200)
