"""The owner's QRIS sticker, and what providers said about money."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.paper import code_svg, pdf_answer
from sekoci.kit.qr import qr_svg
from sekoci.kit.sheets import list_answer
from sekoci.kit.text import in_our_letters
from sekoci.kit.uploads import MOST_BYTES, uploaded
from sekoci.payments import actions
from sekoci.payments.forms import PaidFrom
from sekoci.payments.queries import NoticeFilter, notices_of, sticker_of
from sekoci.payments.queries.reviews import PAGE
from sekoci.payments.rules import Qris, check_sticker, compare_codes, decode_qris
from sekoci.payments.sticker_photos import read_sticker_photo
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop

STAND = Path(__file__).parent / "papers" / "stand.typ"
SHOWN = {
    "perlu": ("open", gettext_lazy("Perlu dilihat")),
    "beres": ("done", gettext_lazy("Sudah beres")),
    "lunas": ("settled", gettext_lazy("Lunas")),
    "semua": ("all", gettext_lazy("Semua")),
}
SORTED = {
    "baru": ("newest", gettext_lazy("Terbaru")),
    "lama": ("oldest", gettext_lazy("Terlama")),
    "besar": ("biggest", gettext_lazy("Terbesar")),
}
OUTCOMES = {
    "settled": gettext_lazy("Lunas"),
    "repeated": gettext_lazy("Sudah lunas sebelumnya"),
    "cancelled": gettext_lazy("Pesanan sudah batal"),
    "different": gettext_lazy("Jumlahnya berbeda"),
    "noted": gettext_lazy("Hanya kabar"),
}
RESOLUTIONS = {
    "accepted": gettext_lazy("Dianggap lunas"),
    "returned": gettext_lazy("Uang dikembalikan"),
    "kept": gettext_lazy("Jadi pendapatan"),
    "seen": gettext_lazy("Sudah dilihat"),
}
DONE = {
    "accepted": gettext_lazy("Pesanan dianggap lunas."),
    "returned": gettext_lazy("Dicatat: uang dikembalikan ke pembeli."),
    "kept": gettext_lazy("Dicatat: uang menjadi pendapatan usaha."),
    "seen": gettext_lazy("Kabar ini sudah beres."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@my_shop(roles=("owner",))
def sticker(request: HttpRequest, shop: Shop) -> HttpResponse:
    """Show the owner's sticker, or take a new one: read it, show what was read, keep it on the owner's word."""
    facts: dict[str, Any] = {"sticker": sticker_of(shop.id), "typed": request.POST.get("text", "")[:2000]}
    if request.method == "POST":
        try:
            code = check_sticker(_sent(request))
            if "benar" in request.POST:
                actions.save_sticker(shop.id, code.payload)
                messages.success(request, _("QRIS Anda tersimpan. Pembeli kini bisa membayar dengan QRIS."))
                return redirect("payments:sticker", slug=shop.slug)
            return render(request, "payments/sticker_read.html", {"code": code, "collector": collector_of(code)})
        except Refusal as refusal:
            facts["wrong_photo" if "photo" in request.FILES or refusal.field == "photo" else "wrong_text"] = refusal.sentence()
    if facts["sticker"]:
        facts["drawn"] = qr_svg(facts["sticker"].payload)
    return render(request, "payments/sticker.html", facts)


@my_shop(roles=("owner", "staff"))
def stand(request: HttpRequest, shop: Shop) -> HttpResponse:
    """A PDF to fold into a stand for the counter: the owner's QRIS, and on its other side the code of the shop."""
    mine = sticker_of(shop.id)
    if mine is None:
        raise NotFound()
    address = f"{settings.PUBLIC_URL}/{shop.slug}"
    facts = {
        "language": get_language(),
        "merchant": mine.merchant_name,
        "under": " · ".join(filter(None, (mine.city, mine.nmid and f"NMID {mine.nmid}"))),
        "code": code_svg(mine.payload),
        "check": _("Periksa nama, lalu bayar."),
        "name": in_our_letters(shop.name),
        "place": in_our_letters(shop.area_path),
        "address": address.partition("://")[2],
        "shop_code": code_svg(f"{address}?dari=meja"),
        "call": _("Pindai, pilih, pesan."),
        "fold": _("Lipat di garis ini"),
    }
    return pdf_answer(STAND, facts, name=f"qris-{shop.slug}")


@require_POST
@my_shop(roles=("owner",))
def remove_sticker(request: HttpRequest, shop: Shop) -> HttpResponse:
    actions.remove_sticker(shop.id)
    messages.success(request, _("QRIS dihapus. Pembeli tidak melihatnya lagi."))
    return redirect("payments:sticker", slug=shop.slug)


