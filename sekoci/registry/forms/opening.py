"""Opening a business: three answers."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy

from sekoci.kit.forms import LineField
from sekoci.registry.forms.place import PlaceForm


def _new_key() -> str:
    return uuid4().hex


class OpenForm(PlaceForm):
    """The business's name, what it sells, where it is. `once` makes a second tap the same opening."""

    name = LineField(
        label=gettext_lazy("Nama usaha"),
        min_length=2,
        max_length=60,
        widget=forms.TextInput(
            {"autofocus": True, "autocomplete": "organization", "autocapitalize": "words", "enterkeyhint": "next"}
        ),
    )
    sells = LineField(
        label=gettext_lazy("Jualan apa?"),
        help_text=gettext_lazy("Bebas, misalnya keripik tempe dan sambal."),
        min_length=2,
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off", "enterkeyhint": "next"}),
    )
    once = forms.CharField(max_length=32, required=False, initial=_new_key, widget=forms.HiddenInput)
    field_order = ("name", "sells", "place")
