"""Cohorts: who goes through a programme together, and from when until when."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sekoci.kit.errors import Invalid
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import arrays, fetch
from sekoci.kit.text import clean_line
from sekoci.programs.actions.enrolling import cohort_id
from sekoci.programs.actions.owning import open_one, owned
from sekoci.registry.rules import Reach

Days = tuple[date | None, date | None]
"""When a cohort begins and ends; None: nobody said."""


@across_businesses()
def set_cohort(slug: str, enrolment_ids: Collection[UUID], cohort: str, *, reach: Reach) -> int:
    """These go through the programme in this cohort, made where there is none; how many of them did not before."""
    cohort = clean_line(cohort, most=60)
    if not cohort:
        raise Invalid(field="cohort", why_id="Tulis nama angkatannya.", why_en="Write the cohort's name.")
    program = open_one(slug, reach)
    group = cohort_id(program.id, cohort)
    rows = fetch(
        "update programs_enrolment set cohort_id = %s where program_id = %s and id = any(%s) and area_code like any(%s)"
        " and state in ('chosen', 'waiting', 'applied') and cohort_id is distinct from %s returning 1",
        (group, program.id, list(enrolment_ids), reach.patterns, group),
    )
    return len(rows)


@across_businesses()
def date_cohorts(slug: str, days: Mapping[int, Days], *, reach: Reach) -> int:
    """When these cohorts of the programme begin and end; how many it changed. Others than its own are left alone."""
    for begins_on, ends_on in days.values():
        if begins_on and ends_on and ends_on < begins_on:
            raise Invalid(field="ends_on", why_id="Selesainya sebelum mulainya.", why_en="It ends before it begins.")
    program = owned(slug, reach)
    if not days:
        return 0
    rows = fetch(
        "update programs_cohort c set begins_on = said.begins_on, ends_on = said.ends_on"
        " from unnest(%s::bigint[], %s::date[], %s::date[]) as said (id, begins_on, ends_on)"
        " where c.id = said.id and c.program_id = %s"
        " and (c.begins_on, c.ends_on) is distinct from (said.begins_on, said.ends_on) returning 1",
        (*arrays([(number, *each) for number, each in days.items()]), program.id),
    )
    return len(rows)
