"""The systems that an organisation has told of stages in its programmes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from sekoci.kit.errors import NotFound, Refusal
from sekoci.registry.pages import OfficeLine, counts_in_office, for_officers
from sekoci.registry.rules import Reach
from sekoci.webhooks import actions
from sekoci.webhooks.forms import OfficeTargetForm
from sekoci.webhooks.names import STATES
from sekoci.webhooks.queries import message_of, target_of, targets_of
from sekoci.webhooks.views import message_line, messages_shown
from sekoci.webhooks.whose import OfOrganisation

ANYBODY = ("officer", "partner")


@counts_in_office(
    "webhooks",
    "select array[coalesce(string_agg(name, ', ' order by id), ''), (count(*) filter (where state in ('paused', 'gone')))::text]"
    " from webhooks_target where organisation_id = %(organisation)s and state <> 'removed'",
)
def office_line(reach: Reach, found: list[str]) -> OfficeLine:
    """On the office's home page."""
    names, waiting = found
    text = names or gettext("Kabar tahap usaha ke sistem Anda")
    return OfficeLine(
        reverse("webhooks:office_targets", args=[reach.organisation]), "link", gettext("Sambungan"), text, int(waiting)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers(ANYBODY)
def targets(request: HttpRequest, reach: Reach) -> HttpResponse:
    """Everybody who is told, and a form to connect another. A new secret is shown once, on the answer itself."""
    form = OfficeTargetForm(request.POST if request.method == "POST" else None)
    made = None
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.connect_target(OfOrganisation(reach.organisation_id), **form.cleaned_data)
        except Refusal as no:
            form.add_error(no.field if no.field in form.fields else None, no.sentence())
        else:
            form = OfficeTargetForm()
    return _page(request, reach, form, made)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers(ANYBODY)
def target(request: HttpRequest, reach: Reach, target: UUID) -> HttpResponse:
    """One of them with its last messages; POST does what the button says."""
    whose = OfOrganisation(reach.organisation_id)
    known = target_of(whose, target)
    if request.method == "POST":
        return _act(request, reach, target)
    label, colour = STATES[known.state]
    facts = {"target": known, "label": label, "colour": colour, **messages_shown(request, whose, target)}
    return render(request, "webhooks/office_target.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers(ANYBODY)
def message(request: HttpRequest, reach: Reach, target: UUID, message: UUID) -> HttpResponse:
    """What was said, and how each try went; POST sends it again."""
    whose = OfOrganisation(reach.organisation_id)
    known, whole = target_of(whose, target), message_of(whose, target, message)
    if request.method == "POST":
        actions.replay_message(whose, target, message)
        messages.success(request, gettext("Dikirim ulang. Muat ulang halaman untuk melihat hasilnya."))
        return redirect("webhooks:office_message", reach.organisation, target, message)
    return render(request, "webhooks/office_message.html", {"target": known, "message": whole, "row": message_line(whole)})


def _act(request: HttpRequest, reach: Reach, target: UUID) -> HttpResponse:
    """Try it, switch it, remove it, exchange its secret, send again what failed: the button says which."""
    whose = OfOrganisation(reach.organisation_id)
    match request.POST.get("buat", ""):
        case "rahasia":
            return _page(request, reach, OfficeTargetForm(), actions.exchange_secret(whose, target), exchanged=True)
        case "tes":
            actions.send_test(whose, target)
            messages.success(request, gettext("Percobaan dikirim. Muat ulang halaman untuk melihat hasilnya."))
        case "ulang":
            count = actions.replay_failed(whose, target)
            messages.success(request, ngettext("%(n)s kabar dikirim ulang.", "%(n)s kabar dikirim ulang.", count) % {"n": count})
        case "nyala":
            actions.switch_on(whose, target)
            messages.success(request, gettext("Sambungan menyala."))
        case "mati":
            actions.switch_off(whose, target)
            messages.success(request, gettext("Sambungan dimatikan. Nyalakan lagi kapan saja."))
        case "hapus":
            actions.remove_target(whose, target)
            messages.success(request, gettext("Sambungan dihapus. Selama 30 hari masih bisa dinyalakan lagi."))
            return redirect("webhooks:office_targets", reach.organisation)
        case _:
            raise NotFound()
    return redirect("webhooks:office_target", reach.organisation, target)


def _page(
    request: HttpRequest, reach: Reach, form: OfficeTargetForm, made: actions.Connected | None, *, exchanged: bool = False
) -> HttpResponse:
    rows = [(each, *STATES[each.state]) for each in targets_of(OfOrganisation(reach.organisation_id))]
    context = {"form": form, "made": made, "exchanged": exchanged, "rows": rows}
    response = render(request, "webhooks/office_targets.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response