@require_POST
@my_shop()
def compare_sticker(request: HttpRequest, shop: Shop) -> HttpResponse:
    """Whether the sticker that hangs at the stall is still the owner's: somebody may have pasted theirs over it."""
    mine = sticker_of(shop.id)
    if mine is None:
        raise NotFound()
    try:
        seen = check_sticker(_sent(request))
    except Refusal as refusal:
        messages.error(request, refusal.sentence())
        return redirect("payments:sticker", slug=shop.slug)
    likeness = compare_codes(decode_qris(mine.payload), seen)
    if likeness == "same":
        messages.success(request, _("Aman: stiker di foto adalah QRIS Anda."))
    elif likeness == "other_provider":
        messages.warning(request, _("Hati-hati: NMID sama, tetapi penyedianya lain. Bukan Anda yang pasang? Lepas."))
    else:
        said = _("AWAS: stiker di foto milik {name}, bukan QRIS Anda. Lepas stiker itu.")
        messages.error(request, said.format(name=seen.merchant_name))
    return redirect("payments:sticker", slug=shop.slug)


@require_GET
@my_shop()
def notices(request: HttpRequest, shop: Shop) -> HttpResponse:
    """What providers said, what fits nothing first, each with what can be done about it."""
    show, sort = request.GET.get("lihat", "perlu"), request.GET.get("urut", "baru")
    show, sort = show if show in SHOWN else "perlu", sort if sort in SORTED else "baru"
    start = request.GET.get("mulai", "0")
    offset = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 0
    page = notices_of(shop.id, NoticeFilter(SHOWN[show][0], SORTED[sort][0]), offset=offset)
    facts = {
        "page": page,
        "show": show,
        "sort": sort,
        "shown": [(name, label) for name, (_show, label) in SHOWN.items()],
        "sorted": [(name, label) for name, (_order, label) in SORTED.items()],
        "next": "?" + urlencode({"lihat": show, "urut": sort, "mulai": offset + PAGE}),
    }
    more = request.headers.get("HX-Request") == "true" and offset
    return render(request, "payments/notice_rows.html" if more else "payments/notices.html", facts)


@require_GET
@my_shop()
def export(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The same list as a file, with the shop's own time."""
    home = ZoneInfo(shop.zone)
    show, sort = request.GET.get("lihat", "semua"), request.GET.get("urut", "baru")
    wanted = NoticeFilter(SHOWN.get(show, SHOWN["semua"])[0], SORTED.get(sort, SORTED["baru"])[0])
    page = notices_of(shop.id, wanted, limit=10_000)
    heads = [_("waktu"), _("pesanan"), _("jumlah"), _("diminta"), _("hasil"), _("keputusan"), _("nomor")]
    rows = [
        (
            row.received_at.astimezone(home).isoformat(timespec="seconds"), row.order_code, row.amount, row.asked or 0,
            _("Isinya berbeda") if row.contradicts else str(OUTCOMES.get(row.outcome, row.outcome)),
            str(RESOLUTIONS.get(row.resolution, row.resolution)), row.reference,
        )
        for row in page.rows
    ]  # fmt: skip
    return list_answer(request, f"pembayaran-{shop.slug}", heads, rows)


@require_POST
@my_shop()
def review(request: HttpRequest, shop: Shop, notice_id: UUID) -> HttpResponse:
    """The owner says what doubtful money was."""
    form = PaidFrom(request.POST)
    paid_from = form.cleaned_data["paid_from"] if form.is_valid() else "cash"
    what = request.POST.get("putusan", "")
    try:
        actions.review_notice(shop.id, notice_id, as_=what, by=f"owner:{request.user.pk}", paid_from=paid_from)
        messages.success(request, str(DONE[what]))
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        messages.error(request, refusal.sentence())
    return redirect("payments:notices", slug=shop.slug)


def _sent(request: HttpRequest) -> str:
    """The text of a code: pasted, or read off the photo."""
    photo = uploaded(request, "photo")
    if photo is not None:
        return read_sticker_photo(photo.read(MOST_BYTES + 1))
    return request.POST.get("text", "")


def collector_of(code: Qris) -> str:
    """Who collects, as a name people know: `ID.DANA.WWW` becomes `DANA`."""
    domains = [account.domain for account in code.accounts if account.tag != "51" and account.domain]
    parts = domains[0].split(".") if domains else []
    named = [part for part in parts if part.upper() not in ("ID", "COM", "CO", "WWW", "NET", "OR")]
    return " ".join(named)
