"""The rows of every module, for staff: the door of their pages, where they stand, and what leads from one to the other.

Django's admin without its forms (docs/decisions/0037): a page here reads in a transaction that cannot write, across businesses,
and whoever's data it shows can read that it was looked at.
"""

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from importlib.util import find_spec
from typing import Any, TypeVar, cast

from django.apps import apps
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.db import OperationalError, models, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from psycopg.errors import QueryCanceled

from sekoci.accounts.actions import note_view
from sekoci.accounts.pages import for_staff
from sekoci.accounts.queries import number_requests
from sekoci.kit.backoffice import Shown, phones_seen, shown
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.phone import masked_phone
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.operations.value_words import SAID, VALUES
from sekoci.operations.verbs import VERBS
from sekoci.operations.words import FIELDS, MODULES, TABLES
from sekoci.registry.queries import LeftOpen, left_open_by
from sekoci.webhooks.queries import targets_on

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
LONGEST = 5000
"""Milliseconds of one statement: a search that reads ten million rows is asked to be narrower."""
WHERE = {
    "order_id": "orders.order",
    "business_id": "registry.business",
    "person_id": "accounts.person",
    "payment_id": "payments.payment",
}


class TooWide(Refusal):
    code, status = "too_wide", 422
    id = "Pencarian ini terlalu luas. Tambahkan tanggal atau saringan."
    en = "This search is too wide. Add a date or a filter."


class NoLongerFits(Refusal):
    code, status = "no_longer_fits", 409
    id = "Keadaannya sudah lain. Tindakan ini tidak berlaku lagi."
    en = "It is not as it was. This can no longer be done."


class BackOffice(AdminSite):
    """Every model that some module shows."""

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_staff)

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        @wraps(view)
        @never_cache
        @require_GET
        @for_staff
        def page(request: HttpRequest, *arguments: Any, **parts: Any) -> Any:
            with reading_all():
                response = view(request, *arguments, **parts)
                if isinstance(response, TemplateResponse):
                    response.render()
            note_view(phones_seen(request), viewer=f"staff:{request.user.pk}", what="rows", place=request.path)
            return response

        return cast(View, page)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def get_urls(self) -> list[Any]:
        return [
            path("", self.admin_view(self.index), name="index"),
            path("/<slug:module>/<slug:table>", self.admin_view(self.list_of), name="list"),
            path("/<slug:module>/<slug:table>/<str:key>", self.admin_view(self.row), name="row"),
        ]

    def list_of(self, request: HttpRequest, module: str, table: str) -> HttpResponse:
        return self.shown(f"{module}.{table}").changelist_view(request)

    def row(self, request: HttpRequest, module: str, table: str, key: str) -> HttpResponse:
        return self.shown(f"{module}.{table}").row_view(request, key)

    def shown(self, name: str) -> Shown:
        """How a table is shown (`orders.order`); NotFound where it is not."""
        for model, one in self._registry.items():
            if model._meta.label_lower == name:
                return cast(Shown, one)
        raise NotFound()

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        groups = [
            (title, [(self.title_of(each), self.address_of(each)) for each in self._registry if each._meta.app_label == name])
            for name, title in MODULES.items()
        ]
        return TemplateResponse(request, "operations/rows.html", {"groups": groups})

    def word(self, name: str) -> str:
        return str(FIELDS.get(name) or FIELDS[name.rpartition("__")[2]])

    def value_word(self, name: str, value: object) -> str:
        words = VALUES.get(name, {})
        if name in SAID and isinstance(value, str):
            return SAID[name](value)
        if isinstance(value, dict):
            return ", ".join(f"{words.get(key, key)}: {each}" for key, each in value.items()) if words else ""
        if isinstance(value, list):
            return ", ".join(str(words.get(each, each)) for each in value) if words else ""
        kind, _colon, number = str(value).partition(":")
        said = words.get(kind)
        return f"{said} {number}".strip() if said else ""

    def title_of(self, model: type[models.Model]) -> str:
        return str(TABLES[model._meta.label_lower])

    def address_of(self, model: type[models.Model], key: object = None) -> str:
        """Where its list is, or one of its rows; empty for what is shown nowhere."""
        if model not in self._registry:
            return ""
        place = [model._meta.app_label, model._meta.model_name]
        return reverse("operations:rows:list", args=place) if key is None else reverse("operations:rows:row", args=[*place, key])

    def address_by(self, name: str, key: object) -> str:
        """Where the row is that a plain number or id points at."""
        return self.address_of(apps.get_model(WHERE[name]), key) if name in WHERE else ""

    def around(self, one: Shown, row: models.Model) -> dict[str, Any]:
        """What leads on from a row: lists of what is its own, and what can be done about it."""
        owners = {"registry.business": "business", "accounts.person": "person", "orders.order": "order"}
        owner = owners.get(row._meta.label_lower, "")
        mine = [each for each in self._registry if owner and any(f.attname == f"{owner}_id" for f in each._meta.concrete_fields)]
        name = row._meta.label_lower
        verbs = [
            (verb.says, reverse("operations:act", args=[each, row.pk]), verb.hurts)
            for each, verb in VERBS.items()
            if verb.table == name and verb.fits(row)
        ]
        if owner == "business":
            look = f"{reverse('operations:look')}?toko={cast(Any, row).slug}"
            verbs.append((_("Lihat toko sebagai pemilik"), look, False))
        if owner == "person":
            for asked in number_requests([row.pk]):
                place = self.address_of(apps.get_model("accounts.phonechange"), asked.id)
                verbs.append((_("Minta nomor %(number)s") % {"number": masked_phone(asked.new_phone)}, place, False))
        facts: dict[str, Any] = {}
        if getattr(row, "suspended_at", None):
            facts = {"below": "operations/left_open.html", "left_open": left_open(row.pk)}
        of = f"?{owner}_id={row.pk}"
        if owner == "order":
            of += f"&business_id={cast(Any, row).business_id}"  # their indexes begin with it
        facts["owned"] = [(self.title_of(each), self.address_of(each) + of) for each in mine]
        return facts | {"verbs": verbs}


