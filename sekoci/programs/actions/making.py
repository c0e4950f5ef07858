"""Programmes are set up, changed, opened and closed by officers of the organisation that owns them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count

from sekoci.indicators.rules import AIMS, LOWEST_LEVEL
from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line, clean_text, slug_of
from sekoci.programs.actions.moving_up import WAITING, fill_more
from sekoci.programs.actions.owning import owned
from sekoci.programs.actions.scoring import score_anew
from sekoci.programs.models import Carrier, Program, SupportKind, Target
from sekoci.programs.rules import STAGES, Eligibility, aim_of, is_beyond, ordered, weights_of
from sekoci.registry.rules import Reach


class OutsideReach(Refusal):
    code, status = "area_outside_reach", 422
    id = "Wilayah {area} di luar wilayah tugas Anda."
    en = "{area} lies outside your areas."


class TargetBeyondPlaces(Refusal):
    code, status = "target_beyond_places", 422
    id = "Target {wanted} usaha lebih dari tempatnya: paling banyak {places} usaha yang ikut. Kecilkan target atau tambah tempat."
    en = "A target of {wanted} businesses is more than there are places: at most {places} take part. Lower it, or add places."


class ProgramOver(Refusal):
    code, status = "program_over", 409
    id = "Program ini sudah ditutup."
    en = "This programme is closed."


ADDING = "baru"
"""Where in the addresses of programmes a new one is set up: no programme stands there."""


@dataclass(frozen=True)
class SupportDraft:
    what: str
    name: str
    unit_cost: int


@dataclass(frozen=True)
class TargetDraft:
    """`wanted` businesses at `stage` by a day, of those who take part; or, where it names one of `indicators.rules.AIMS`, of all
    businesses of the area. `area_code` empty: in all areas of the programme."""

    stage: str
    area_code: str
    by_day: date
    wanted: int
    indicator: str = ""


@dataclass(frozen=True)
class ProgramDraft:
    """Everything that officers say of a programme. `areas`: codes; "" is the country. `partners`: ids of organisations."""

    name: str
    about: str
    begins_on: date
    ends_on: date
    areas: tuple[str, ...]
    joining: str = ""
    contact: str = ""
    decides_on: date | None = None
    budget: int = 0
    places: int | None = None
    eligibility: Eligibility = field(default_factory=Eligibility)
    stages: tuple[str, ...] = STAGES
    partners: tuple[int, ...] = ()
    support: tuple[SupportDraft, ...] = ()
    targets: tuple[TargetDraft, ...] = ()
    template: str = ""
    weights: Mapping[str, int] = field(default_factory=dict)
    """reason -> points, as `rules.weights_of` reads it."""


@across_businesses()
def make_program(draft: ProgramDraft, *, reach: Reach) -> str:
    """Set a programme up as a draft, which nobody outside sees; its slug."""
    fields = _checked(draft, reach)
    fetch("select pg_advisory_xact_lock(hashtext('programs_program'))")
    plain = slug_of(draft.name, most=32) or "program"
    if plain == ADDING:
        plain = f"program-{plain}"
    taken = set(Program.objects.filter(slug__startswith=plain).values_list("slug", flat=True))
    slug = next(each for each in chain([plain], (f"{plain}-{number}" for number in count(2))) if each not in taken)
    program = Program.objects.create(slug=slug, template=draft.template, **fields)
    Carrier.objects.create(program=program, organisation_id=reach.organisation_id, is_owner=True)
    _write_parts(program, draft, reach)
    return slug


@across_businesses()
def change_program(slug: str, draft: ProgramDraft, *, reach: Reach) -> None:
    """Say a programme anew. What was given and who is in it stays; a kind of support that is left out is offered no more.

    Other weights score those anew who applied or wait; more places let in those who wait.
    """
    program = owned(slug, reach)
    if program.state == Program.State.CLOSED:
        raise ProgramOver()
    fields = _checked(draft, reach)
    Program.objects.filter(id=program.id).update(**fields)
    _write_parts(program, draft, reach)
    if fields["weights"] != weights_of(program.weights):
        score_anew(program.id, weights_of(draft.weights))
    if program.places is not None:
        fill_more(program.id, WAITING if draft.places is None else max(0, draft.places - program.places))


@across_businesses()
def open_program(slug: str, *, reach: Reach) -> bool:
    """From now on owners find it and officers enrol; False when it was open already."""
    program = owned(slug, reach)
    if program.state == Program.State.CLOSED:
        raise ProgramOver()
    changed = Program.objects.filter(id=program.id, state=Program.State.DRAFT).update(
        state=Program.State.OPEN, opened_at=now(), followed_at=now()
    )
    return bool(changed)


@across_businesses()
def close_program(slug: str, *, reach: Reach) -> bool:
    """It stays as it stands, to be read; nothing moves in it any more."""
    program = owned(slug, reach)
    if program.state == Program.State.DRAFT:
        raise NotFound()
    return bool(
        Program.objects.filter(id=program.id, state=Program.State.OPEN).update(state=Program.State.CLOSED, closed_at=now())
    )


def _checked(draft: ProgramDraft, reach: Reach) -> dict[str, object]:
    """The fields of the row, each looked at; what cannot be is refused beside its field."""
    name, about = clean_line(draft.name, most=80), clean_text(draft.about, most=600)
    if len(name) < 3:
        raise Invalid(field="name", why_id="Tulis nama programnya.", why_en="Write the programme's name.")
    if len(about) < 10:
        raise Invalid(field="about", why_id="Tulis satu dua kalimat tentang program.", why_en="Write a sentence or two about it.")
    if draft.ends_on < draft.begins_on:
        raise Invalid(field="ends_on", why_id="Selesainya sebelum mulainya.", why_en="It ends before it begins.")
    if draft.decides_on and draft.decides_on > draft.ends_on:
        raise Invalid(field="decides_on", why_id="Jawabannya sesudah program selesai.", why_en="The answer comes after its end.")
    if not draft.areas:
        raise Invalid(field="areas", why_id="Pilih paling sedikit satu wilayah.", why_en="Pick at least one area.")
    if outside := [code for code in draft.areas if not reach.covers(code)]:
        raise OutsideReach(field="areas", area=outside[0] or "Indonesia")
    if not (stages := ordered(list(draft.stages))):
        raise Invalid(field="stages", why_id="Pilih paling sedikit satu tahap.", why_en="Pick at least one stage.")
    _check_targets(draft)
    return {
        "name": name, "about": about, "joining": clean_text(draft.joining, most=600), "begins_on": draft.begins_on,
        "contact": clean_line(draft.contact, most=120), "decides_on": draft.decides_on,
        "ends_on": draft.ends_on, "budget": draft.budget, "places": draft.places, "areas": list(draft.areas),
        "eligibility": draft.eligibility.said(), "stages": stages, "weights": weights_of(draft.weights),
    }  # fmt: skip


def _check_targets(draft: ProgramDraft) -> None:
    """A target is for one thing; of those who take part never more than there are places; numbers of areas are told down to
    districts."""
    for each in draft.targets:
        if draft.places is not None and is_beyond(aim_of(each.stage, each.indicator), each.wanted, draft.places):
            raise TargetBeyondPlaces(field="targets", wanted=each.wanted, places=draft.places)
        if bool(each.stage) == bool(each.indicator) or (each.indicator and each.indicator not in AIMS):
            raise Invalid(field="targets", why_id="Pilih yang dicapai.", why_en="Pick what is to be reached.")
        codes = [each.area_code] if each.area_code else draft.areas
        if each.indicator and any(len(code.split(".")) > LOWEST_LEVEL for code in codes):
            raise Invalid(
                field="targets",
                why_id="Target semua usaha di wilayah bisa sampai kecamatan, tidak sampai kelurahan atau desa.",
                why_en="A target for all businesses of an area may be for a district, not for a village.",
            )


def _write_parts(program: Program, draft: ProgramDraft, reach: Reach) -> None:
    """Partners, support and targets as the draft has them: what is new comes, what is left out goes or ends."""
    partners = set(draft.partners) - {reach.organisation_id}
    Carrier.objects.filter(program=program, is_owner=False).exclude(organisation_id__in=partners).delete()
    Carrier.objects.bulk_create(
        (Carrier(program=program, organisation_id=each) for each in sorted(partners)), ignore_conflicts=True
    )
    _write_support(program, draft.support)
    Target.objects.filter(program=program).delete()
    Target.objects.bulk_create(
        (
            Target(
                program=program,
                stage=each.stage,
                indicator=each.indicator,
                area_code=each.area_code,
                by_day=each.by_day,
                wanted=each.wanted,
            )
            for each in draft.targets
        ),
        ignore_conflicts=True,
    )


def _write_support(program: Program, drafts: Sequence[SupportDraft]) -> None:
    SupportKind.objects.filter(program=program, ended_at=None).exclude(name__in=[each.name for each in drafts]).update(
        ended_at=now()
    )
    SupportKind.objects.bulk_create(
        [
            SupportKind(program=program, what=each.what, name=each.name, unit_cost=each.unit_cost)
            for each in {each.name: each for each in drafts}.values()
        ],
        update_conflicts=True,
        unique_fields=["program", "name"],
        update_fields=["what", "unit_cost", "ended_at"],
    )
