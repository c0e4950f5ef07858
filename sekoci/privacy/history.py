"""What changed in a shop, for its owner: before and after, by whom, when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from sekoci.accounts.queries import people
from sekoci.catalog.queries import products
from sekoci.kit.changes import Change, changes_of
from sekoci.kit.money import rupiah
from sekoci.kit.phone import masked_phone
from sekoci.kit.sheets import list_answer
from sekoci.kit.staff import StaffAct, acts_about
from sekoci.kit.templatetags.sekoci import moment
from sekoci.privacy.words import CHANGED, CODES, VERBS
from sekoci.registry.pages import LEGAL_FORMS, ROLE_NAMES, SCOPE_NAMES, hours_lines, kind_name, my_shop
from sekoci.registry.queries import Shop, area_by_code

GROUPS: Mapping[str, tuple[str | Promise, tuple[str, ...]]] = {
    "harga": (gettext_lazy("Barang dan harga"), ("catalog_variant", "catalog_product")),
    "promo": (gettext_lazy("Promo"), ("catalog_discount",)),
    "toko": (gettext_lazy("Toko"), ("registry_business", "payments_qrissticker", "registry_identity")),
    "orang": (gettext_lazy("Orang"), ("registry_membership", "registry_invitation")),
    "kunci": (gettext_lazy("Kunci dan sambungan"), ("registry_apikey", "webhooks_target")),
}
ALL = tuple(table for _title, tables in GROUPS.values() for table in tables)
PAGE, MOST_IN_A_FILE = 30, 10_000
MOMENT = timedelta(seconds=10)
"""Between what staff write down and the change that it makes."""
MONEY = frozenset({"price", "amount", "ceiling", "minimum", "capital", "yearly_sales", "delivery_fee"})


@dataclass(frozen=True)
class Line:
    """A change in words."""

    what: str
    differences: Sequence[tuple[str, str, str]]
    who: str
    at: datetime
    is_new: bool = False
    """Whether something was made, so that there is no before."""
    why: str = ""
    """What staff wrote as their reason."""


@require_GET
@my_shop(roles=("owner",))
def history(request: HttpRequest, shop: Shop) -> HttpResponse:
    only = request.GET.get("isi", "")
    tables = GROUPS[only][1] if only in GROUPS else ALL
    if "berkas" in request.GET:
        lines = told(shop, changes_of(shop.id, about=tables, limit=MOST_IN_A_FILE))
        home = ZoneInfo(shop.zone)
        rows = [
            [line.at.astimezone(home).isoformat(timespec="seconds"), line.who, line.what, field, before, after, line.why]
            for line in lines
            for field, before, after in line.differences or [("", "", "")]
        ]
        heads = [_("waktu"), _("siapa"), _("apa"), _("bagian"), _("sebelum"), _("sesudah"), _("alasan")]
        return list_answer(request, f"riwayat-{shop.slug}", heads, rows)
    below = request.GET.get("sebelum", "")
    found = changes_of(shop.id, about=tables, below=int(below) if below.isascii() and below.isdigit() else None, limit=PAGE + 1)
    facts = {
        "shop": shop,
        "lines": told(shop, found[:PAGE]),
        "more": found[PAGE - 1].id if len(found) > PAGE else None,
        "only": only if only in GROUPS else "",
        "groups": [("", _("Semua")), *((name, title) for name, (title, _tables) in GROUPS.items())],
    }
    return render(request, "privacy/history.html", facts)


def told(shop: Shop, changes: Sequence[Change]) -> list[Line]:
    """Changes in words, names, goods and staff's reasons looked up for all of them at once."""
    numbers = {_person(change.by) for change in changes} | {int(change.facts.get("person_id") or 0) for change in changes}
    cards = people(numbers - {0})
    wanted = {UUID(change.facts["product_id"]) for change in changes if change.facts.get("product_id")}
    goods = {str(item.id): item.name for item in products(shop.id, wanted)} if wanted else {}
    names = {key: card.name or (masked_phone(card.phone) if card.phone else "") for key, card in cards.items()}
    reasons = _reasons(shop, [change for change in changes if _is_by_staff(change)])
    return [_line(change, names, goods, shop.zone, why=reasons.get(change.id, "")) for change in changes]