def left_open(person_id: int) -> list[tuple[LeftOpen, int]]:
    """What goes on without somebody: their shops, each with how many other systems are told of it."""
    shops = left_open_by(person_id)
    told = targets_on([shop.id for shop in shops])
    return [(shop, told.get(shop.id, 0)) for shop in shops]


@contextmanager
def reading_all() -> Iterator[None]:
    """Across businesses, where nothing can be written and nothing lasts for long."""
    try:
        with across_businesses():
            fetch(
                "select set_config('transaction_read_only', 'on', true), set_config('statement_timeout', %s, true)",
                (str(LONGEST),),
            )
            yield
            transaction.set_rollback(True)
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooWide() from None
        raise


@never_cache
@require_http_methods(["GET", "POST"])
@for_staff
def act(request: HttpRequest, verb: str, key: str) -> HttpResponse:
    """Ask before one of the verbs, then do it."""
    chosen = VERBS.get(verb)
    number = chosen.key_of(key) if chosen else None
    if chosen is None or number is None:
        raise NotFound()
    me, reason, wrong, status = int(request.user.pk or 0), request.POST.get("reason", ""), "", 200
    model = apps.get_model(chosen.table)
    back = back_office.address_of(model, number)
    if request.method == "POST":
        try:
            done = chosen.do(number, by=me, reason=reason) if chosen.wants_reason else chosen.do(number, by=me)
        except NotFound:
            raise
        except Refusal as no:
            wrong, status = no.sentence(), no.status
        else:
            messages.success(request, str(chosen.done) if done else _("Sudah begitu sebelumnya. Tidak ada yang berubah."))
            return redirect(back)
    with reading_all():
        row = back_office.shown(chosen.table).found(request, key)
        name = str(row)
        fits = bool(chosen.fits(row))
        if not fits and not wrong:
            wrong, status = NoLongerFits().sentence(), NoLongerFits.status
        going_on = left_open(row.pk) if verb == "tangguhkan" and fits else None
    note_view(phones_seen(request), viewer=f"staff:{me}", what="rows", place=request.path)
    facts = {"left_open": going_on, "verb": chosen, "fits": fits, "name": name, "back": back, "reason": reason, "wrong": wrong}
    return render(request, "operations/act.html", facts, status=status)


def _made() -> BackOffice:
    for app in apps.get_app_configs():
        if app.name.startswith("sekoci.") and find_spec(f"{app.name}.admin"):
            importlib.import_module(f"{app.name}.admin")
    site = BackOffice(name="rows")
    for model, kind in shown:
        site.register(model, kind)
    return site


back_office = _made()
