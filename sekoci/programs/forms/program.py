"""A programme as officers write it: everything of it on one page."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sekoci.indicators.pages import AIM_MEANINGS, AIM_NAMES
from sekoci.kit.errors import Refusal
from sekoci.kit.forms import LineField, LinesField, MoneyField
from sekoci.programs.actions import ProgramDraft, SupportDraft, TargetBeyondPlaces, TargetDraft
from sekoci.programs.names import AIMS, POINTS, STAGE_MEANINGS, STAGES, SUPPORT, TEMPLATE_WORDS
from sekoci.programs.queries import Programme
from sekoci.programs.rules import MOST_POINTS, SCALES, Eligibility, Template, is_beyond, parts_of_aim, weights_of
from sekoci.programs.rules import STAGES as STAGE_CODES
from sekoci.registry.pages import SCALE_NAMES, group_name
from sekoci.registry.queries import AreaPick, areas_named
from sekoci.registry.rules import GROUPS, KINDS

MOST_ROWS = 40
"""Kinds of help, and targets, in one programme."""
FRESH = 2
"""Empty rows that a form begins with, below those that are filled."""
COUNTRY = "id"
"""The whole country among the choices of a form, where an empty code means that nothing was picked."""
OfMany = forms.CheckboxSelectMultiple
NONE = ("", "-")
TARGETS = [
    NONE,
    (_("Peserta program"), list(STAGES.items())),
    (_("Semua usaha di wilayah"), [(aim, name) for aim, name in AIMS.items() if aim not in STAGES]),
]


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class ProgramForm(forms.Form):
    """Everything of a programme; `areas` are the codes that the officer may pick, with their names."""

    name = LineField(label=_("Nama program"), max_length=80, help_text=_("Misalnya Bangkit Bersama Solo."))
    about = LinesField(label=_("Tentang program"), max_length=600, widget=forms.Textarea({"rows": 3}))
    joining = LinesField(
        label=_("Cara ikut"), max_length=600, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("Pemilik usaha membacanya. Pakai kata sehari-hari."),
    )  # fmt: skip
    contact = LineField(
        label=_("Siapa yang bisa ditanya"), max_length=120, required=False,
        help_text=_("Pemilik usaha membacanya. Misalnya Dinas Koperasi, 0271-123456, Senin sampai Jumat."),
    )  # fmt: skip
    decides_on = _day(_("Pendaftar dijawab paling lambat"), required=False)
    begins_on, ends_on = _day(_("Mulai")), _day(_("Hari terakhir"))
    areas = forms.MultipleChoiceField(label=_("Wilayah"), widget=OfMany, required=False)
    more_areas = LineField(
        label=_("Tambah wilayah"), max_length=200, required=False,
        help_text=_("Nama kota atau kecamatan, pisahkan dengan titik koma: Klaten; Laweyan."),
    )  # fmt: skip
    budget = MoneyField(label=_("Anggaran"), required=False)
    places = forms.IntegerField(
        label=_("Paling banyak usaha"),
        required=False,
        min_value=1,
        max_value=100_000_000,
        help_text=_("Kosongkan bila tidak dibatasi."),
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

    def __init__(
        self,
        data: Any = None,
        *,
        areas: Sequence[tuple[str, str]],
        partners: Sequence[tuple[int, str]],
        rows: tuple[int, int],
        **more: Any,
    ):
        """`rows`: so many kinds of help and so many targets there is room to write."""
        super().__init__(data, **more)
        self.names = dict(areas)
        self.fields["areas"].choices = areas  # type: ignore[attr-defined]  # a choice field, which the stubs do not know
        self.fields["partners"].choices = partners  # type: ignore[attr-defined]  # a choice field, which the stubs do not know
        self.fields["groups"].choices = [(code, group_name(code)) for code in GROUPS]  # type: ignore[attr-defined]
        for reason, label in POINTS.items():
            self.fields[f"weight_{reason}"] = forms.IntegerField(
                label=capfirst(label),
                required=False,
                min_value=0,
                max_value=MOST_POINTS,
                widget=forms.NumberInput({"inputmode": "numeric"}),
            )
        self.rows = rows
        for at in range(rows[0]):
            self._add_support(at)
        for at in range(rows[1]):
            self._add_target(at, areas)
        for name, field in self.fields.items():
            if name.startswith(("weight_", "support_", "target_")):
                field.is_conditional = True  # type: ignore[attr-defined]  # a row is empty as a whole, a weight is 0

    def _add_support(self, at: int) -> None:
        self.fields[f"support_what_{at}"] = forms.ChoiceField(label=_("Jenis"), required=False, choices=[NONE, *SUPPORT.items()])
        self.fields[f"support_name_{at}"] = LineField(label=_("Nama bantuan"), max_length=80, required=False)
        self.fields[f"support_cost_{at}"] = MoneyField(label=_("Biaya satu kali"), required=False)

    def _add_target(self, at: int, areas: Sequence[tuple[str, str]]) -> None:
        self.fields[f"target_stage_{at}"] = forms.ChoiceField(label=_("Yang dicapai"), required=False, choices=TARGETS)
        self.fields[f"target_area_{at}"] = forms.ChoiceField(
            label=_("Wilayah"), required=False, choices=[("", _("Seluruh program")), *areas]
        )
        self.fields[f"target_wanted_{at}"] = forms.IntegerField(
            label=_("Banyak usaha"), required=False, min_value=1, max_value=100_000_000
        )
        self.fields[f"target_day_{at}"] = _day(_("Paling lambat"), required=False)

    def clean_more_areas(self) -> list[AreaPick]:
        try:
            return areas_named(self.cleaned_data["more_areas"])
        except Refusal as no:
            raise ValidationError(no.sentence()) from None

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        for at in range(self.rows[1]):
            aim, day, wanted = (facts.get(f"target_{part}_{at}") for part in ("stage", "day", "wanted"))
            if any((aim, day, wanted)) and not (aim and day and wanted):
                self.add_error(f"target_wanted_{at}", gettext("Isi yang dicapai, tanggal, dan banyaknya."))
            elif aim and wanted and is_beyond(aim, wanted, facts.get("places")):
                beyond = TargetBeyondPlaces(wanted=wanted, places=facts["places"])
                self.add_error(f"target_wanted_{at}", beyond.sentence())
        names = set()
        for at in range(self.rows[0]):
            what, name = facts.get(f"support_what_{at}"), facts.get(f"support_name_{at}")
            if name and not what:
                self.add_error(f"support_what_{at}", gettext("Pilih jenisnya."))
            if what and (said := name or str(SUPPORT[what])) in names:
                self.add_error(f"support_name_{at}", gettext("Nama ini dipakai dua kali: %s.") % said)
            names.add(name or (str(SUPPORT[what]) if what else ""))
        return facts

    def support_rows(self) -> list[list[Any]]:
        """The fields three by three: what it is, how it is called, what one costs."""
        return [[self[f"support_{part}_{at}"] for part in ("what", "name", "cost")] for at in range(self.rows[0])]

    def target_rows(self) -> list[list[Any]]:
        return [[self[f"target_{part}_{at}"] for part in ("stage", "area", "wanted", "day")] for at in range(self.rows[1])]

    def weight_fields(self) -> list[Any]:
        return [self[f"weight_{reason}"] for reason in POINTS]

    def stage_lines(self) -> list[tuple[str, str]]:
        return [(str(STAGES[stage]), str(STAGE_MEANINGS[stage])) for stage in STAGES]

    def aim_lines(self) -> list[tuple[str, str]]:
        return [(str(name), str(AIM_MEANINGS[figure])) for figure, name in AIM_NAMES.items()]

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
            contact=said["contact"], decides_on=said["decides_on"],
            areas=_outermost(codes), budget=said["budget"] or 0, places=said["places"], eligibility=asked,
            stages=tuple(said["stages"]), partners=tuple(map(int, said["partners"])), template=template,
            weights={reason: said[f"weight_{reason}"] or 0 for reason in POINTS},
            support=tuple(
                SupportDraft(what, said[f"support_name_{at}"] or str(SUPPORT[what]), said[f"support_cost_{at}"] or 0)
                for at in range(self.rows[0]) if (what := said[f"support_what_{at}"])
            ),
            targets=tuple(
                TargetDraft(
                    stage, said[f"target_area_{at}"].replace(COUNTRY, ""), said[f"target_day_{at}"],
                    said[f"target_wanted_{at}"], indicator,
                )
                for at in range(self.rows[1]) if said[f"target_wanted_{at}"]
                for stage, indicator in [parts_of_aim(said[f"target_stage_{at}"])]
            ),
        )  # fmt: skip


def rows_of(said: Mapping[str, Any]) -> tuple[int, int]:
    """How many kinds of help and how many targets a form has that was sent, or that is filled with this."""
    return _many(said, "support_what_"), _many(said, "target_stage_")


def with_fresh_rows(rows: tuple[int, int]) -> tuple[int, int]:
    return min(MOST_ROWS, rows[0] + FRESH), min(MOST_ROWS, rows[1] + FRESH)


def _many(said: Mapping[str, Any], start: str) -> int:
    numbers = [name.removeprefix(start) for name in said if name.startswith(start)]
    return min(MOST_ROWS, 1 + max((int(each[:3]) for each in numbers if each.isascii() and each.isdigit()), default=-1))


def first_words(template: Template, *, today: date, areas: Sequence[str]) -> dict[str, Any]:
    """What a template fills a new programme with."""
    days = template.months * 30
    about, joining = map(str, TEMPLATE_WORDS[template.code])
    filled: dict[str, Any] = {
        "about": about, "joining": joining, "begins_on": today, "ends_on": today + timedelta(days=days),
        "scales": template.eligibility.scales, "digital": template.eligibility.digital, "unknown_too": True,
        "stages": template.stages, "areas": [code or COUNTRY for code in areas], "places": template.places,
        "budget": template.budget or None,
    }  # fmt: skip
    for at, (what, cost) in enumerate(template.support.items()):
        filled |= {f"support_what_{at}": what, f"support_name_{at}": str(SUPPORT[what]), f"support_cost_{at}": cost}
    for at, (aim, wanted, percent) in enumerate(template.targets):
        by_day = today + timedelta(days=days * percent // 100)
        filled |= {f"target_stage_{at}": aim, f"target_day_{at}": by_day, f"target_wanted_{at}": wanted}
    return filled | _weights(template.weights)


def bare_words(*, today: date) -> dict[str, Any]:
    """What a programme begins with that no template fills."""
    return {"begins_on": today, "unknown_too": True, "stages": STAGE_CODES} | _weights({})


def words_of(program: Programme) -> dict[str, Any]:
    """A programme as the form shows it."""
    asked = program.eligibility
    filled: dict[str, Any] = {
        "name": program.name, "about": program.about, "joining": program.joining, "begins_on": program.begins_on,
        "contact": program.contact, "decides_on": program.decides_on,
        "ends_on": program.ends_on, "areas": [each.code or COUNTRY for each in program.areas], "budget": program.budget or None,
        "places": program.places, "partners": [each.organisation_id for each in program.partners],
        "groups": [group for group in GROUPS if any(KINDS[code].group == group for code in asked.kinds if code in KINDS)],
        "scales": asked.scales, "sexes": next(iter(asked.sexes), ""), "digital": asked.digital, "unknown_too": asked.unknown_too,
        "stages": program.stages,
    }  # fmt: skip
    for at, kind in enumerate(program.offered):
        filled |= {f"support_what_{at}": kind.what, f"support_name_{at}": kind.name, f"support_cost_{at}": kind.unit_cost}
    for at, target in enumerate(program.targets):
        filled |= {
            f"target_stage_{at}": target.aim, f"target_area_{at}": target.area_code, f"target_day_{at}": target.by_day,
            f"target_wanted_{at}": target.wanted,
        }  # fmt: skip
    return filled | _weights(program.weights)


def _weights(said: Mapping[str, Any]) -> dict[str, Any]:
    return {f"weight_{reason}": points for reason, points in weights_of(said).items()}


def _outermost(codes: Sequence[str]) -> tuple[str, ...]:
    """Without those that lie inside others."""
    distinct = sorted(set(codes))
    return tuple(code for code in distinct if not any(other != code and code.startswith(other) for other in distinct))
