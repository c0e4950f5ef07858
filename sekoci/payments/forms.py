"""What an owner fills in about QRIS."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sekoci.kit.forms import PhotoInput


class StickerForm(forms.Form):
    """A photo of the sticker, or the text in it. The view reads both; this is how they look."""

    photo = forms.FileField(label=_("Foto stiker QRIS"), required=False, widget=PhotoInput())
    text = forms.CharField(
        label=_("Atau tempel teks kodenya"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_("Dimulai dengan 000201."),
    )


class PaidFrom(forms.Form):
    paid_from = forms.ChoiceField(choices=[("cash", _("Kas")), ("bank", _("Bank atau e-wallet"))])
