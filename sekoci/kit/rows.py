"""Rows as people read them: how many there are, which tables they lead to, and values in words."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext as _

from sekoci.kit.templatetags.sekoci import day, moment, rupiah

if TYPE_CHECKING:
    Pages = Paginator[Any]
else:
    Pages = Paginator

COUNTED = 10_000
"""So many rows are counted; beyond, the planner's own estimate is said."""


class Estimated(Pages):
    """Counts some thousand rows and estimates beyond: counting ten million takes longer than reading fifty."""

    @cached_property
    def count(self) -> int:
        return min(self._rows.order_by()[: COUNTED + 1].count(), COUNTED)

    @cached_property
    def about(self) -> int:
        """How many there are: exactly, or as the planner thinks."""
        if self.count < COUNTED:
            return self.count
        return max(COUNTED, int(json.loads(self._rows.explain(format="json"))[0]["Plan"]["Plan Rows"]))

    @property
    def _rows(self) -> "models.QuerySet[Any]":
        return cast("models.QuerySet[Any]", self.object_list)


def leading(model: type[models.Model], names: Sequence[str]) -> list[str]:
    """Which of the names lead to other tables, and so are read with their row."""
    keys = {field.name for field in model._meta.concrete_fields if field.is_relation}
    return [name.rpartition("__")[0] or name for name in names if "__" in name or name in keys]


def said(value: Any, *, is_money: bool) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if is_money and isinstance(value, int):
        return rupiah(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False) if value else "—"
    return str(value)
