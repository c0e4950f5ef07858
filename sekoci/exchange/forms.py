"""What staff write down of an agreement."""

from django import forms
from django.utils.translation import gettext_lazy

from sekoci.kit.forms import LineField


def _day(label: object, **more: object) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more)  # type: ignore[arg-type]  # Django's stubs know no lazy label


class AgreementForm(forms.Form):
    """Its number, what for, from when until when."""

    paper = LineField(
        label=gettext_lazy("Nomor dan nama surat"),
        min_length=3,
        max_length=200,
        help_text=gettext_lazy("Misalnya: PKS 12/DKUKM/2026 tentang berbagi data."),
    )
    purpose = LineField(label=gettext_lazy("Untuk apa"), min_length=10, max_length=300)
    since = _day(gettext_lazy("Mulai"))
    until = _day(gettext_lazy("Hari terakhir"), required=False)
