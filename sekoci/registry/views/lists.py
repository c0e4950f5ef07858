"""Partners' lists: a list begun, a file sent, looked at, stored; how far it is, what came of it, and what was put aside."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from sekoci.accounts.actions import PageSeen, note_view
from sekoci.kit.clock import day_in
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.jobs import under_way
from sekoci.kit.scope import across_businesses
from sekoci.kit.sheets import list_answer
from sekoci.kit.uploads import TooLarge, uploaded
from sekoci.registry import actions
from sekoci.registry.actions.lists import COUNTRYS_CLOCK, is_sudden_loss
from sekoci.registry.forms.lists import NewListForm
from sekoci.registry.lists.headings import FIELDS
from sekoci.registry.lists.words import LABELS, REASONS, SECRETS, faults_in
from sekoci.registry.names import kind_name
from sekoci.registry.pages import OfficeLine, counts_in_office, for_officers
from sekoci.registry.queries.lists import (
    EditionSeen,
    ListSeen,
    Preview,
    edition_of,
    editions_of,
    list_of,
    lists_of,
    phones_put_aside,
    preview_of,
    quarantined_rows,
)
from sekoci.registry.queries.runs import last_runs
from sekoci.registry.rules import Reach
from sekoci.registry.views.list_words import may_read_again, problem_of
from sekoci.registry.views.office import ANYBODY

LEVELS = (
    (gettext_lazy("Sampai desa atau kelurahan"), "4"),
    (gettext_lazy("Sampai kecamatan"), "3"),
    (gettext_lazy("Sampai kabupaten atau kota"), "2"),
    (gettext_lazy("Sampai provinsi"), "1"),
    (gettext_lazy("Tempatnya tidak diketahui"), "0"),
)
READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


class NoListFile(Refusal):
    code = "no_list_file"
    id = "Pilih dulu filenya."
    en = "Choose the file first."


class ListFileTooLarge(Refusal):
    code, status = "list_file_too_large", 413
    id = "Filenya terlalu besar: paling banyak 600 MB. Kirim sebagai Parquet atau CSV yang dipadatkan (.gz)."
    en = "The file is too large: at most 600 MB. Send it as Parquet, or as CSV packed with gzip (.gz)."


class NoDay(Refusal):
    code = "no_day"
    id = "Isi tanggal data ini diambil."
    en = "Enter the day this data was taken."


@counts_in_office(
    "lists",
    "select array[count(*), count(*) filter (where (select e.state from registry_listedition e where e.list_id = l.id"
    " and e.state not in ('stored', 'cancelled') order by e.id desc limit 1) in ('ready', 'failed'))]"
    " from registry_partnerlist l where l.organisation_id = %(organisation)s and not l.is_own",
)
def office_line(reach: Reach, counts: list[int]) -> OfficeLine:
    """On the office's home page."""
    lists, waiting = counts
    text = gettext("%(n)s daftar") % {"n": lists} if lists else gettext("Belum ada. Kirim yang pertama.")
    return OfficeLine(reverse("registry:lists", args=[reach.organisation]), "note", gettext("Daftar usaha"), text, waiting)


@require_GET
@for_officers(ANYBODY)
def all_lists(request: HttpRequest, reach: Reach) -> HttpResponse:
    """The organisation's lists, each with its newest edition and what waits."""
    return render(request, "registry/lists.html", {"lists": lists_of(reach.organisation_id)})


@READ_OR_SEND
@for_officers(ANYBODY)
def new_list(request: HttpRequest, reach: Reach) -> HttpResponse:
    """A name, and where its businesses are; then the file."""
    form = NewListForm(request.POST or None)
    known = None
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            made = actions.begin_list(reach.organisation_id, name=facts["name"], area_code=facts["area_code"], by=reach.person_id)
            return redirect("registry:list", organisation=reach.organisation, number=made)
        except Refusal as no:
            known = no.facts.get("list_id")
            form.add_error("name", no.sentence())
    status = 422 if form.errors else 200
    return render(request, "registry/list_new.html", {"form": form, "known": known}, status=status)


@READ_OR_SEND
@for_officers(ANYBODY)
def one_list(request: HttpRequest, reach: Reach, number: int) -> HttpResponse:
    """A list: the form for a new edition, and every edition that came."""
    found = _list(reach, number)
    facts: dict[str, object] = {"day": day_in(COUNTRYS_CLOCK).isoformat()}
    if request.method == "POST":
        try:
            edition = _take(request, reach, found)
            return redirect("registry:edition", organisation=reach.organisation, number=number, edition=edition)
        except Refusal as no:
            facts = {"day": request.POST.get("as_of", "")[:10], "wrong": {no.field or "file": no.sentence()}}
            if "edition_id" in no.facts:
                facts["before"] = (no.facts["list_id"], no.facts["edition_id"])
    from sekoci.registry.jobs import withdraw_list

    going = bool(under_way(withdraw_list, list_id=number))
    facts |= {"list": found, "editions": editions_of(reach.organisation_id, number), "is_going": going}
    return render(request, "registry/list.html", facts, status=422 if "wrong" in facts else 200)


