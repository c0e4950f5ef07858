"""What those who run this Sekoci see of a module's rows: lists to search and filter, and a page a row. Nothing is changed here.

A module says in its `admin.py` what it shows, field by field: `@shows(Order)` above a `Shown`. The door of the pages is in
`operations/backoffice.py`, their words beside it. Changes are verbs.
"""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import SuspiciousOperation
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.phone import NotAPhone, masked_phone, parse_phone, spoken_phone
from sekoci.kit.rows import Estimated, leading, said

if TYPE_CHECKING:
    Admin = admin.ModelAdmin[Any]
else:
    Admin = admin.ModelAdmin

ROWS = 50
SEEN = "sekoci.rows"
"""Where a request collects the phones that its rows showed: for the door, which notes the look."""
OF_A_SHOP = "business__slug__exact"
MOST_SHOPS = 100
"""So many shops may be meant by a part of a name."""
OWNERS = ("business_id", "person_id", "order_id")
COMPARED = ("", "exact", "gte", "lt", "isnull", "isempty")


@dataclass(frozen=True)
class Part:
    """Rows that belong to a row: of this model, by this key, these fields of them."""

    model: type[models.Model]
    key: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """A value as people read it, and where it leads."""

    word: str
    text: str
    href: str = ""
    is_number: bool = False


class Site(Protocol):
    """What the pages need of where they stand."""

    def word(self, name: str) -> str: ...
    def value_word(self, name: str, value: object) -> str: ...
    def title_of(self, model: type[models.Model]) -> str: ...
    def address_of(self, model: type[models.Model], key: object = None) -> str: ...
    def address_by(self, name: str, key: object) -> str: ...
    def around(self, shown: "Shown", row: models.Model) -> dict[str, Any]: ...
    def has_permission(self, request: HttpRequest) -> bool: ...


