"""What the shop's people fill in about customers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sekoci.customers.rules import LEAST_LETTERS, MOST_LETTERS
from sekoci.kit.forms import LineField
from sekoci.kit.ids import new_id

KEY = r"\A[A-Za-z0-9-]{8,60}\Z"


class KeyedForm(forms.Form):
    """A form that says once and for all what it is: sent twice, it is one."""

    kunci = forms.RegexField(KEY, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, initial={"kunci": str(new_id()), **more.pop("initial", {})}, **more)


class NoteForm(KeyedForm):
    text = LineField(label=_("Catatan baru"), max_length=300)


class ChangedNoteForm(forms.Form):
    text = LineField(label=_("Catatan"), max_length=300)


class PromoForm(KeyedForm):
    text = LineField(
        label=_("Isi kabar"),
        min_length=LEAST_LETTERS,
        max_length=MOST_LETTERS,
        help_text=_("Paling banyak 300 huruf. Tanpa link lain dan nomor HP."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
