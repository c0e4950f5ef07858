"""Which of those whom a programme is for an officer wants now."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sekoci.programs.names import GRADES
from sekoci.programs.rules import SCALES, Filter
from sekoci.registry.pages import SCALE_NAMES, group_name
from sekoci.registry.rules import GROUPS, KINDS


class FilterForm(forms.Form):
    """From the address of the page; what cannot be asks nothing."""

    wilayah = forms.ChoiceField(label=_("Wilayah"), required=False)
    ukuran = forms.ChoiceField(
        label=_("Ukuran usaha"),
        required=False,
        choices=[("", _("Besar apa pun")), *((each, SCALE_NAMES[each]) for each in SCALES)],
    )
    bidang = forms.ChoiceField(label=_("Bidang usaha"), required=False)
    pemilik = forms.ChoiceField(
        label=_("Pemilik"), required=False, choices=[("", _("Semua")), ("f", _("Perempuan")), ("m", _("Laki-laki"))]
    )
    daring = forms.ChoiceField(label=_("Berjualan daring"), required=False, choices=list(GRADES.items()))
    daftar = forms.ChoiceField(label=_("Ada di daftar"), required=False)
    hp = forms.BooleanField(label=_("Hanya yang nomor HP-nya diketahui"), required=False)

    def __init__(self, data: Any, *, areas: Sequence[tuple[str, str]], lists: Sequence[tuple[int, str]]):
        super().__init__(data)
        for field in self.fields.values():
            field.is_conditional = True  # type: ignore[attr-defined]  # it says by itself that it may ask nothing
        self.fields["wilayah"].choices = [("", _("Semua wilayah program")), *areas]  # type: ignore[attr-defined]  # a choice field
        self.fields["bidang"].choices = [("", _("Semua bidang")), *((code, group_name(code)) for code in GROUPS)]  # type: ignore[attr-defined]
        self.fields["daftar"].choices = [("", _("Semua daftar")), *lists]  # type: ignore[attr-defined]  # a choice field

    def wanted(self) -> Filter:
        """What was asked for; a field that says what nobody offered counts as empty."""
        self.is_valid()
        said = self.cleaned_data
        group, scale, sex, number = (said.get(name) or "" for name in ("bidang", "ukuran", "pemilik", "daftar"))
        return Filter(
            area=said.get("wilayah") or "",
            kinds=tuple(each.code for each in KINDS.values() if each.group == group) if group else (),
            scales=(scale,) if scale else (),
            sexes=(sex,) if sex else (),
            grade=said.get("daring") or "",
            phone=bool(said.get("hp")),
            lists=(int(number),) if number else (),
        )
