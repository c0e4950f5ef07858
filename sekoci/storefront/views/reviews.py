"""Stars: what buyers give on the page of their order, and what everybody reads."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from sekoci.kit.errors import Invalid, Refusal
from sekoci.orders.queries import OrderView
from sekoci.registry.queries import Shop
from sekoci.reviews.actions import write_reviews
from sekoci.reviews.pages import REASONS, STARS
from sekoci.reviews.queries import ReviewView, reviews_of_order, shown
from sekoci.reviews.rules import ReviewDraft, may_be_reviewed
from sekoci.storefront.views.basket import read_id
from sekoci.storefront.views.doors import from_our_own_pages, public_shop
from sekoci.storefront.views.order import order_with


@dataclass
class Row:
    """A product of the order with what was said of it so far."""

    product: UUID
    name: str
    stars: int
    text: str
    known: ReviewView | None
    why: Any
    error: str = ""


@from_our_own_pages
@public_shop
def review_order(request: HttpRequest, shop: Shop, token: str) -> HttpResponse:
    """GET asks for stars, POST keeps them; what cannot be kept comes back beside its field."""
    order = order_with(shop, token)
    here = f"/{shop.slug}/pesanan/{token}"
    if not may_be_reviewed(order):
        messages.info(request, _("Bintang bisa diberi setelah pesanan selesai."))
        return HttpResponseRedirect(here)
    rows = _rows(order, reviews_of_order(shop.id, order.id))
    status = 200
    if request.method == "POST":
        for row in rows:
            given = request.POST.get(f"bintang-{row.product.hex}", "")
            row.stars, row.text = (
                (int(given) if given in ("1", "2", "3", "4", "5") else 0),
                request.POST.get(f"text-{row.product.hex}", ""),
            )
        drafts = [ReviewDraft(row.product, row.stars, row.text) for row in rows if row.stars]
        try:
            if not drafts:
                raise Invalid(field="", why_id="Pilih bintang dulu.", why_en="Choose stars first.")
            write_reviews(order, drafts)
        except Refusal as no:
            status = no.status
            beside = next((row for row in rows if no.field == f"text-{row.product}"), rows[0])
            beside.error = no.sentence()
        else:
            messages.success(request, _("Terima kasih. Ulasan Anda tampil di toko."))
            return HttpResponseRedirect(here)
    facts = {"shop": shop, "order": order, "rows": rows, "stars": sorted(STARS.items())}
    response = render(request, "storefront/review.html", facts, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@public_shop
def review_page(request: HttpRequest, shop: Shop) -> HttpResponse:
    """What buyers say of the shop, or of one product (`barang`)."""
    start, product = request.GET.get("mulai", "0"), request.GET.get("barang", "")
    product_id = read_id(product) if product else None
    page = shown(shop.id, product_id, start=int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 0, limit=20)
    return render(request, "storefront/reviews.html", {"shop": shop, "page": page, "product": product})


def _rows(order: OrderView, known: dict[UUID, ReviewView]) -> list[Row]:
    rows: dict[UUID, Row] = {}
    for line in order.lines:
        if line.product_id and line.product_id not in rows:
            before = known.get(line.product_id)
            why = REASONS.get(before.reason, "") if before else ""
            stars, text = (before.stars, before.text) if before else (0, "")
            rows[line.product_id] = Row(line.product_id, line.name, stars, text, before, why)
    return list(rows.values())
