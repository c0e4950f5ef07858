"""Beginning a partner's list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from sekoci.kit.forms import LineField
from sekoci.registry.forms.place import PlaceForm


class NewListForm(PlaceForm):
    """The list's name; and where its businesses are, where they are all in one place."""

    name = LineField(
        label=gettext_lazy("Nama daftar"),
        help_text=gettext_lazy("Nama yang tetap sama tiap kali, misalnya Mitra GoFood Surakarta."),
        min_length=2,
        max_length=80,
        widget=forms.TextInput({"autofocus": True, "autocomplete": "off"}),
    )
    field_order = ("name", "place")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].label = gettext_lazy("Semua usahanya di mana? (boleh kosong)")
        self.fields["place"].help_text = gettext_lazy("Menentukan kalau nama kecamatan ada di beberapa provinsi.")

    def clean(self) -> dict[str, Any]:
        if self.data.get("place", "").strip():
            return super().clean()
        return {**self.cleaned_data, "area_code": ""}
