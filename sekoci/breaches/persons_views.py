"""Whom a breach concerns, for staff: found, listed, and how their messages stand."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from sekoci.accounts.actions import note_view
from sekoci.accounts.pages import for_staff
from sekoci.breaches import actions
from sekoci.breaches.queries import breach_of, persons_of, reached
from sekoci.breaches.rules import phones_in
from sekoci.breaches.words import MESSAGES
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.sheets import list_answer, phone_cell
from sekoci.kit.uploads import uploaded
from sekoci.registry.queries import business_id_of

ONLY = {"": gettext_lazy("Semua"), "belum": gettext_lazy("Belum dikabari"), "gagal": gettext_lazy("Tidak sampai")}
MOST_IN_A_FILE = 50_000


class NoSuchShop(Refusal):
    code = "no_such_shop"
    id = "Toko {slug} tidak ada. Tulis nama di link-nya."
    en = "There is no shop {slug}. Write the name in its link."


class NobodyFound(Refusal):
    code = "nobody_found"
    id = "Tidak ada nomor yang ditemukan. Pilih pembeli, orang toko, atau tempel daftar."
    en = "No phone was found. Choose buyers, people of the shop, or paste a list."


@never_cache
@require_http_methods(["GET", "POST"])
@for_staff
def persons(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """GET shows them, page by page, which is noted; POST adds those of a shop or of a list."""
    if request.method == "GET":
        return _page(request, breach_id)
    try:
        phones, how = _found(request)
        new = actions.add_persons(breach_id, phones, how=how, by=request.user.pk or 0)
    except NotFound:
        raise
    except Refusal as no:
        return _page(request, breach_id, wrong=no.sentence(), field=no.field or "", status=no.status)
    said = ngettext("%(n)s orang baru dicatat.", "%(n)s orang baru dicatat.", new) % {"n": new}
    messages.success(request, said if new else _("Semua sudah tercatat."))
    return redirect("breaches:persons", breach_id=breach_id)


@never_cache
@require_GET
@for_staff
def export(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """The persons as a file: to call or write to those whom no message reached."""
    _title(breach_id)
    found, _more = persons_of(breach_id, only=_only(request), limit=MOST_IN_A_FILE)
    _note(request, [each.phone for each in found])
    rows = [[phone_cell(each.phone), each.how, str(MESSAGES.get(each.state, each.state))] for each in found]
    return list_answer(request, "insiden-orang", [_("hp"), _("dari"), _("pesan")], rows)


def _found(request: HttpRequest) -> tuple[list[str], str]:
    """The phones that were asked for, and how they were found."""
    asked = request.POST
    if "toko" in asked:
        slug = asked["toko"].strip().rstrip("/").rpartition("/")[2]
        business = business_id_of("slug", slug)
        if business is None:
            raise NoSuchShop(field="toko", slug=slug[:40])
        phones = actions.persons_of_business(business, buyers="pembeli" in asked, members="orang" in asked)
        how = slug
    else:
        file = uploaded(request, "berkas")
        typed = file.read().decode("utf-8-sig", errors="replace") if file else ""
        phones, how = phones_in(asked.get("nomor", "") + "\n" + typed), _("daftar nomor")
    if not phones:
        raise NobodyFound(field="toko" if "toko" in asked else "list")
    return phones, how


def _page(request: HttpRequest, breach_id: UUID, *, wrong: str = "", field: str = "", status: int = 200) -> HttpResponse:
    title, only, start = _title(breach_id), _only(request), request.GET.get("mulai", "")
    at = int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 0
    found, more = persons_of(breach_id, only=only, start=at)
    _note(request, [each.phone for each in found])
    facts = {
        "title": title,
        "breach_id": breach_id,
        "rows": [(each, MESSAGES.get(each.state, each.state)) for each in found],
        "next": more,
        "only": only,
        "filters": ONLY.items(),
        "reached": reached(breach_id),
        "wrong": wrong,
        "field": field,
        "sent": request.POST,
    }
    return render(request, "breaches/persons.html", facts, status=status)


def _only(request: HttpRequest) -> str:
    only = request.GET.get("isi", "")
    return only if only in ONLY else ""


def _title(breach_id: UUID) -> str:
    breach = breach_of(breach_id)
    if breach is None:
        raise NotFound()
    return breach.title


def _note(request: HttpRequest, phones: list[str]) -> None:
    note_view(phones, viewer=f"staff:{request.user.pk}", what="breach", place="/staf/insiden")
