"""The owner's list of products, and taking one away and bringing it back."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from sekoci.catalog import actions
from sekoci.catalog.imports.words import HEADS
from sekoci.catalog.queries import my_product, my_products
from sekoci.catalog.queries.owned import CHOICES, SORTS, Only, Sort, whole_products
from sekoci.kit.sheets import list_answer
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop

CHOICE_LABELS = {
    "": gettext_lazy("Semua"),
    "habis": gettext_lazy("Habis"),
    "menipis": gettext_lazy("Menipis"),
    "tersembunyi": gettext_lazy("Tersembunyi"),
    "dihapus": gettext_lazy("Dihapus"),
}
SORT_LABELS = {
    "": gettext_lazy("Urutan toko"),
    "baru": gettext_lazy("Terbaru"),
    "nama": gettext_lazy("Nama"),
    "harga": gettext_lazy("Termurah"),
    "stok": gettext_lazy("Stok tersedikit"),
}
MOST_IN_A_FILE = 100_000


@require_GET
@my_shop()
def product_list(request: HttpRequest, shop: Shop) -> HttpResponse:
    only, sort, search = wish_of(request, CHOICES, SORTS)
    page = my_products(shop.id, only=cast(Only, only), sort=cast(Sort, sort), search=search, start=start_of(request))
    facts = {
        "page": page,
        "only": only,
        "sort": sort,
        "search": search,
        "filters": [(name, label, page.counts[name]) for name, label in CHOICE_LABELS.items()],
        "sorts": SORT_LABELS.items(),
        "removed": _just_removed(request, shop),
    }
    return render(request, "catalog/products.html", facts)


@require_GET
@my_shop()
def product_file(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The chosen products as a file for a spreadsheet, a row a choice: mended there, it comes back as an import."""
    only, sort, search = wish_of(request, CHOICES, SORTS)
    wanted = my_products(shop.id, only=cast(Only, only), sort=cast(Sort, sort), search=search, limit=MOST_IN_A_FILE).items
    rows = [
        (
            product.name, each.name, each.price, each.on_hand, each.unit_cost if each.value else "", product.unit,
            product.category, product.description, each.reserved, int(product.is_listed),
        )
        for product in whole_products(shop.id, [each.id for each in wanted])
        for each in product.variants
    ]  # fmt: skip
    return list_answer(request, f"produk-{shop.slug}", [*HEADS.values(), "dipesan", "tampil"], rows)


@require_POST
@my_shop()
def remove(request: HttpRequest, shop: Shop, product_id: UUID) -> HttpResponse:
    actions.remove_product(shop.id, product_id, by=who(request))
    response = redirect("catalog:products", slug=shop.slug)
    response["Location"] += f"?baru-dihapus={product_id}"
    return response


@require_POST
@my_shop()
def restore(request: HttpRequest, shop: Shop, product_id: UUID) -> HttpResponse:
    actions.restore_product(shop.id, product_id, by=who(request))
    messages.success(request, gettext("Produk sudah dikembalikan."))
    return redirect("catalog:change_product", slug=shop.slug, product_id=product_id)


def who(request: HttpRequest) -> str:
    """Who did it, for the record: `owner:12`."""
    return f"{getattr(request, 'role', 'owner')}:{request.user.pk}"


def wish_of(request: HttpRequest, choices: dict[str, str], sorts: dict[str, str]) -> tuple[str, str, str]:
    """What of a list the visitor asked to see: the filter, the order, and words to look for."""
    return chosen(request, "saring", choices), chosen(request, "urut", sorts), request.GET.get("cari", "").strip()[:60]


def chosen(request: HttpRequest, name: str, known: dict[str, str]) -> str:
    """A filter or an order that we know; anything else is the first."""
    asked = request.GET.get(name, "")
    return asked if asked in known else ""


def start_of(request: HttpRequest) -> int:
    asked = request.GET.get("mulai", "0")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0


def _just_removed(request: HttpRequest, shop: Shop) -> object:
    """The product that was removed a moment ago, so that the page can offer to undo it."""
    try:
        product_id = UUID(request.GET.get("baru-dihapus", ""))
    except ValueError:
        return None
    product = my_product(shop.id, product_id, removed_too=True)
    return product if product and product.is_removed else None
