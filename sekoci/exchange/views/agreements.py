"""What was agreed with an organisation, as it reads it itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from sekoci.exchange.queries import agreements_of
from sekoci.exchange.queries.results import ZONE
from sekoci.kit.clock import day_in
from sekoci.registry.pages import OfficeLine, counts_in_office, for_officers
from sekoci.registry.rules import Reach

ANYBODY = ("officer", "partner")


@counts_in_office(
    "agreements",
    "select coalesce(min(paper), '') from exchange_agreement where organisation_id = %(organisation)s"
    " and (%(now)s at time zone 'Asia/Jakarta')::date between since and coalesce(until, 'infinity')",
)
def office_line(reach: Reach, paper: str) -> OfficeLine:
    """On the office's home page."""
    text = paper or gettext("Belum ada yang berlaku")
    return OfficeLine(reverse("exchange:agreements", args=[reach.organisation]), "info", gettext("Perjanjian"), text)


@require_GET
@for_officers(ANYBODY)
def agreements(request: HttpRequest, reach: Reach) -> HttpResponse:
    """Those of the organisation, and what they let it read."""
    facts = {"rows": agreements_of(reach.organisation_id), "today": day_in(ZONE)}
    return render(request, "exchange/agreements.html", facts)
