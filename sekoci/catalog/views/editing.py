"""Adding a product and changing it; the first one opens the shop."""

from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from sekoci.catalog import actions
from sekoci.catalog.choices import changed_rows
from sekoci.catalog.forms import FirstProductForm, ProductForm
from sekoci.catalog.queries import my_product, my_products
from sekoci.catalog.views.products import who
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.words import rupiah_in_words
from sekoci.registry.actions import publish_shop
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


@READ_OR_SEND
@my_shop()
def add(request: HttpRequest, shop: Shop) -> HttpResponse:
    form = ProductForm(request, shop)
    if _is_sent(form) and _added(request, shop, form):
        return redirect("catalog:products", slug=shop.slug)
    return render(request, "catalog/product_form.html", {"form": form}, status=422 if form.errors else 200)


@READ_OR_SEND
@my_shop()
def change(request: HttpRequest, shop: Shop, product_id: UUID) -> HttpResponse:
    product = my_product(shop.id, product_id, removed_too=True)
    if product is None:
        raise NotFound
    if product.is_removed:
        return render(request, "catalog/product_removed.html", {"product": product})
    form = ProductForm(request, shop, product)
    if _is_sent(form):
        try:
            actions.change_product(shop.id, product_id, form.change(), by=who(request))
        except Refusal as no:
            form.say(no)
        else:
            _say_saved(request, form)
            return redirect("catalog:products", slug=shop.slug)
    return render(request, "catalog/product_form.html", {"form": form, "product": product}, status=422 if form.errors else 200)


@READ_OR_SEND
@my_shop()
def first_product(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The last step of opening a shop: one product, and the shop is public. One that has products is opened by a tap."""
    if not my_products(shop.id, limit=1).is_bare and "tanda" not in request.POST:
        if shop.has_public_shop:
            return redirect("catalog:products", slug=shop.slug)
        if request.method == "POST":
            publish_shop(shop.id)
            return redirect("catalog:shop_open", slug=shop.slug)
        return render(request, "catalog/not_open_yet.html")
    form = FirstProductForm(request, shop)
    if _is_sent(form) and _added(request, shop, form, is_first=True):
        publish_shop(shop.id)
        return redirect("catalog:shop_open", slug=shop.slug)
    return render(request, "catalog/first_product.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@my_shop()
def shop_open(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The shop is open: its address to share, its code to print."""
    if not shop.has_public_shop:
        return redirect("catalog:first_product", slug=shop.slug)
    address = f"{settings.PUBLIC_URL}/{shop.slug}"
    drawn = segno.make_qr(address, error="m").svg_inline(scale=8, border=2, omitsize=True)
    return render(request, "catalog/shop_open.html", {"address": address, "qr": mark_safe(drawn)})  # noqa: S308  drawn by us


@require_GET
@my_shop()
def choice_rows(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The rows of choices after a tap on "add" or "remove": what HTMX swaps in, with nothing else of the form sent."""
    try:
        product = my_product(shop.id, UUID(request.GET.get("produk", "")))
    except ValueError:
        product = None
    rows = changed_rows(request.GET, product) or []
    return render(request, "catalog/choices.html", {"rows": rows, "product": product})


def _is_sent(form: ProductForm) -> bool:
    """Whether the form came whole and right. A tap on "add a choice" only changes its rows: a photo that came is kept."""
    if not form.is_bound:
        return False
    rows = changed_rows(form.request.POST, form.product)
    if rows is None:
        return form.is_valid()
    form.is_valid()
    form.errors.clear()
    form.rows = rows
    return False


def _added(request: HttpRequest, shop: Shop, form: ProductForm, *, is_first: bool = False) -> bool:
    try:
        actions.add_products(shop.id, [form.draft()], by=who(request))
    except Refusal as no:
        form.say(no)
        return False
    if not is_first:
        _say_saved(request, form)
    return True


def _say_saved(request: HttpRequest, form: ProductForm) -> None:
    """Say what was saved, and read the price back in words."""
    name, price = form.cleaned_data["name"], form.cleaned_data.get("price")
    if price and not form.rows:
        text = gettext("%(name)s sudah disimpan. Harganya: %(words)s.")
        messages.success(request, text % {"name": name, "words": rupiah_in_words(price).lower()})
    else:
        messages.success(request, gettext("%(name)s sudah disimpan.") % {"name": name})
