"""What officers write down of one business, or of many at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sekoci.kit.errors import Invalid
from sekoci.kit.forms import LineField, MoneyField
from sekoci.programs.actions.owning import refuse_wrong_day
from sekoci.programs.names import STAGES
from sekoci.programs.queries import KnownKind, Wish


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class SupportForm(forms.Form):
    """Help for one business; sent twice, it is one."""

    kunci = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Bantuan"))
    how = forms.ChoiceField(label=_("Keadaan bantuan"), choices=[("given", _("Sudah diberikan")), ("planned", _("Direncanakan"))])
    given_on = _day(_("Tanggal"))
    cost = MoneyField(label=_("Biaya"), required=False, help_text=_("Kosong berarti biaya biasanya."))
    note = LineField(label=_("Catatan"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, kinds: Sequence[KnownKind], **more: Any):
        super().__init__(data, **more)
        self.fields["kind"].choices = [(each.id, each.name) for each in kinds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("given_on"):
            try:
                refuse_wrong_day(said["given_on"], field="given_on", is_planned=said.get("how") == "planned")
            except Invalid as no:
                self.add_error("given_on", no.sentence())
        return said


class ManyForm(SupportForm):
    """The same help for many: those of a cohort, or all."""

    cohort = forms.ChoiceField(label=_("Untuk siapa"), required=False)
    again = forms.BooleanField(label=_("Juga yang sudah pernah mendapatnya"), required=False)
    field_order = ("cohort", "kind", "how", "given_on", "cost", "note", "again", "kunci")

    def __init__(self, data: Any = None, *, kinds: Sequence[KnownKind], cohorts: Mapping[int, str], **more: Any):
        super().__init__(data, kinds=kinds, **more)
        self.fields["cohort"].choices = [("", _("Semua peserta")), *cohorts.items()]  # type: ignore[attr-defined]  # a choice field

    def wish(self) -> Wish:
        """Whom it is for, once it is valid. A voucher is for those alone who have it not."""
        said = self.cleaned_data
        return Wish(cohort=int(said["cohort"] or 0) or None, without=0 if said["again"] else int(said["kind"]))


class MarkForm(forms.Form):
    """An officer's word on a stage."""

    stage = forms.ChoiceField(label=_("Tahap"))
    holds = forms.ChoiceField(label=_("Keadaannya"), choices=[("ya", _("Sudah sampai")), ("tidak", _("Belum, atau tidak lagi"))])
    on_day = _day(_("Sejak tanggal"))
    evidence = LineField(label=_("Buktinya"), max_length=300, help_text=_("Apa yang Anda lihat, di mana."))

    def __init__(self, data: Any = None, *, stages: Sequence[str], **more: Any):
        super().__init__(data, **more)
        self.fields["stage"].choices = [(stage, STAGES[stage]) for stage in stages]  # type: ignore[attr-defined]
