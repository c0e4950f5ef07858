"""For staff who answer somebody whose data stands in partners' lists without a phone: find it, copy it, erase it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sekoci.accounts.actions import PageSeen, note_view
from sekoci.accounts.pages import for_staff
from sekoci.kit.errors import Refusal
from sekoci.kit.scope import across_businesses
from sekoci.kit.sheets import file_answer
from sekoci.kit.text import clean_line
from sekoci.privacy import actions
from sekoci.privacy.queries import copy_of_rows
from sekoci.registry.queries import Asked, RowAsked, rows_asked, rows_by_id

SURE = "HAPUS"
PLACE = "/staf/data-orang"


@never_cache
@require_http_methods(["GET", "POST"])
@for_staff
def found(request: HttpRequest) -> HttpResponse:
    """GET asks what to look for; POST looks (a NIK stands in no address), copies what was ticked, or erases it, asked twice."""
    asked = Asked(**{name: clean_line(request.POST.get(name, ""), most=80, field=name) for name in Asked.__dataclass_fields__})
    ticked = [int(each) for each in request.POST.getlist("baris") if each.isascii() and each.isdigit() and len(each) < 18][:50]
    wish = request.POST.get("aksi", "")
    with across_businesses():
        rows = rows_by_id(ticked) if wish and ticked else rows_asked(asked)
    facts: dict[str, object] = {"asked": asked, "rows": rows, "was_asked": request.method == "POST"}
    if request.method == "POST" and not wish and not asked.is_enough:
        facts["wrong"] = _("Isi NIK, NIB, nomor usaha, atau nama bersama wilayahnya.")
    elif wish and not ticked:
        facts["wrong"] = _("Centang dulu datanya.")
    elif wish in ("pdf", "json"):
        _note(request, rows, what="copy")
        return _copy(rows, wish)
    elif wish == "hapus":
        return _erased(request, rows, asked, facts)
    elif rows:
        _note(request, rows, what="list")
    return render(request, "privacy/rows.html", facts, status=422 if "wrong" in facts else 200)


def _erased(request: HttpRequest, rows: list[RowAsked], asked: Asked, facts: dict[str, object]) -> HttpResponse:
    if "kata" not in request.POST:
        return render(request, "privacy/rows_sure.html", facts)
    try:
        if request.POST["kata"].strip().upper() != SURE:
            return render(request, "privacy/rows_sure.html", facts | {"said": _("Ketik HAPUS untuk melanjutkan.")}, status=422)
        reason = request.POST.get("reason", "")
        count = actions.erase_rows([row.id for row in rows], nik=asked.nik, by=int(request.user.pk or 0), reason=reason)
    except Refusal as no:
        return render(request, "privacy/rows_sure.html", facts | {"wrong": no.sentence()}, status=422)
    messages.success(request, _("%(n)s data dihapus. Daftar berikutnya tidak mengembalikannya.") % {"n": count})
    return redirect("privacy:rows")


def _copy(rows: list[RowAsked], kind: str) -> HttpResponse:
    copy = copy_of_rows(rows)
    if kind == "json":
        return file_answer("data-orang.json", actions.as_json(copy), "application/json; charset=utf-8")
    return file_answer("data-orang.pdf", actions.as_pdf(copy), "application/pdf")


def _note(request: HttpRequest, rows: list[RowAsked], *, what: str) -> None:
    """Who looked is noted with the phones that the rows have, and in a row of the page where they have none."""
    page = PageSeen("tanpa HP", [row.id for row in rows])
    note_view([row.phone for row in rows], viewer=f"staff:{request.user.pk}", what=what, place=PLACE, page=page)