@READ_OR_SEND
@for_officers(ANYBODY)
def one_edition(request: HttpRequest, reach: Reach, number: int, edition: UUID) -> HttpResponse:
    """One file: how far it is, what it would do, what came of it."""
    found = _edition(reach, number, edition)
    facts: dict[str, object] = {}
    if request.method == "POST":
        try:
            _do(request, reach, found)
            return redirect("registry:edition", organisation=reach.organisation, number=number, edition=edition)
        except Refusal as no:
            facts["wrong"] = no.sentence()
            found = _edition(reach, number, edition)
    facts |= {"edition": found, "problem": problem_of(found.problem), "again": may_read_again(found.problem)}
    if found.state == "stored":
        facts["linking"] = _linking(found)
    if not found.is_under_way:
        seen = preview_of(found.id)
        facts |= _previewed(found, seen)
        _note(reach, found, seen)
    is_part = request.headers.get("HX-Request") == "true" and request.method == "GET"
    template = "registry/parts/edition.html" if is_part else "registry/edition.html"
    return render(request, template, facts, status=422 if "wrong" in facts else 200)


@require_GET
@for_officers(ANYBODY)
def put_aside(request: HttpRequest, reach: Reach, number: int, edition: UUID) -> HttpResponse:
    """The rows that could not be used, with why, to be mended and sent again."""
    found = _edition(reach, number, edition)
    heads, rows = quarantined_rows(found.id)
    page = PageSeen(f"file={found.id}")
    note_view(phones_put_aside(found.id), viewer=f"officer:{reach.person_id}", what="list", place=reach.name, page=page)
    return list_answer(request, f"perlu-dibetulkan-{found.as_of:%Y-%m-%d}", heads, rows)


def _take(request: HttpRequest, reach: Reach, found: ListSeen) -> UUID:
    try:
        file = uploaded(request, "file")
    except TooLarge:
        raise ListFileTooLarge(field="file") from None
    if file is None:
        raise NoListFile(field="file")
    try:
        as_of = date.fromisoformat(request.POST.get("as_of", ""))
    except ValueError:
        raise NoDay(field="as_of") from None
    return actions.take_file(
        found.id, organisation_id=reach.organisation_id, chunks=file.chunks(), file_name=file.name or "file", as_of=as_of,
        by=reach.person_id,
    )  # fmt: skip


def _do(request: HttpRequest, reach: Reach, found: EditionSeen) -> None:
    """What a button on the page asks for."""
    ours = reach.organisation_id
    match request.POST.get("aksi", ""):
        case "simpan":
            actions.store_edition(found.id, organisation_id=ours, accept_loss=request.POST.get("hilang") == "ya")
        case "batal":
            if actions.cancel_edition(found.id, organisation_id=ours):
                messages.success(request, gettext("Dibatalkan. Daftar tidak berubah, filenya sudah dihapus."))
        case "ulangi":
            actions.try_again(found.id, organisation_id=ours)
        case "kolom":
            seen = preview_of(found.id)
            places = {
                name: column.place
                for column in seen.columns
                for name in FIELDS
                if not column.secret and request.POST.get(f"kolom-{column.place}") == name
            }
            header = _number(request.POST.get("judul", ""), otherwise=seen.header)
            sheet = _number(request.POST.get("lembar", ""), otherwise=seen.sheet)
            actions.choose_columns(found.id, organisation_id=ours, header=header, sheet=sheet, places=places)


def _previewed(found: EditionSeen, seen: Preview) -> dict[str, object]:
    return {
        "seen": seen,
        "fields": [(name, LABELS[name]) for name in FIELDS],
        "dropped": [(heading, SECRETS[secret]) for heading, secret in seen.dropped],
        "unused": ", ".join(each.heading for each in seen.columns if not each.field and not each.secret),
        "faults": faults_in(seen.faults),
        "reasons": [(REASONS[name], count) for name, count in sorted(seen.reasons.items(), key=lambda each: -each[1])],
        "cut": seen.reasons.get("cut", 0),
        "loss": is_sudden_loss(seen.counts) if found.state == "ready" else False,
        "levels": [(name, count) for name, level in LEVELS if (count := seen.levels.get(level, 0))],
        "samples": [sample | {"kind": kind_name(sample["kind"]) if sample["kind"] else ""} for sample in seen.samples],
    }


def _linking(found: EditionSeen) -> str:
    """How far it is that a stored list is linked with the others: `soon`, `done`, or `failed`."""
    with across_businesses():
        last = next(iter(last_runs(1)), None)
    if last is None or last.is_under_way:
        return "soon"
    is_later = found.stored_at and last.ended_at and last.ended_at >= found.stored_at
    return "done" if last.state == "done" and is_later else "failed" if last.state == "failed" else "soon"


def _note(reach: Reach, found: EditionSeen, seen: Preview) -> None:
    """Before it is stored a file shows some of its rows: names, owners, phones as examples of a column."""
    if seen.samples or seen.wrong:
        phones = [sample["phone"] for sample in seen.samples]
        page = PageSeen(f"file={found.id}")
        note_view(phones, viewer=f"officer:{reach.person_id}", what="file", place=reach.name, sparing=True, page=page)


def _list(reach: Reach, number: int) -> ListSeen:
    found = list_of(reach.organisation_id, number)
    if found is None:
        raise NotFound()
    return found


def _edition(reach: Reach, number: int, edition: UUID) -> EditionSeen:
    found = edition_of(reach.organisation_id, number, edition)
    if found is None:
        raise NotFound()
    return found


def _number(text: str, *, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else otherwise
