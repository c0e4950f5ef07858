"""Papers of a shop and its products, and where a product was made."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sekoci.catalog import actions
from sekoci.catalog.certificates import step_of
from sekoci.catalog.paper_forms import CertificateForm, OriginForm
from sekoci.catalog.queries import my_certificates, my_product, product_names, removed_certificate
from sekoci.catalog.views.products import who
from sekoci.kit.clock import day_in
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.sheets import Cell, list_answer
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop, area_by_code

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


@READ_OR_SEND
@my_shop()
def certificates(request: HttpRequest, shop: Shop) -> HttpResponse:
    """What is written down, the nearest end marked; and a form for one more."""
    names = product_names(shop.id)
    sent = request.POST if request.method == "POST" else None
    form = CertificateForm(sent, products=names, initial={"product": request.GET.get("produk", ""), "kind": "pirt"})
    if sent is not None and form.is_valid():
        try:
            actions.add_certificate(shop.id, form.draft(), by=who(request))
        except Refusal as no:
            form.say(no)
        else:
            messages.success(request, gettext("Izin sudah dicatat. Pembeli melihatnya di halaman produk."))
            return redirect("catalog:certificates", slug=shop.slug)
    today = day_in(shop.zone)
    papers = [(each, step_of(each.valid_until, today=today)) for each in my_certificates(shop.id)]
    context = {"form": form, "papers": papers, "removed": _just_removed(request, shop)}
    return render(request, "catalog/certificates.html", context, status=422 if form.is_bound and form.errors else 200)


@require_GET
@my_shop()
def certificate_file(request: HttpRequest, shop: Shop) -> HttpResponse:
    """What is written down, as a file."""
    heads = [gettext("surat izin"), gettext("nomor izin"), gettext("pemegang"), gettext("produk"), gettext("sampai")]
    rows: list[list[Cell]] = [
        [
            each.name, each.number, each.holder, each.product or gettext("Seluruh toko"),
            each.valid_until.isoformat() if each.valid_until else "",
        ]
        for each in my_certificates(shop.id)
    ]  # fmt: skip
    return list_answer(request, f"izin-{shop.slug}", heads, rows)


@require_POST
@my_shop()
def remove_certificate(request: HttpRequest, shop: Shop, certificate_id: UUID) -> HttpResponse:
    actions.remove_certificate(shop.id, certificate_id, by=who(request))
    return redirect(reverse("catalog:certificates", args=[shop.slug]) + f"?baru-dihapus={certificate_id}")


@require_POST
@my_shop()
def restore_certificate(request: HttpRequest, shop: Shop, certificate_id: UUID) -> HttpResponse:
    actions.restore_certificate(shop.id, certificate_id, by=who(request))
    messages.success(request, gettext("Izin sudah dikembalikan."))
    return redirect("catalog:certificates", slug=shop.slug)


@READ_OR_SEND
@my_shop()
def origin(request: HttpRequest, shop: Shop, product_id: UUID) -> HttpResponse:
    """Where a product was made, and by whom; one button takes the mark away."""
    product = my_product(shop.id, product_id)
    if product is None:
        raise NotFound
    if request.method == "POST" and "hapus" in request.POST:
        return _marked(request, shop, product_id, actions.ProductChange(made_in="", maker=""))
    sent = request.POST if request.method == "POST" else None
    at = area_by_code(product.made_in or shop.area_code)
    form = OriginForm(sent, at=at, initial=OriginForm.known(product))
    if sent is not None and form.is_valid():
        said = form.cleaned_data
        return _marked(request, shop, product_id, actions.ProductChange(made_in=said["area_code"], maker=said["maker"]))
    return render(request, "catalog/origin.html", {"form": form, "product": product}, status=422 if form.errors else 200)


def _marked(request: HttpRequest, shop: Shop, product_id: UUID, change: actions.ProductChange) -> HttpResponse:
    actions.change_product(shop.id, product_id, change, by=who(request))
    messages.success(request, gettext("Tersimpan."))
    return redirect("catalog:change_product", slug=shop.slug, product_id=product_id)


def _just_removed(request: HttpRequest, shop: Shop) -> object:
    """The paper that was taken away a moment ago, so that the page can offer it back."""
    try:
        return removed_certificate(shop.id, UUID(request.GET.get("baru-dihapus", "")))
    except ValueError:
        return None
