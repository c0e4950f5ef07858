"""The forms of logging in and of the profile."""

from typing import Any

from cryptography.exceptions import InvalidSignature
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sekoci.accounts.rules import code_in
from sekoci.kit.errors import Refusal
from sekoci.kit.phone import parse_phone


class PhoneForm(forms.Form):
    phone = forms.CharField(
        label=_("Nomor HP"),
        max_length=40,
        help_text=_("Kode dikirim lewat WhatsApp atau SMS."),
        error_messages={"required": _("Tulis nomor HP Anda.")},
        widget=forms.TextInput(
            attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "placeholder": "0812 3456 7890", "autofocus": True}
        ),
    )

    def clean_phone(self) -> str:
        try:
            return parse_phone(self.cleaned_data["phone"])
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence()) from None


class CodeForm(forms.Form):
    """Six digits, typed or pasted; also with spaces, or with the whole message around them."""

    code = forms.CharField(
        label=_("Kode 6 angka"),
        max_length=400,
        error_messages={"required": _("Tulis 6 angka dari pesan kami.")},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "big", "autofocus": True}
        ),
    )

    def clean_code(self) -> str:
        code = code_in(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("Tulis 6 angka dari pesan kami."))
        return code


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Nama"), max_length=80, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Bahasa"), choices=[("id", "Bahasa Indonesia"), ("en", "English")])


def credential_in(form: Any) -> Any:
    """What allauth's form makes of a passkey's answer; None where it does not fit, or is no such answer at all."""
    try:
        return form.cleaned_data["credential"] if form.is_valid() else None
    except (ValueError, TypeError, KeyError, AttributeError, InvalidSignature):
        return None


def language_now() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"
