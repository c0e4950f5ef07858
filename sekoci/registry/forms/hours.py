"""Opening hours, a row a day: one span, or two around a break."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from sekoci.kit.errors import Refusal
from sekoci.registry.names import DAY_NAMES
from sekoci.registry.rules import DAYS, Hours, checked_hours

PARTS = ("from", "to", "from2", "to2")
USUAL = ("08:00", "17:00", "", "")


class ClockField(forms.CharField):
    """A time of day as people write it (`8`, `8.30`, `0830`), as `08:30`; empty when empty."""

    widget = forms.TimeInput(attrs={"type": "time"})

    def clean(self, value: Any) -> str:
        said = super().clean(value)
        found = re.fullmatch(r"([01]?[0-9]|2[0-4])(?:[.:]?([0-5][0-9]))?(?::[0-5][0-9])?", said)
        if said and not found:
            raise forms.ValidationError(gettext("Tulis jam seperti 08:00."))
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (0, 0)
        return f"{hour % 24:02}:{minute:02}" if said else ""


@dataclass(frozen=True)
class DayRow:
    """A day's fields, for the page."""

    name: str
    is_open: BoundField
    spans: list[tuple[BoundField, BoundField]]
    errors: list[str]

    @property
    def has_break(self) -> bool:
        return any(field.value() for field in self.spans[1])


class HoursForm(forms.Form):
    """`always` or by the week; dates on which it is closed."""

    mode = forms.ChoiceField(
        label=gettext_lazy("Kapan buka?"),
        choices=[("always", gettext_lazy("Selalu buka")), ("week", gettext_lazy("Ada jam buka"))],
        widget=forms.RadioSelect,
    )
    new_closed = forms.DateField(
        label=gettext_lazy("Tambah tanggal libur"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: QueryDict | None = None, *, hours: Hours) -> None:
        super().__init__(data, initial=self.known(hours))
        for day in DAYS:
            self.fields[f"{day}_open"] = forms.BooleanField(label=DAY_NAMES[day], required=False)
            for part in PARTS:
                self.fields[f"{day}_{part}"] = ClockField(max_length=8, required=False)
        closed = [str(day) for day in hours.get("closed") or ()]
        self.fields["closed"] = forms.MultipleChoiceField(
            label=gettext_lazy("Tanggal libur"),
            choices=[(day, date.fromisoformat(day)) for day in closed],
            required=False,
            initial=closed,
        )

    @staticmethod
    def known(hours: Hours) -> dict[str, Any]:
        facts: dict[str, Any] = {"mode": "week" if any(day in hours for day in DAYS) else "always"}
        for day in DAYS:
            spans = [part for span in hours.get(day) or () for part in span]
            facts[f"{day}_open"] = bool(spans) if facts["mode"] == "week" else day != "sun"
            for number, part in enumerate(PARTS):
                facts[f"{day}_{part}"] = spans[number] if number < len(spans) else (USUAL[number] if not spans else "")
        return facts

    def rows(self) -> Iterator[DayRow]:
        """The seven days, for the page."""
        for day in DAYS:
            spans = [(self[f"{day}_from"], self[f"{day}_to"]), (self[f"{day}_from2"], self[f"{day}_to2"])]
            errors = [str(error) for part in ("open", *PARTS) for error in self[f"{day}_{part}"].errors]
            yield DayRow(str(DAY_NAMES[day]), self[f"{day}_open"], spans, list(dict.fromkeys(errors)))

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        hours: dict[str, Any] = {}
        if facts.get("mode") == "week":
            hours = {day: self._spans(day, facts) for day in DAYS if facts.get(f"{day}_open")}
            if not hours:
                self.add_error("mode", gettext("Pilih paling sedikit satu hari buka."))
        closed = [*facts.get("closed", ()), *([facts["new_closed"].isoformat()] if facts.get("new_closed") else [])]
        facts["opening_hours"] = {**hours, "closed": closed} if closed else hours
        return facts

    def _spans(self, day: str, facts: Mapping[str, Any]) -> list[list[str]]:
        """A day's spans; whatever is wrong with them is said in its own row."""
        pairs = [[facts.get(f"{day}_{a}", ""), facts.get(f"{day}_{b}", "")] for a, b in (PARTS[:2], PARTS[2:])]
        spans = [pair for pair in pairs if any(pair)]
        if not spans or not all(all(pair) for pair in spans):
            self.add_error(f"{day}_open", gettext("Isi jam buka dan jam tutup."))
            return []
        try:
            checked_hours({day: spans})
        except Refusal as no:
            self.add_error(f"{day}_open", no.sentence())
        return spans


def like_monday(data: QueryDict) -> QueryDict:
    """The same answers, with Monday's hours on every open day."""
    changed = data.copy()
    for day in DAYS:
        for part in PARTS:
            changed[f"{day}_{part}"] = data.get(f"mon_{part}", "")
    return changed
