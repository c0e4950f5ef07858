"""A lost or changed phone number."""

from django import forms
from django.utils.translation import gettext_lazy

from sekoci.accounts.rules import code_in
from sekoci.kit.forms import PhoneField


class NewNumberForm(forms.Form):
    new = PhoneField(label=gettext_lazy("Nomor HP baru"), help_text=gettext_lazy("Kode dikirim ke nomor ini."))


class LostForm(NewNumberForm):
    old = PhoneField(label=gettext_lazy("Nomor HP lama"))
    field_order = ["old", "new"]


class NumberCodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Kode 6 angka"),
        max_length=400,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "class": "big"}),
    )

    def clean_code(self) -> str:
        code = code_in(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(gettext_lazy("Tulis 6 angka dari pesan kami."))
        return code


class SureForm(forms.Form):
    sure = forms.BooleanField(
        label=gettext_lazy("Saya sudah bicara langsung dengan orangnya."),
        error_messages={"required": gettext_lazy("Bicara dulu, lalu centang.")},
    )
