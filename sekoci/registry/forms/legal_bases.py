"""By what right a list keeps identity numbers, as officers write it down."""

from collections.abc import Mapping

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from sekoci.kit.forms import LineField
from sekoci.registry.models import LegalBasis

BASIS_NAMES: Mapping[str, str | Promise] = {
    LegalBasis.Kind.LAW.value: gettext_lazy("Peraturan"),
    LegalBasis.Kind.AGREEMENT.value: gettext_lazy("Perjanjian"),
    LegalBasis.Kind.CONSENT.value: gettext_lazy("Persetujuan pemilik"),
}


class LegalBasisForm(forms.Form):
    """Its kind, its words, the day it was signed and its last day."""

    kind = forms.ChoiceField(label=gettext_lazy("Dasarnya"), choices=list(BASIS_NAMES.items()))
    words = LineField(
        label=gettext_lazy("Nomor dan pasalnya"),
        help_text=gettext_lazy("Misalnya: Perjanjian 12/DKUKM/2026, pasal 4."),
        max_length=300,
    )
    signed_on = forms.DateField(label=gettext_lazy("Tanggal ditetapkan"), widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(
        label=gettext_lazy("Berlaku sampai"),
        help_text=gettext_lazy("Sesudah hari itu semua NIK di daftar ini dihapus."),
        widget=forms.DateInput({"type": "date"}),
    )