def _line(change: Change, names: Mapping[int, str], goods: Mapping[str, str], zone: str, *, why: str) -> Line:
    subject = str(CHANGED.get(change.about, change.about))
    facts = change.facts
    product = goods.get(facts.get("product_id") or "", "")
    named = names.get(int(facts.get("person_id") or 0), "")
    detail = " ".join(str(each) for each in (product or named, facts.get("name"), facts.get("label"), facts.get("code")) if each)
    verb = "" if change.verb == "update" else f" {VERBS[change.verb]}"
    differences = [
        (str(CHANGED.get(field, field)), said(field, change.before.get(field), zone), said(field, change.after.get(field), zone))
        for field in {**change.before, **change.after}
        if field != "at"  # beside the moment of the change it says nothing
        and not (_is_nothing(change.before.get(field)) and _is_nothing(change.after.get(field)))
    ]
    what = f"{subject}{': ' if detail else ''}{detail}{verb}"
    who = _("Pengelola Sekoci") if _is_by_staff(change) else _who(change.by, names)
    return Line(what, differences, who, change.at, is_new=change.verb == "insert", why=why)


def said(field: str, value: Any, zone: str) -> str:
    """A value as people read it."""
    if _is_nothing(value):
        return "–"  # noqa: RUF001  a dash for nothing
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, int) and field in MONEY:
        return rupiah(value)
    if isinstance(value, list):
        return ", ".join(str(SCOPE_NAMES.get(each, each)) for each in value)
    if isinstance(value, dict):
        closed = _("tutup")
        return ", ".join(f"{line.days} {line.times or closed}" for line in hours_lines(value))
    if field.endswith("_at") or field == "until":
        return moment(datetime.fromisoformat(value), zone)
    return _code(field, value)[:200]


def _code(field: str, value: Any) -> str:
    """What is kept as a code or a number, in words."""
    if field == "percent":
        return f"{value / 100:g}%".replace(".", ",")
    if field == "kind":
        return kind_name(value)
    if field == "area_id":
        return place.name if (place := area_by_code(value)) else str(value)
    names: Mapping[str, Mapping[str, object]] = {"role": ROLE_NAMES, "legal_form": LEGAL_FORMS, **CODES}
    return str(names.get(field, {}).get(value, value))


def _is_nothing(value: Any) -> bool:
    return value in (None, "", [], {})


def _person(by: str) -> int:
    kind, _colon, number = by.partition(":")
    return int(number) if kind == "person" and number.isdigit() else 0


def _who(by: str, names: Mapping[int, str]) -> str:
    if number := _person(by):
        return names.get(number, "") or _("seseorang")
    return _("Program toko") if by.partition(":")[0] == "api" else "Sekoci"


def _is_by_staff(change: Change) -> bool:
    """Whether those who run this Sekoci did it, on their own pages or at the machine."""
    return change.by == "command" or change.page.startswith("staf")


def _reasons(shop: Shop, changes: Sequence[Change]) -> dict[int, str]:
    """By change: why the same person, within a moment, did something about the shop or the row."""
    if not changes:
        return {}
    found = acts_about(
        {f"business:{shop.id}", *(f"invitation:{each.key}" for each in changes)},
        since=min(each.at for each in changes) - MOMENT,
        until=max(each.at for each in changes) + MOMENT,
    )
    near: dict[int, StaffAct] = {}
    for change in changes:
        done = [act for act in found if act.person_id == _person(change.by) and abs(act.at - change.at) < MOMENT]
        if done:
            near[change.id] = min(done, key=lambda act: abs(act.at - change.at))
    return {number: act.reason for number, act in near.items()}
