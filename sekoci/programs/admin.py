"""What staff see of programmes: who carries them, who is in them, what was decided, given and agreed to."""

from django.contrib.admin import EmptyFieldListFilter

from sekoci.kit.backoffice import Part, Shown, shows
from sekoci.programs.models import (
    Carrier,
    Cohort,
    Consent,
    Enrolment,
    EnrolmentStep,
    Mark,
    Program,
    Referral,
    StageEvent,
    Support,
    SupportKind,
    Target,
)


@shows(Program)
class Programs(Shown):
    list_display = ("name", "slug", "state", "begins_on", "ends_on", "places", "budget")
    list_filter = ("state", "template", "begins_on", "ends_on")
    search_fields = ("slug__exact", "name__icontains")
    more = (
        "about",
        "joining",
        "contact",
        "decides_on",
        "areas",
        "stages",
        "weights",
        "created_at",
        "opened_at",
        "closed_at",
        "followed_at",
    )
    money = ("budget",)
    parts = (
        Part(Carrier, "program", ("organisation", "is_owner")),
        Part(SupportKind, "program", ("what", "name", "unit_cost", "ended_at")),
        Part(Target, "program", ("stage", "indicator", "area_code", "by_day", "wanted")),
        Part(Cohort, "program", ("name", "begins_on", "ends_on", "created_at")),
    )


@shows(Enrolment)
class Enrolments(Shown):
    list_display = ("program", "outlet", "state", "way", "score", "reached", "came_at")
    list_filter = ("state", "way", ("forgotten_at", EmptyFieldListFilter), "came_at")
    search_fields = ("program__slug__exact",)
    more = ("cohort", "area_code", "referral", "lost", "points", "forgotten_at")
    parts = (
        Part(EnrolmentStep, "enrolment", ("state", "reason", "by", "at", "redacted_at")),
        Part(Consent, "enrolment", ("version", "how", "wording", "given_at", "withdrawn_at")),
        Part(StageEvent, "enrolment", ("stage", "is_reached", "source", "since", "noted_at")),
        Part(Mark, "enrolment", ("stage", "holds", "on_day", "evidence", "by", "at", "redacted_at")),
        Part(Support, "enrolment", ("kind", "state", "on_day", "cost", "note", "by", "at")),
    )


@shows(Support)
class Supports(Shown):
    list_display = ("kind", "enrolment", "state", "on_day", "cost", "by", "at")
    list_filter = ("state", "on_day")
    search_fields = ("kind__program__slug__exact", "kind__name__icontains")
    more = ("note", "is_once")
    money = ("cost",)


@shows(Referral)
class Referrals(Shown):
    list_display = ("program", "code", "name", "phone", "made_at", "ended_at")
    list_filter = (("ended_at", EmptyFieldListFilter), "made_at")
    search_fields = ("code__exact", "phone__exact", "program__slug__exact")
    phones = ("phone",)
