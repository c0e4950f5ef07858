"""Linkings, so that an officer sees how far one is, what came of each, and may have one done again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from sekoci.kit.scope import across_businesses
from sekoci.registry.actions import ask_link
from sekoci.registry.actions.linking import KILLED
from sekoci.registry.pages import OfficeLine, counts_in_office, for_officers
from sekoci.registry.queries.runs import KnownRun, last_runs, there_are_rows
from sekoci.registry.rules.reach import COUNTRY, Reach

STATES = {"waiting": _("Menunggu"), "running": _("Berjalan"), "done": _("Selesai"), "failed": _("Gagal")}


@counts_in_office("runs", "select state from registry_linkrun order by asked_at desc limit 1")
def _runs_line(reach: Reach, last: str | None) -> OfficeLine | None:
    if reach.role != "officer":
        return None
    state = str(STATES[last]) if last else gettext("Belum pernah")
    return OfficeLine(reverse("registry:runs", args=[reach.organisation]), "link", gettext("Penghubungan"), state)


@require_http_methods(["GET", "POST"])
@for_officers()
def runs(request: HttpRequest, reach: Reach) -> HttpResponse:
    """GET shows the last linkings; POST asks for one: what is new, or everything, which only who sees the whole country may."""
    may_whole = COUNTRY in reach.areas
    if request.method == "POST":
        with across_businesses():
            ask_link(whole=may_whole and request.POST.get("semua") == "ya", person_id=reach.person_id)
        messages.success(request, gettext("Daftar akan dihubungkan. Anda boleh menutup halaman ini."))
        return redirect("registry:runs", organisation=reach.organisation)
    with across_businesses():
        known, has_rows = last_runs(), there_are_rows()
    facts = {
        "runs": [(each, STATES[each.state], problem_of(each)) for each in known],
        "under_way": any(each.is_under_way for each in known),
        "has_rows": has_rows,
        "may_whole": may_whole,
    }
    return render(request, "registry/parts/runs.html" if request.headers.get("HX-Request") else "registry/runs.html", facts)


def problem_of(run: KnownRun) -> str:
    """What went wrong, in words somebody can act on; "" where nothing did. What the error itself says may name
    people: it stays in the database."""
    if run.problem == KILLED and run.state == "failed":
        return gettext("Terputus dua kali: mungkin memori habis. Tidak ada yang berubah. Beri tahu pengelola Sekoci.")
    if run.problem == KILLED:
        return gettext("Terputus di tengah jalan. Tidak ada yang berubah, dan sekarang diulang.")
    if run.state == "failed":
        return gettext("Gagal (%(what)s). Tidak ada yang berubah. Jalankan lagi; bila terulang, beri tahu pengelola Sekoci.") % {
            "what": run.problem
        }
    return ""
