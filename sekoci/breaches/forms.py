"""What staff write down about a breach."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sekoci.breaches.rules import BreachDraft
from sekoci.breaches.words import FIELDS
from sekoci.kit import clock
from sekoci.kit.errors import Refusal
from sekoci.kit.forms import LineField
from sekoci.kit.ids import new_id

ZONE = ZoneInfo("Asia/Jakarta")
"""Of the agency, and of the pages of staff."""


MOST_CONTACT = 60
ALIKE = ("title", "whose", "people", "cause", "done", "advice", "contact")
"""Fields that the form and the draft call by the same name."""


class KeyedForm(forms.Form):
    """A form that says once and for all what it is: sent twice, it is one."""

    kunci = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, initial={"kunci": str(new_id()), **more.pop("initial", {})}, **more)


class NoteForm(KeyedForm):
    text = LineField(label=_("Catatan baru"), max_length=500)


def _day(label: Any, *, required: bool, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def _hour(label: Any, *, required: bool) -> forms.TimeField:
    return forms.TimeField(label=label, required=required, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


def _words(name: str, most: int, help_text: Any) -> LineField:
    widget = forms.Textarea(attrs={"rows": 2})
    return LineField(label=FIELDS[name], required=False, max_length=most, help_text=help_text, widget=widget)


class BreachForm(KeyedForm):
    title = LineField(
        label=FIELDS["title"], min_length=5, max_length=100, help_text=_("Satu baris, misalnya: HP petugas hilang.")
    )
    noticed_day = _day(_("Diketahui tanggal"), required=True)
    noticed_hour = _hour(_("Jam (WIB)"), required=True)
    began_day = _day(_("Mulai tanggal"), required=False, help_text=_("Perkiraan boleh. Betulkan nanti."))
    began_hour = _hour(_("Jam mulai (WIB)"), required=False)
    exposed = _words("data", 160, _("Misalnya: nama, nomor HP, alamat antar."))
    whose = _words("whose", 120, _("Misalnya: pembeli toko Warung Melati."))
    people = forms.IntegerField(label=FIELDS["people"], required=False, min_value=0, max_value=1_000_000_000)
    cause = _words("cause", 160, _("Apa yang membuat data terbuka."))
    done = _words("done", 200, _("Yang sudah dan sedang dilakukan."))
    advice = _words("advice", 120, _("Misalnya: jangan beri kode masuk kepada siapa pun."))
    contact = LineField(label=FIELDS["contact"], required=False, max_length=MOST_CONTACT, help_text=_("Nomor HP atau e-mail."))

    def __init__(self, data: Any = None, *, draft: BreachDraft | None = None) -> None:
        super().__init__(data, initial=_initial(draft))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("began_hour") and not said.get("began_day") and "began_day" not in self.errors:
            self.add_error("began_day", ValidationError(gettext("Isi tanggalnya juga.")))
        return said

    def draft(self) -> BreachDraft:
        said = self.cleaned_data
        noticed_at = _moment(said["noticed_day"], said["noticed_hour"])
        assert noticed_at is not None
        return BreachDraft(
            noticed_at=noticed_at,
            began_at=_moment(said["began_day"], said["began_hour"]),
            data=said["exposed"],
            **{name: said[name] for name in ALIKE},
        )

    def say(self, refusal: Refusal) -> None:
        """The refusal beside its field."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence())


def _moment(day: date | None, hour: time | None) -> datetime | None:
    return datetime.combine(day, hour or time(), tzinfo=ZONE) if day else None


def _initial(draft: BreachDraft | None) -> dict[str, Any]:
    noticed = (draft.noticed_at if draft else clock.now()).astimezone(ZONE)
    known: dict[str, Any] = {"noticed_day": noticed.date(), "noticed_hour": noticed.time().replace(second=0, microsecond=0)}
    if draft is None:
        contact = settings.OPERATOR_CONTACT
        return known | {"contact": contact} if len(contact) <= MOST_CONTACT else known
    if draft.began_at:
        began = draft.began_at.astimezone(ZONE)
        known |= {"began_day": began.date(), "began_hour": began.time()}
    return known | {"exposed": draft.data} | {name: getattr(draft, name) for name in ALIKE}
