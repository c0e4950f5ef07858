"""Which other system, and what it is told."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy

from sekoci.kit.errors import Refusal
from sekoci.kit.forms import LineField
from sekoci.kit.outside import place_of
from sekoci.webhooks.names import KIND_NAMES, OFFICE_KIND_NAMES


class TargetForm(forms.Form):
    url = LineField(
        label=gettext_lazy("Link penerima"),
        help_text=gettext_lazy("Dari pembuat programnya. Mulai dengan https://"),
        max_length=500,
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )
    name = LineField(
        label=gettext_lazy("Nama"), help_text=gettext_lazy("Misalnya pembukuan atau gudang."), max_length=40, required=False
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Kabari saat"),
        choices=list(KIND_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Centang paling sedikit satu.")},
    )

    def clean_url(self) -> str:
        """What is wrong with the link is said together with what is wrong elsewhere."""
        url = str(self.cleaned_data["url"])
        try:
            place_of(url)
        except Refusal as no:
            raise forms.ValidationError(no.sentence()) from None
        return url


class OfficeTargetForm(TargetForm):
    """The same for an organisation, with what it may hear of."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        kinds = cast(forms.MultipleChoiceField, self.fields["kinds"])
        kinds.choices = list(OFFICE_KIND_NAMES.items())
        kinds.initial = list(OFFICE_KIND_NAMES)
        self.fields["name"].help_text = gettext_lazy("Misalnya dasbor atau gudang data.")
