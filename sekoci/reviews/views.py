"""The owner's list of reviews, what can be done about one, and the queue of staff."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from sekoci.accounts.pages import for_staff
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.sheets import Cell, list_answer
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop
from sekoci.reviews import actions
from sekoci.reviews.pages import REASONS
from sekoci.reviews.queries import CHOICES, decided, my_reviews, rating_of_all, ratings, reported

MOST_IN_A_FILE = 100_000
CHOICE_LABELS = {
    "": gettext_lazy("Semua"),
    "belum": gettext_lazy("Belum dijawab"),
    "rendah": gettext_lazy("Bintang rendah"),
    "lapor": gettext_lazy("Dilaporkan"),
}


@require_GET
@my_shop()
def review_list(request: HttpRequest, shop: Shop) -> HttpResponse:
    return _list(request, shop)


@require_GET
@my_shop()
def review_file(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The chosen reviews as a file, with the shop's own days."""
    home = ZoneInfo(shop.zone)
    heads = [_("hari"), _("produk"), _("bintang"), _("nama"), _("ulasan"), _("jawaban"), _("tampil")]
    rows: list[list[Cell]] = [
        [
            each.written_at.astimezone(home).date().isoformat(), each.product_name, each.stars, each.author, each.text,
            each.answer, _("tidak") if each.state == "hidden" else _("ya"),
        ]
        for each in my_reviews(shop.id, choice=_chosen(request), limit=MOST_IN_A_FILE).items
    ]  # fmt: skip
    return list_answer(request, f"ulasan-{shop.slug}", heads, rows)


def _chosen(request: HttpRequest) -> str:
    choice = request.GET.get("saring", "")
    return choice if choice in CHOICES else ""


def _list(request: HttpRequest, shop: Shop, *, refused: UUID | None = None, wrong: Refusal | None = None) -> HttpResponse:
    """The shop's reviews; after a refusal with what was typed at that one."""
    choice, start = _chosen(request), request.GET.get("mulai", "0")
    page = my_reviews(shop.id, choice=choice, start=int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 0)
    facts = {
        "page": page,
        "only": choice,
        "filters": [(name, label, page.counts[name]) for name, label in CHOICE_LABELS.items()],
        "rating": rating_of_all(ratings(shop.id)),
        "rows": [(each, REASONS.get(each.reason, "")) for each in page.items],
        "reasons": REASONS.items(),
        "refused": refused,
        "wrong": wrong.sentence() if wrong else "",
        "field": wrong.field if wrong else "",
        "is_gone": refused not in [each.id for each in page.items],
        "sent": request.POST,
    }
    return render(request, "reviews/list.html", facts, status=wrong.status if wrong else 200)


@require_POST
@my_shop()
def answer(request: HttpRequest, shop: Shop, review_id: UUID) -> HttpResponse:
    try:
        actions.answer_review(shop.id, review_id, request.POST.get("text", ""))
    except NotFound:
        raise
    except Refusal as no:
        return _list(request, shop, refused=review_id, wrong=no)
    messages.success(request, _("Jawaban disimpan. Semua orang bisa membacanya."))
    return redirect("reviews:list", slug=shop.slug)


@require_POST
@my_shop()
def report(request: HttpRequest, shop: Shop, review_id: UUID) -> HttpResponse:
    try:
        actions.report_review(
            shop.id,
            review_id,
            reason=request.POST.get("reason", ""),
            note=request.POST.get("note", ""),
            person_id=request.user.pk or 0,
        )
    except NotFound:
        raise
    except Refusal as no:
        return _list(request, shop, refused=review_id, wrong=no)
    messages.success(request, _("Dilaporkan. Petugas Sekoci akan memeriksanya."))
    return redirect("reviews:list", slug=shop.slug)


@require_GET
@for_staff
def queue(request: HttpRequest) -> HttpResponse:
    return _queue(request)


@require_POST
@for_staff
def decide(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Keep or hide one; what was typed is still there after a refusal, as long as that review waits."""
    try:
        actions.decide_review(
            review_id,
            hides="sembunyikan" in request.POST,
            reason=request.POST.get("reason", ""),
            note=request.POST.get("note", ""),
            person_id=request.user.pk or 0,
        )
    except NotFound:
        raise
    except Refusal as no:
        return _queue(request, refused=review_id, wrong=no)
    messages.success(request, _("Keputusan dicatat."))
    return redirect("reviews:queue")


def _queue(request: HttpRequest, *, refused: UUID | None = None, wrong: Refusal | None = None) -> HttpResponse:
    waiting = [(each, REASONS.get(each.reason, ""), name, slug) for each, name, slug in reported()]
    facts = {
        "refused": refused,
        "wrong": wrong.sentence() if wrong else "",
        "field": wrong.field if wrong else "",
        "is_gone": refused not in [each.id for each, *_ in waiting],
        "sent": request.POST,
        "waiting": waiting,
        "done": [(each, REASONS.get(each.reason, "")) for each in decided()],
        "reasons": REASONS.items(),
    }
    return render(request, "reviews/queue.html", facts, status=wrong.status if wrong else 200)
