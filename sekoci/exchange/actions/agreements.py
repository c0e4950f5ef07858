"""Agreements with organisations: noted by those who run this Sekoci, read by both."""

from datetime import date, timedelta

from django.db import transaction

from sekoci.exchange.models import Agreement
from sekoci.kit.clock import day_in
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line
from sekoci.registry.queries import organisation_by_slug

ZONE = "Asia/Jakarta"


@transaction.atomic
def note_agreement(organisation: str, *, paper: str, since: date, until: date | None = None, purpose: str = "") -> None:
    """By this paper the organisation reads the grade of the businesses on its own lists. It stands in place of the one before."""
    known = organisation_by_slug(organisation)
    if known is None:
        raise NotFound()
    paper, purpose = clean_line(paper, most=200, least=3, field="paper"), clean_line(purpose, most=300)
    if until and until < since:
        raise Invalid(field="until", why_id="Berakhir sebelum mulai.", why_en="It ends before it begins.")
    with across_businesses():
        fetch(
            "update exchange_agreement set until = greatest(since, %s) where organisation_id = %s and since <= %s"
            " and (until is null or until >= %s)",
            (since - timedelta(days=1), known.id, since, since),
        )
        Agreement.objects.create(organisation_id=known.id, paper=paper, since=since, until=until, purpose=purpose)


def end_agreement(organisation: str, agreement_id: int) -> str:
    """Yesterday was its last day (of one that began today: today); its paper. NotFound for one that is over."""
    known, today = organisation_by_slug(organisation), day_in(ZONE)
    with across_businesses():
        found = fetch(
            "update exchange_agreement set until = greatest(since, %s) where organisation_id = %s and id = %s"
            " and (until is null or until >= %s) returning paper",
            (today - timedelta(days=1), known.id if known else 0, agreement_id, today),
        )
    if not found:
        raise NotFound()
    return str(found[0][0])
