"""A note about a customer: another text for it, taken away, brought back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sekoci.customers import actions
from sekoci.customers.forms import ChangedNoteForm
from sekoci.customers.views import customer_or_404
from sekoci.kit.errors import NotFound
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop


@require_http_methods(["GET", "POST"])
@my_shop()
def note_page(request: HttpRequest, shop: Shop, customer_id: UUID, note_id: UUID) -> HttpResponse:
    """GET shows the note to be changed, POST keeps the new text."""
    customer = customer_or_404(request, shop, customer_id)
    note = next((each for each in customer.notes if each.id == note_id and not each.removed_at), None)
    if note is None:
        raise NotFound()
    form = ChangedNoteForm(request.POST if request.method == "POST" else None, initial={"text": note.text})
    if form.is_bound and form.is_valid():
        actions.change_note(shop.id, customer_id, note_id, form.cleaned_data["text"], person_id=request.user.pk or 0)
        messages.success(request, _("Catatan disimpan."))
        return redirect("customers:customer", slug=shop.slug, customer_id=customer_id)
    facts = {"customer": customer, "note": note, "form": form}
    return render(request, "customers/note.html", facts, status=422 if form.is_bound else 200)


@require_POST
@my_shop()
def remove(request: HttpRequest, shop: Shop, customer_id: UUID, note_id: UUID) -> HttpResponse:
    actions.remove_note(shop.id, customer_id, note_id, person_id=request.user.pk or 0)
    messages.success(request, _("Catatan dihapus. Masih bisa dikembalikan."))
    return redirect("customers:customer", slug=shop.slug, customer_id=customer_id)


@require_POST
@my_shop()
def restore(request: HttpRequest, shop: Shop, customer_id: UUID, note_id: UUID) -> HttpResponse:
    actions.restore_note(shop.id, customer_id, note_id)
    messages.success(request, _("Catatan dikembalikan."))
    return redirect("customers:customer", slug=shop.slug, customer_id=customer_id)
