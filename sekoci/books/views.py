"""The owner's money: in, out, earned; what is behind it; and what is written down by hand."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from sekoci.books import actions, rules
from sekoci.books.by_hand import FORMS, ByHand
from sekoci.books.forms import MoneyForm, account_name, plain_name
from sekoci.books.memos import told
from sekoci.books.queries import (
    EntryFilter,
    EntryRow,
    Money,
    days_between,
    entries_between,
    entry_of,
    journal_of,
    ledger_of,
    money_between,
)
from sekoci.books.queries.entries import PAGE
from sekoci.kit import clock
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.money import rupiah
from sekoci.kit.sheets import list_answer
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop

SPANS = {
    "hari": gettext_lazy("Hari ini"),
    "minggu": gettext_lazy("Minggu ini"),
    "bulan": gettext_lazy("Bulan ini"),
    "pilih": gettext_lazy("Pilih tanggal"),
}
SHOWN = {
    "uang": ("money", gettext_lazy("Semua uang")),
    "masuk": ("in", gettext_lazy("Uang masuk")),
    "keluar": ("out", gettext_lazy("Uang keluar")),
    "untung": ("profit", gettext_lazy("Untung rugi")),
    "semua": ("all", gettext_lazy("Semua catatan")),
}
SORTED = {
    "baru": ("newest", gettext_lazy("Terbaru")),
    "lama": ("oldest", gettext_lazy("Terlama")),
    "besar": ("biggest", gettext_lazy("Terbesar")),
}
LONGEST = timedelta(days=5 * 366)
MOST_BARS = 62
MOST_EXPORTED = 200_000


@dataclass(frozen=True)
class Wish:
    """What the visitor asked to see, out of the address."""

    span: str
    first: date
    last: date
    show: str
    sort: str
    search: str
    offset: int

    def address(self, **changes: object) -> str:
        """The same wish as a query, with some of it changed."""
        said: dict[str, object] = {"masa": self.span, "lihat": self.show, "urut": self.sort}
        if self.span == "pilih":
            said |= {"dari": self.first.isoformat(), "sampai": self.last.isoformat()}
        if self.search:
            said["cari"] = self.search
        return "?" + urlencode(said | changes)

    def filter(self) -> EntryFilter:
        return EntryFilter(self.first, self.last, SHOWN[self.show][0], SORTED[self.sort][0], self.search)


def read_wish(request: HttpRequest, *, today: date) -> Wish:
    """Whatever is in the address, something sensible comes out."""
    asked = request.GET
    span = asked.get("masa", "hari")
    first, last = rules.span_of(span, today)
    if span == "pilih":
        first, last = sorted((_day(asked.get("dari"), today.replace(day=1)), _day(asked.get("sampai"), today)))
        first = max(first, last - LONGEST)
    show, sort, offset = asked.get("lihat", "uang"), asked.get("urut", "baru"), asked.get("mulai", "0")
    return Wish(
        span=span if span in SPANS else "hari",
        first=first,
        last=last,
        show=show if show in SHOWN else "uang",
        sort=sort if sort in SORTED else "baru",
        search=" ".join(asked.get("cari", "").replace("\x00", "").split())[:60],
        offset=int(offset) if offset.isascii() and offset.isdigit() and len(offset) < 7 else 0,
    )


@require_GET
@my_shop()
def money(request: HttpRequest, shop: Shop) -> HttpResponse:
    """What came in, went out and was earned, and every entry behind it."""
    wish = read_wish(request, today=clock.day_in(shop.zone))
    page = entries_between(shop.id, wish.filter(), offset=wish.offset)
    facts: dict[str, Any] = {"page": page, "wish": wish, "next": wish.address(mulai=wish.offset + PAGE)}
    if request.headers.get("HX-Request") == "true" and wish.offset:
        return render(request, "books/rows.html", facts)
    found = money_between(shop.id, wish.first, wish.last)
    days = (wish.last - wish.first).days + 1
    facts |= {
        "money": found,
        "bars": _bars(shop.id, wish) if 1 < days <= MOST_BARS else [],
        "purses": [(plain_name(code), found.balances[code], code) for code in rules.MONEY if _is_shown(found, code)],
        "earned": [(plain_name(code), amount) for code, amount in found.earned.items()],
        "owed": _owed(found),
        "due": found.balances[rules.RECEIVABLE],
        "in_doubt": found.balances[rules.SUSPENSE],
        "spans": [(name, label, f"?masa={name}") for name, label in SPANS.items()],
        "shown": [(name, label, wish.address(lihat=name)) for name, (_show, label) in SHOWN.items()],
        "sorted": [(name, label) for name, (_order, label) in SORTED.items()],
    }
    return render(request, "books/money.html", facts)


@require_GET
@my_shop()
def export(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The entries of the chosen span as a file."""
    wish = read_wish(request, today=clock.day_in(shop.zone))
    page = entries_between(shop.id, wish.filter(), limit=MOST_EXPORTED)
    heads = [_("tanggal"), _("keterangan"), _("uang masuk"), _("uang keluar")]
    rows: list[list[str | int]] = [[row.day.isoformat(), str(row.told), max(row.cash, 0), max(-row.cash, 0)] for row in page.rows]
    if SHOWN[wish.show][0] in ("profit", "all"):  # the others lack what earned without money, so its sum would be wrong
        heads.append(_("untung"))
        rows = [[*cells, row.earned] for cells, row in zip(rows, page.rows, strict=True)]
    return list_answer(request, f"uang-{shop.slug}-{wish.first}-{wish.last}", heads, rows)


