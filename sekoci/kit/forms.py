"""Form fields that read what people write, and the renderer that draws every Django form in our look.

`{{ form.price.as_field_group }}` gives label, input, hint and error; `{{ form }}` gives them all.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sekoci.kit.errors import Refusal
from sekoci.kit.money import MOST_TYPED, Rupiah, parse_rupiah
from sekoci.kit.phone import parse_phone
from sekoci.kit.text import clean_line, clean_text

T = TypeVar("T")


class Look(TemplatesSetting):
    """The renderer named in settings.FORM_RENDERER."""

    field_template_name = "kit/parts/field.html"
    form_template_name = "kit/parts/form.html"


class MoneyInput(forms.TextInput):
    """Digits, read back below the field as they are understood."""

    template_name = "kit/parts/money_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "data-money": "", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


class PhotoInput(forms.ClearableFileInput):
    """A photo from the camera or the album, shown before it is sent and made smaller on the phone."""

    template_name = "kit/parts/photo_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, invitation: object = _("Ambil atau pilih foto")) -> None:
        super().__init__({"accept": "image/*", "data-photo": "", **(attrs or {})})
        self.invitation = invitation

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "invitation": self.invitation}


def speak_plainly() -> None:
    """Our words instead of Django's for what can be wrong with any field, on every form alike."""
    forms.Field.default_error_messages["required"] = _("Bagian ini harus diisi.")
    MinLengthValidator.message = _("Tulis paling sedikit %(limit_value)d huruf.")
    MaxLengthValidator.message = _("Tulis paling banyak %(limit_value)d huruf.")


class LineField(forms.CharField):
    """One line of clean text."""

    def clean(self, value: Any) -> str:
        said = super().clean(value)
        return _or_say_why(lambda: clean_line(said, most=self.max_length or 200))


class LinesField(forms.CharField):
    """Several lines of clean text."""

    widget = forms.Textarea

    def clean(self, value: Any) -> str:
        said = super().clean(value)
        return _or_say_why(lambda: clean_text(said, most=self.max_length or 2000))


class MoneyField(forms.CharField):
    """A sum as people write it (`15rb`, `Rp 1.250.000`), as Rupiah; None when empty and not required."""

    widget = MoneyInput

    def clean(self, value: Any) -> Rupiah | None:
        said = super().clean(value)
        amount = _or_say_why(lambda: parse_rupiah(said)) if said else None
        if amount is not None and amount > MOST_TYPED:
            raise ValidationError(gettext("Angkanya terlalu besar: paling banyak Rp100 miliar."), code="too_large")
        return amount


class PhoneField(forms.CharField):
    """A phone number in any spelling, as E.164; empty when empty and not required."""

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "placeholder": "0812 3456 7890"})

    def clean(self, value: Any) -> str:
        said = super().clean(value)
        return _or_say_why(lambda: parse_phone(said)) if said else ""


def _or_say_why(read: Callable[[], T]) -> T:
    try:
        return read()
    except Refusal as no:
        raise ValidationError(no.sentence(), code=no.code) from None
