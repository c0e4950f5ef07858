"""Products from a spreadsheet: send a file, see what it would do, say yes; then see how far it is."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from sekoci.catalog import actions
from sekoci.catalog.imports.guess import FIELDS
from sekoci.catalog.imports.words import EXAMPLES, HEADS, LABELS
from sekoci.catalog.queries import ImportView, import_of, latest_imports, wrong_rows
from sekoci.catalog.views.products import who
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.sheets import list_answer
from sekoci.kit.switches import Switch
from sekoci.kit.uploads import MOST_BYTES, uploaded
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop

IMPORT = Switch("product_import", gettext_lazy("Isi produk dari Excel"))
READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


class NoFile(Refusal):
    code = "no_file"
    id = "Pilih dulu filenya."
    en = "Choose the file first."


class ImportOff(Refusal):
    code, status = "import_off", 503
    id = "Isi dari Excel sedang dimatikan sebentar. Coba lagi nanti."
    en = "Filling from Excel is turned off for a while. Try again later."


@READ_OR_SEND
@my_shop()
def send(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The form for a file, an example to fill in, and the files that came lately."""
    if not IMPORT.is_on(shop.id):
        raise ImportOff()
    facts: dict[str, object] = {}
    if request.method == "POST":
        try:
            file = uploaded(request, "file")
            if file is None:
                raise NoFile(field="file")
            name = file.name or "file"
            started = actions.start_import(shop.id, file.read(MOST_BYTES + 1), file_name=name, by=who(request))
            return redirect("catalog:import_page", slug=shop.slug, import_id=started)
        except Refusal as no:
            facts = {"wrong": no.sentence(), "status": no.status}
    facts["latest"] = latest_imports(shop.id)
    return render(request, "catalog/import_send.html", facts, status=422 if "wrong" in facts else 200)


@READ_OR_SEND
@my_shop()
def one(request: HttpRequest, shop: Shop, import_id: UUID) -> HttpResponse:
    """One file: what it would do, how far it is, what came of it."""
    found = import_of(shop.id, import_id)
    if found is None:
        raise NotFound
    facts: dict[str, object] = {}
    if request.method == "POST":
        try:
            _do(request, shop, found)
            return redirect("catalog:import_page", slug=shop.slug, import_id=import_id)
        except Refusal as no:
            facts["wrong"] = no.sentence()
            found = import_of(shop.id, import_id)
    facts |= {"import": found, "fields": [(name, LABELS[name]) for name in FIELDS]}
    part = request.headers.get("HX-Request") == "true" and request.method == "GET"
    template = "catalog/import_state.html" if part else "catalog/import_page.html"
    return render(request, template, facts, status=422 if "wrong" in facts else 200)


@require_GET
@my_shop()
def wrong_file(request: HttpRequest, shop: Shop, import_id: UUID) -> HttpResponse:
    """The rows that could not be used, with why, to be put right and sent again."""
    found = wrong_rows(shop.id, import_id)
    if found is None:
        raise NotFound
    return list_answer(request, f"perlu-dibetulkan-{shop.slug}", found.heads, found.rows, mark=found.mark)


@require_GET
@my_shop()
def example(request: HttpRequest, shop: Shop) -> HttpResponse:
    """A file to fill in, with three rows that show how."""
    return list_answer(request, "contoh-produk", list(HEADS.values()), EXAMPLES)


def _do(request: HttpRequest, shop: Shop, found: ImportView) -> None:
    """What a button on the page asks for."""
    match request.POST.get("aksi", ""):
        case "impor":
            actions.confirm_import(shop.id, found.id, by=who(request))
        case "batal":
            if actions.cancel_import(shop.id, found.id) and found.state != "undoing":
                messages.success(request, gettext("Impor dibatalkan. Toko tidak berubah."))
        case "kembalikan":
            actions.undo_import(shop.id, found.id, by=who(request))
        case "kolom":
            places = {
                name: column.place
                for column in found.columns
                for name in FIELDS
                if request.POST.get(f"kolom-{column.place}") == name
            }
            sheet = _number(request.POST.get("lembar", ""), otherwise=found.sheet)
            header = _number(request.POST.get("judul", ""), otherwise=found.title_row) - 1
            actions.choose_columns(shop.id, found.id, sheet=sheet, header=header, places=places, by=who(request))


def _number(text: str, *, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else otherwise
