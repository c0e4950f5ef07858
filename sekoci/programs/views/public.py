"""What a programme shows outside: what it is, where, how to join, and results that point to nobody."""

import hashlib
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sekoci.kit import clock, drawing
from sekoci.kit.errors import NotFound
from sekoci.kit.limits import costs
from sekoci.kit.pictures import kept_picture
from sekoci.kit.scope import across_businesses
from sekoci.programs.names import AIMS, PROGRAM_CHIPS, PROGRAM_STATES, STAGES, pace_of
from sekoci.programs.queries import Part, Programme, by_area, funnel_of, public_program, target_lines
from sekoci.programs.queries.funnel import WIDTHS, whole_of
from sekoci.programs.queries.outside import outside
from sekoci.programs.queries.referrals import referral_of
from sekoci.programs.rules import ELSEWHERE, EVERYBODY
from sekoci.programs.views.referring import CODE
from sekoci.registry.pages import Tone, area_map

DRAWING = "1"
"""Counts up when the drawing itself changes."""
YEAR = "public, max-age=31536000, immutable"


@require_GET
def public(request: HttpRequest, program: str) -> HttpResponse:
    known = _known(program)
    whole = whole_of(known)
    said = outside(known)
    with across_businesses():
        funnel, lines = funnel_of(known), target_lines(known, None, said=said)
        areas = by_area(known, width=WIDTHS.get(len(whole), 13))
    by = referral_of(known.id, request.GET.get(CODE, ""))
    everybody = said(funnel.all, "", EVERYBODY)
    by_part = {
        part.code: min(everybody, said(part.all, ELSEWHERE if part.code == whole else part.code, EVERYBODY)) for part in areas
    }
    facts = {
        "program": known,
        "by": by,
        "join": reverse("programs:join", args=[program]) + (f"?{urlencode({CODE: by.code})}" if by else ""),
        "state": PROGRAM_STATES[known.state],
        "chip": PROGRAM_CHIPS[known.state],
        "all": everybody,
        "stages": [(STAGES[step.stage], min(everybody, said(step.count, "", step.stage))) for step in funnel.steps],
        "parts": [(part.name if part.code != whole else _("Belum jelas di bagian mana"), by_part[part.code])
                  for part in sorted(areas, key=lambda part: part.code == whole) if part.name and by_part[part.code]],
        "map": _map(whole, areas, by_part) if everybody else "",
        "targets": [(AIMS[line.aim], line, pace_of(line)) for line in lines],
        "version": _version(known),
        "now": clock.now(),
    }  # fmt: skip
    return render(request, "programs/public.html", facts)


@require_GET
@costs(5)
def picture(request: HttpRequest, program: str) -> HttpResponse:
    """What WhatsApp and others show beside the link; `?v=` names the version that a page pointed to."""
    known = _known(program)
    version = _version(known)
    drawn = kept_picture("program", known.slug, version, lambda: drawing.as_jpeg(drawing.card(*_words(known))))
    response = HttpResponse(drawn, content_type="image/jpeg")
    response["Cache-Control"] = YEAR if request.GET.get("v") == version else "public, max-age=300"
    return response


def _known(program: str) -> Programme:
    known = public_program(program)
    if known is None:
        raise NotFound()
    return known


def _words(program: Programme) -> tuple[str, str, str]:
    return program.name, program.about, program.owner


def _version(program: Programme) -> str:
    return hashlib.blake2b(repr((DRAWING, *_words(program))).encode(), digest_size=8).hexdigest()


def _map(whole: str, areas: Sequence[Part], by_part: Mapping[str, int]) -> str:
    tones = {
        part.code: Tone(part.name, by_part[part.code] or None, str(by_part[part.code] or _("kurang dari 5")))
        for part in areas
        if part.name and part.code != whole
    }
    return area_map(whole, tones, title=_("Usaha yang ikut, menurut wilayah")) if tones else ""
