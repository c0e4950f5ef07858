"""What officers write down of a programme."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sekoci.kit.errors import Refusal
from sekoci.kit.forms import LineField, LinesField, MoneyField
from sekoci.programs.actions import ProgramDraft, SupportDraft, TargetDraft
from sekoci.programs.names import STAGE_MEANINGS, STAGES, SUPPORT
from sekoci.programs.queries import KnownKind, Programme
from sekoci.programs.rules import SCALES, Eligibility, Template
from sekoci.registry.pages import SCALE_NAMES, group_name
from sekoci.registry.queries import AreaPick, areas_named
from sekoci.registry.rules import GROUPS, KINDS

TARGETS = 3
COUNTRY = "id"
"""The whole country among the choices of a form, where an empty code means that nothing was picked."""
OfMany = forms.CheckboxSelectMultiple


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class ProgramForm(forms.Form):
    """Everything of a programme; `areas` are the codes that the officer may pick, with their names."""

    name = LineField(label=_("Nama program"), max_length=80, help_text=_("Misalnya Bangkit Bersama Solo."))
    about = LinesField(label=_("Tentang program"), max_length=600, widget=forms.Textarea({"rows": 3}))
    joining = LinesField(
        label=_("Cara ikut"), max_length=600, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("Pemilik usaha membacanya. Pakai kata sehari-hari."),
    )  # fmt: skip
    begins_on, ends_on = _day(_("Mulai")), _day(_("Selesai"))
    areas = forms.MultipleChoiceField(label=_("Wilayah"), widget=OfMany, required=False)
    more_areas = LineField(
        label=_("Tambah wilayah"), max_length=200, required=False,
        help_text=_("Nama kota atau kecamatan, pisahkan dengan titik koma: Klaten; Laweyan."),
    )  # fmt: skip
    budget = MoneyField(label=_("Anggaran"), required=False)
    places = forms.IntegerField(
        label=_("Tempat"), required=False, min_value=1, max_value=100_000_000, help_text=_("Kosongkan bila tidak dibatasi.")
    )
    partners = forms.MultipleChoiceField(label=_("Organisasi mitra"), widget=OfMany, required=False)
    groups = forms.MultipleChoiceField(
        label=_("Bidang usaha"), widget=OfMany, required=False, help_text=_("Kosong berarti semua bidang.")
    )
    scales = forms.MultipleChoiceField(
        label=_("Ukuran usaha"), choices=[(each, SCALE_NAMES[each]) for each in SCALES], widget=OfMany, required=False,
        help_text=_("Kosong berarti semua ukuran."),
    )  # fmt: skip
    sexes = forms.ChoiceField(
        label=_("Pemilik"), required=False, choices=[("", _("Semua")), ("f", _("Perempuan")), ("m", _("Laki-laki"))]
    )
    digital = forms.ChoiceField(
        label=_("Berjualan daring"), required=False,
        choices=[("", _("Sudah atau belum")), ("no", _("Yang belum saja")), ("yes", _("Yang sudah saja"))],
    )  # fmt: skip
    unknown_too = forms.BooleanField(label=_("Usaha yang datanya belum lengkap boleh ikut"), required=False)
    stages = forms.MultipleChoiceField(
        label=_("Tahap yang dipantau"), widget=OfMany, required=False, choices=list(STAGES.items())
    )

    def __init__(self, data: Any = None, *, areas: Sequence[tuple[str, str]], partners: Sequence[tuple[int, str]], **more: Any):
        super().__init__(data, **more)
        self.names = dict(areas)
        self.fields["areas"].choices = areas  # type: ignore[attr-defined]  # a choice field, which the stubs do not know
        self.fields["partners"].choices = partners  # type: ignore[attr-defined]  # a choice field, which the stubs do not know
        self.fields["groups"].choices = [(code, group_name(code)) for code in GROUPS]  # type: ignore[attr-defined]
        for what, label in SUPPORT.items():
            self.fields[f"support_{what}"] = LineField(label=label, max_length=80, required=False)
            self.fields[f"cost_{what}"] = MoneyField(label=_("Biaya satu kali"), required=False)
        for place in range(TARGETS):
            self.fields[f"target_stage_{place}"] = forms.ChoiceField(
                label=_("Tahap"),
                required=False,
                choices=[("", "–"), *STAGES.items()],  # noqa: RUF001
            )
            self.fields[f"target_area_{place}"] = forms.ChoiceField(
                label=_("Wilayah"), required=False, choices=[("", _("Seluruh program")), *areas]
            )
            self.fields[f"target_day_{place}"] = _day(_("Paling lambat"))
            self.fields[f"target_day_{place}"].required = False
            self.fields[f"target_wanted_{place}"] = forms.IntegerField(
                label=_("Banyak usaha"), required=False, min_value=1, max_value=100_000_000
            )

    def clean_more_areas(self) -> list[AreaPick]:
        try:
            return areas_named(self.cleaned_data["more_areas"])
        except Refusal as no:
            raise ValidationError(no.sentence()) from None

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        for place in range(TARGETS):
            parts = [facts.get(f"target_{part}_{place}") for part in ("stage", "day", "wanted")]
            if any(parts) and not all(parts):
                self.add_error(f"target_wanted_{place}", gettext("Isi tahap, tanggal, dan banyaknya."))
        return facts

    def support_rows(self) -> list[tuple[Any, Any]]:
        """The fields two by two: what, and what it costs."""
        return [(self[f"support_{what}"], self[f"cost_{what}"]) for what in SUPPORT]

    def target_rows(self) -> list[list[Any]]:
        return [[self[f"target_{part}_{place}"] for part in ("stage", "area", "day", "wanted")] for place in range(TARGETS)]

    def stage_lines(self) -> list[tuple[str, str]]:
        return [(str(STAGES[stage]), str(STAGE_MEANINGS[stage])) for stage in STAGES]

    def draft(self, *, template: str = "") -> ProgramDraft:
        """What was written, once it is valid."""
        said = self.cleaned_data
        codes = ["" if code == COUNTRY else code for code in said["areas"]] + [pick.code for pick in said["more_areas"]]
        kinds = tuple(each.code for each in KINDS.values() if each.group in said["groups"])
        asked = Eligibility(
            kinds, tuple(said["scales"]), (said["sexes"],) if said["sexes"] else (), said["digital"], said["unknown_too"]
        )
        return ProgramDraft(
            name=said["name"], about=said["about"], joining=said["joining"], begins_on=said["begins_on"], ends_on=said["ends_on"],
            areas=_outermost(codes), budget=said["budget"] or 0, places=said["places"], eligibility=asked,
            stages=tuple(said["stages"]), partners=tuple(map(int, said["partners"])), template=template,
            support=tuple(
                SupportDraft(what, said[f"support_{what}"], said[f"cost_{what}"] or 0)
                for what in SUPPORT if said[f"support_{what}"]
            ),
            targets=tuple(
                TargetDraft(
                    said[f"target_stage_{at}"], said[f"target_area_{at}"].replace(COUNTRY, ""), said[f"target_day_{at}"],
                    said[f"target_wanted_{at}"],
                )
                for at in range(TARGETS) if said[f"target_wanted_{at}"]
            ),
        )  # fmt: skip


def first_words(template: Template, *, today: date, areas: Sequence[str]) -> dict[str, Any]:
    """What a template fills a new programme with."""
    ends = today + timedelta(days=template.months * 30)
    filled: dict[str, Any] = {
        "begins_on": today, "ends_on": ends, "scales": template.eligibility.scales, "digital": template.eligibility.digital,
        "unknown_too": True, "stages": template.stages, "areas": [code or COUNTRY for code in areas],
        "target_stage_0": template.target[0], "target_day_0": ends, "target_wanted_0": template.target[1],
    }  # fmt: skip
    for what, cost in template.support.items():
        filled |= {f"support_{what}": str(SUPPORT[what]), f"cost_{what}": cost}
    return filled


def words_of(program: Programme) -> dict[str, Any]:
    """A programme as the form shows it."""
    asked = program.eligibility
    filled: dict[str, Any] = {
        "name": program.name, "about": program.about, "joining": program.joining, "begins_on": program.begins_on,
        "ends_on": program.ends_on, "areas": [each.code or COUNTRY for each in program.areas], "budget": program.budget or None,
        "places": program.places, "partners": [each.organisation_id for each in program.partners],
        "groups": [group for group in GROUPS if any(KINDS[code].group == group for code in asked.kinds if code in KINDS)],
        "scales": asked.scales, "sexes": next(iter(asked.sexes), ""), "digital": asked.digital, "unknown_too": asked.unknown_too,
        "stages": program.stages,
    }  # fmt: skip
    for kind in program.offered:
        filled |= {f"support_{kind.what}": kind.name, f"cost_{kind.what}": kind.unit_cost}
    for place, target in enumerate(program.targets[:TARGETS]):
        filled |= {
            f"target_stage_{place}": target.stage, f"target_area_{place}": target.area_code, f"target_day_{place}": target.by_day,
            f"target_wanted_{place}": target.wanted,
        }  # fmt: skip
    return filled


def _outermost(codes: Sequence[str]) -> tuple[str, ...]:
    """Without those that lie inside others."""
    distinct = sorted(set(codes))
    return tuple(code for code in distinct if not any(other != code and code.startswith(other) for other in distinct))


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


class MarkForm(forms.Form):
    """An officer's word on a stage."""

    stage = forms.ChoiceField(label=_("Tahap"))
    holds = forms.ChoiceField(label=_("Keadaannya"), choices=[("ya", _("Sudah sampai")), ("tidak", _("Belum, atau tidak lagi"))])
    on_day = _day(_("Sejak tanggal"))
    evidence = LineField(label=_("Buktinya"), max_length=300, help_text=_("Apa yang Anda lihat, di mana."))

    def __init__(self, data: Any = None, *, stages: Sequence[str], **more: Any):
        super().__init__(data, **more)
        self.fields["stage"].choices = [(stage, STAGES[stage]) for stage in stages]  # type: ignore[attr-defined]