@require_http_methods(["GET", "HEAD", "POST"])
@my_shop()
def write_down(request: HttpRequest, shop: Shop, what: str) -> HttpResponse:
    """A form for one of FORMS; a refusal stands beside its field, and nothing was written."""
    if what not in FORMS:
        raise NotFound()
    by_hand = FORMS[what]
    today = clock.day_in(shop.zone)
    first: dict[str, Any] = {"day": today, "key": str(new_id())}
    if what == "pemasok":
        first["amount"] = _owed(money_between(shop.id, today, today)) or None
    form = by_hand.form(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid() and _written(form, by_hand, shop):
        messages.success(request, str(by_hand.done).format(amount=rupiah(form.cleaned_data["amount"])))
        return redirect("books:money", slug=shop.slug)
    facts = {"form": form, "what": what, "title": by_hand.title, "hint": by_hand.hint}
    return render(request, "books/write.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@my_shop()
def undo(request: HttpRequest, shop: Shop, entry_id: UUID) -> HttpResponse:
    """Ask, then undo an entry by a new one."""
    row = entry_of(shop.id, entry_id)
    if row is None:
        raise NotFound()
    if request.method == "POST":
        actions.reverse_entry(shop.id, entry_id)
        messages.success(request, _("Catatan dibatalkan. Uangnya dihitung kembali."))
        return redirect("books:money", slug=shop.slug)
    return render(request, "books/undo.html", {"row": row, "cause": _cause(row)})


@require_GET
@my_shop()
def ledger(request: HttpRequest, shop: Shop) -> HttpResponse:
    """For whoever knows bookkeeping: every account with its balance, and the lines of one of them."""
    wish = read_wish(request, today=clock.day_in(shop.zone))
    chosen = request.GET.get("akun", "")
    found = money_between(shop.id, wish.first, wish.last)
    facts: dict[str, Any] = {
        "wish": wish,
        "accounts": [(account.code, account_name(account.code), found.balances[account.code]) for account in rules.CHART],
        "spans": [(name, label, f"?masa={name}&akun={chosen}") for name, label in SPANS.items()],
    }
    if chosen in rules.ACCOUNTS:
        sheet = ledger_of(shop.id, chosen, wish.first, wish.last, offset=wish.offset)
        facts |= {
            "chosen": chosen,
            "name": account_name(chosen),
            "lines": [(line, account_name(line.other)) for line in sheet.lines],
            "older": wish.offset + len(sheet.lines) if sheet.more else None,
        }
    return render(request, "books/ledger.html", facts)


@require_GET
@my_shop()
def journal(request: HttpRequest, shop: Shop) -> HttpResponse:
    """Every line of the chosen span as a file, for an accountant's program."""
    wish = read_wish(request, today=clock.day_in(shop.zone))
    heads = [
        _("tanggal"), _("nomor catatan"), _("jenis"), _("keterangan"), _("debit"), _("nama debit"), _("kredit"), _("nama kredit"),
        _("jumlah"),
    ]  # fmt: skip
    rows = [
        (
            line.day.isoformat(), str(line.entry), line.kind, str(told(line.kind, line.memo)), line.debit,
            account_name(line.debit), line.credit, account_name(line.credit), line.amount,
        )
        for line in journal_of(shop.id, wish.first, wish.last, limit=MOST_EXPORTED)
    ]  # fmt: skip
    return list_answer(request, f"jurnal-{shop.slug}-{wish.first}-{wish.last}", heads, rows)


def _cause(row: EntryRow) -> str:
    """Where what made this entry can be undone, below the shop's own address; empty where it cannot."""
    return {
        "purchase": f"stok/pembelian/{row.source}",
        "opening": "stok",
        "correction": "stok",
        "sale": f"pesanan/{row.order_id}",
        "restock": f"pesanan/{row.order_id}",
        "payment": "pesanan",
        "refund": "pesanan",
        rules.SALE_UNDONE: "pesanan",
        "unclear": "pembayaran",
        "resolved": "pembayaran",
    }.get(row.kind, "")


def _written(form: MoneyForm, by_hand: ByHand, shop: Shop) -> bool:
    try:
        by_hand.write(shop.id, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence())
        return False
    return True


def _bars(business_id: int, wish: Wish) -> list[tuple[str, int, str]]:
    return [(str(each.day.day), each.profit, rupiah(each.profit)) for each in days_between(business_id, wish.first, wish.last)]


def _owed(money: Money) -> int:
    """What the owner still owes for stock."""
    return max(money.balances[rules.SUPPLIERS], 0)


def _is_shown(money: Money, code: str) -> bool:
    """Money at a provider is shown only to those who have some."""
    return code != rules.QRIS_CLEARING or bool(money.balances[code])


def _day(text: str | None, otherwise: date) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return otherwise