class Shown(Admin):
    """A model as staff see it. Only what is named is shown, searched or compared; secrets are named by nobody."""

    list_per_page = list_max_show_all = ROWS
    show_full_result_count = False
    actions = None
    ordering = ("-pk",)
    paginator = Estimated
    change_list_template = "kit/backoffice/list.html"
    more: Sequence[str] = ()
    """What the page of a row shows besides the list's fields."""
    phones: Sequence[str] = ()
    """Where people's phones stand: masked in lists, and every look at them is noted."""
    money: Sequence[str] = ()
    parts: Sequence[Part] = ()

    @property
    def site(self) -> Site:
        return cast(Site, self.admin_site)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.site.has_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """By its filters, and by whose it is. Whatever else could be asked could be guessed letter by letter, secrets too."""
        names = [each if isinstance(each, str) else each[0] for each in self.list_filter if isinstance(each, (str, tuple))]
        name, _sep, comparison = lookup.partition("__")
        return lookup in OWNERS or (name in names and comparison in COMPARED)

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Any]":
        rows = super().get_queryset(request)
        led = leading(self.model, [*map(str, self.list_display), *self.more])
        return rows.select_related(*led) if led else rows

    def get_search_results(
        self, request: HttpRequest, queryset: "models.QuerySet[Any]", search_term: str
    ) -> "tuple[models.QuerySet[Any], bool]":
        """A phone is found however it is written, what is a shop's by a part of the shop's name."""
        shops = self._shops(search_term)
        with contextlib.suppress(NotAPhone):
            search_term = parse_phone(search_term)
        found, is_double = super().get_search_results(request, queryset, search_term)
        if not search_term or OF_A_SHOP not in self.search_fields:
            return found, is_double
        mine = queryset.filter(business_id__in=shops)
        return (found | mine if self.get_search_fields(request) else mine), is_double

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        """Without the shop's: it is looked up first, so that millions of rows are found by its number."""
        return [name for name in self.search_fields if name != OF_A_SHOP]

    def _shops(self, said: str) -> list[int]:
        """The shops called so, in their link or in words; of very many only those that are called exactly so."""
        if not said or OF_A_SHOP not in self.search_fields:
            return []
        shops = self.model._meta.get_field("business").related_model._default_manager
        called = models.Q(slug__icontains=said) | models.Q(name__icontains=said)
        found = list(shops.filter(called).values_list("pk", flat=True)[: MOST_SHOPS + 1])
        exact = models.Q(slug=said.lower()) | models.Q(name__iexact=said)
        return found if len(found) <= MOST_SHOPS else list(shops.filter(exact).values_list("pk", flat=True)[:MOST_SHOPS])

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list: searched, filtered, sorted, a page at a time."""
        if any("\0" in value for value in request.GET.values()):
            raise Unfit()
        try:
            response = super().changelist_view(request, extra_context)
        except SuspiciousOperation:
            raise Unfit() from None
        found = (getattr(response, "context_data", None) or {}).get("cl")
        if not isinstance(response, TemplateResponse) or found is None:
            raise Unfit()
        rows = list(found.result_list)
        self._note(request, rows)
        response.context_data = {
            "cl": found,
            "title": self.site.title_of(self.model),
            "heads": list(self._heads(found)),
            "rows": [(self.site.address_of(self.model, row.pk), self.cells(row, self.list_display)) for row in rows],
            "filters": [self._choices(each, found) for each in found.filter_specs],
            "by": list(dict.fromkeys(self.site.word(name.rpartition("__")[0]) for name in self.search_fields)),
            "kept": [(name, value) for name, values in found.filter_params.items() for value in values if name != "q"],
            "earlier": _page(found, -1),
            "later": _page(found, 1),
        }
        return response

    def row_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """Everything staff see of one row, what belongs to it, and what can be done about it."""
        row = self.found(request, key)
        facts = {
            "title": self.site.title_of(self.model),
            "lists": self.site.address_of(self.model),
            "row": row,
            "cells": self.cells(row, list(dict.fromkeys([*self.list_display, *self.more])), whole=True),
            "parts": [(self.site.title_of(part.model), self._rows_of(row, part)) for part in self.parts],
        }
        return TemplateResponse(request, "kit/backoffice/row.html", facts | self.site.around(self, row))

    def found(self, request: HttpRequest, key: str) -> models.Model:
        """The row of this key, its look noted; NotFound where there is none."""
        row = None if "\0" in key else self.get_object(request, key)
        if row is None:
            raise NotFound()
        self._note(request, [row])
        return cast(models.Model, row)

    def cells(self, row: models.Model, names: Sequence[Any], *, whole: bool = False) -> list[Cell]:
        """Its values in words; `whole`: phones unmasked, no text cut short."""
        return [self._cell(row, name, whole=whole) for name in names]

    def _cell(self, row: models.Model, name: str, *, whole: bool) -> Cell:
        value: Any = row
        for step in name.split("__"):
            value = getattr(value, step, None)
        is_number = isinstance(value, int) and not isinstance(value, bool) and not name.endswith("id")
        choice = getattr(row, f"get_{name}_display", None)
        if choice and value:
            text = _(str(choice()))
        elif name in self.phones and value and str(value).startswith("+"):
            text = spoken_phone(value) if whole else masked_phone(value)
        elif name in self.phones and value and not whole:
            text = f"{str(value)[:1]}…{str(value)[-4:]}"
        else:
            text = self.site.value_word(name, value) or said(value, is_money=name in self.money)
            if not whole and text.startswith("+") and text[1:].isdigit():
                text = masked_phone(text)  # somebody who gave no name
        href = self.site.address_of(type(value), value.pk) if isinstance(value, models.Model) else ""
        href = href or (self.site.address_by(name, value) if value else "")
        return Cell(self.site.word(name), text if whole or len(text) < 90 else f"{text[:88]}…", href, is_number)

    def _rows_of(self, row: models.Model, part: Part) -> list[list[Cell]]:
        rows = part.model._default_manager.filter(**{part.key: row.pk}).order_by("-pk")
        if led := leading(part.model, part.fields):
            rows = rows.select_related(*led)
        rows = rows[:ROWS]
        return [self.cells(each, part.fields, whole=True) for each in rows]

    def _heads(self, found: ChangeList) -> Iterator[tuple[str, str, str, bool]]:
        """Each column's word, the address that sorts by it (none: it does not), how it sorts now, whether it is a number."""
        sorted_by = found.get_ordering_field_columns()
        for index, name in enumerate(self.list_display):
            is_field = "__" not in str(name) and any(field.name == name for field in self.opts.concrete_fields)
            now = sorted_by.get(index, "")
            href = found.get_query_string({"o": str(index) if now == "desc" else f"-{index}"}, ["p"]) if is_field else ""
            field = self.opts.get_field(str(name)) if is_field else None
            is_number = isinstance(field, models.IntegerField) and not field.choices
            yield self.site.word(str(name)), href, now, is_number

    def _choices(self, spec: Any, found: ChangeList) -> tuple[str, list[tuple[str, str, bool]]]:
        name = getattr(spec, "field_path", None) or spec.parameter_name
        word = {
            "All": _("Semua"),
            "Any date": _("Kapan saja"),
            "Today": _("Hari ini"),
            "Past 7 days": _("7 hari terakhir"),
            "This month": _("Bulan ini"),
            "This year": _("Tahun ini"),
            "Yes": _("Ya"),
            "No": _("Tidak"),
            "Empty": _("Belum"),
            "Not empty": _("Sudah"),
        }
        plain = [(str(each["display"]), each) for each in spec.choices(found)]
        choices = [(word.get(text) or _(text), each["query_string"], each["selected"]) for text, each in plain]
        return self.site.word(name), [each for each in choices if each[0] not in ("No date", "Has date")]

    def _note(self, request: HttpRequest, rows: Sequence[models.Model]) -> None:
        """Whose data is looked at: the door writes it down."""
        seen = request.META.setdefault(SEEN, set())
        for row in rows:
            for name in self.phones:
                value: Any = row
                for step in name.split("__"):
                    value = getattr(value, step, None)
                if value:
                    seen.add(str(value))


def phones_seen(request: HttpRequest) -> set[str]:
    """Whose data the rows of this request showed."""
    return set(request.META.get(SEEN, ()))


class Unfit(Invalid):
    def __init__(self) -> None:
        super().__init__(field="q", why_id="Saringan ini tidak dikenal.", why_en="This filter is not known.")


shown: list[tuple[type[models.Model], type[Shown]]] = []


def shows(model: type[models.Model]) -> Callable[[type[Shown]], type[Shown]]:
    """Show this model to staff so."""

    def register(kind: type[Shown]) -> type[Shown]:
        shown.append((model, kind))
        return kind

    return register


def _page(found: ChangeList, step: int) -> str:
    number = found.page_num + step
    return found.get_query_string({"p": str(number)}) if 1 <= number <= found.paginator.num_pages else ""
