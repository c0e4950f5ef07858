"""What an owner chooses when money goes back."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PaidFrom(forms.Form):
    paid_from = forms.ChoiceField(choices=[("cash", _("Kas")), ("bank", _("Bank atau e-wallet"))])
