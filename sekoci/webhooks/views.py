"""The owner's pages: which systems are told, how it went, send it again."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from sekoci.kit.errors import NotFound, Refusal
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop
from sekoci.webhooks import actions
from sekoci.webhooks.forms import TargetForm
from sekoci.webhooks.names import ALL_KIND_NAMES, MESSAGE_STATES, STATES
from sekoci.webhooks.queries import MessageRow, Only, TargetView, message_of, messages_of, target_of, targets_of
from sekoci.webhooks.whose import Whose

OWNER = ("owner",)
SHOWN: dict[str, Only] = {"": "", "gagal": "failed", "menunggu": "waiting"}


@my_shop(OWNER)
def targets(request: HttpRequest, shop: Shop) -> HttpResponse:
    """Everybody who is told, and a form to connect another. A new secret is shown once, on the answer itself."""
    form = TargetForm(request.POST if request.method == "POST" else None)
    made = None
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.connect_target(shop.id, **form.cleaned_data)
        except Refusal as no:
            _beside(form, no)
        else:
            form = TargetForm()
    rows = [(each, *STATES[each.state], _told(each)) for each in targets_of(shop.id)]
    context = {"shop": shop, "form": form, "made": made, "rows": rows}
    return _secretly(render(request, "webhooks/targets.html", context, status=422 if form.errors else 200))


@my_shop(OWNER)
def target(request: HttpRequest, shop: Shop, target: UUID) -> HttpResponse:
    """One of them with its last messages."""
    return _page(request, shop, target)


@my_shop(OWNER)
def change(request: HttpRequest, shop: Shop, target: UUID) -> HttpResponse:
    """Its link, its name, what it is told."""
    known = target_of(shop.id, target)
    initial = {"url": known.url, "name": known.name, "kinds": known.kinds}
    form = TargetForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_target(shop.id, target, **form.cleaned_data)
        except Refusal as no:
            _beside(form, no)
        else:
            messages.success(request, gettext("Tersimpan."))
            return redirect("webhooks:target", shop.slug, target)
    context = {"shop": shop, "form": form, "target": known}
    return render(request, "webhooks/change.html", context, status=422 if form.errors else 200)


@require_POST
@my_shop(OWNER)
def act(request: HttpRequest, shop: Shop, target: UUID) -> HttpResponse:
    """Try it, switch it, remove it, exchange its secret, send again what failed: the button says which."""
    what = request.POST.get("buat", "")
    if what == "rahasia":
        return _secretly(_page(request, shop, target, made=actions.exchange_secret(shop.id, target)))
    said = _do(shop.id, target, what)
    messages.success(request, said)
    if what == "hapus":
        return redirect("webhooks:targets", shop.slug)
    return redirect("webhooks:target", shop.slug, target)


@my_shop(OWNER)
def message(request: HttpRequest, shop: Shop, target: UUID, message: UUID) -> HttpResponse:
    """What was said, and how each try went."""
    whole = message_of(shop.id, target, message)
    context = {"shop": shop, "target": target_of(shop.id, target), "message": whole, "row": message_line(whole)}
    return render(request, "webhooks/message.html", context)


@require_POST
@my_shop(OWNER)
def replay(request: HttpRequest, shop: Shop, target: UUID, message: UUID) -> HttpResponse:
    """Send it again."""
    actions.replay_message(shop.id, target, message)
    messages.success(request, gettext("Dikirim ulang. Muat ulang halaman untuk melihat hasilnya."))
    return redirect("webhooks:message", shop.slug, target, message)


def _do(business_id: int, target_id: UUID, what: str) -> str:
    if what == "tes":
        actions.send_test(business_id, target_id)
        return gettext("Percobaan dikirim. Muat ulang halaman untuk melihat hasilnya.")
    if what == "ulang":
        count = actions.replay_failed(business_id, target_id)
        return ngettext("%(n)s kabar dikirim ulang.", "%(n)s kabar dikirim ulang.", count) % {"n": count}
    if what == "nyala":
        actions.switch_on(business_id, target_id)
        return gettext("Sambungan menyala.")
    if what == "mati":
        actions.switch_off(business_id, target_id)
        return gettext("Sambungan dimatikan. Nyalakan lagi kapan saja.")
    if what == "hapus":
        actions.remove_target(business_id, target_id)
        return gettext("Sambungan dihapus. Selama 30 hari masih bisa dinyalakan lagi.")
    raise NotFound()


def _page(request: HttpRequest, shop: Shop, target_id: UUID, *, made: actions.Connected | None = None) -> HttpResponse:
    known = target_of(shop.id, target_id)
    label, colour = STATES[known.state]
    context = {
        "shop": shop,
        "target": known,
        "told": _told(known),
        "label": label,
        "colour": colour,
        "made": made,
        **messages_shown(request, shop.id, target_id),
    }
    return render(request, "webhooks/target.html", context)


def messages_shown(request: HttpRequest, one: Whose, target_id: UUID) -> dict[str, object]:
    """A page of what a target was told, as the address filters it, for a shop's page and an organisation's."""
    shown = request.GET.get("lihat", "")
    page = messages_of(one, target_id, only=SHOWN.get(shown, ""), before=_uuid(request.GET.get("sebelum", "")))
    return {
        "rows": [message_line(each) for each in page.items],
        "shown": shown,
        "kinds": [("", gettext("Semua")), ("gagal", gettext("Gagal")), ("menunggu", gettext("Menunggu"))],
        "next": f"?lihat={shown}&sebelum={page.next}" if page.next else "",
    }


def message_line(each: MessageRow) -> tuple[MessageRow, object, object, str]:
    label, colour = MESSAGE_STATES[each.state]
    return each, ALL_KIND_NAMES.get(each.kind, each.kind), label, colour


def _told(each: TargetView) -> str:
    return ", ".join(str(ALL_KIND_NAMES[kind]) for kind in each.kinds if kind in ALL_KIND_NAMES)


def _secretly(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def _beside(form: forms.Form, no: Refusal) -> None:
    form.add_error(no.field if no.field in form.fields else None, no.sentence())


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
