"""What the address of a list of a programme's businesses asks for, and how that is said above it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sekoci.kit import clock
from sekoci.kit.asked import not_known, whole_number
from sekoci.kit.text import clean_line
from sekoci.programs.names import STATES
from sekoci.programs.queries import Helped, Programme, Wish
from sekoci.programs.rules.days import ZONE
from sekoci.programs.views.behind import NO_COHORT
from sekoci.programs.views.funnel import wish_of
from sekoci.programs.views.when import month_name, when_of
from sekoci.registry.queries import places
from sekoci.registry.rules import Reach
from sekoci.registry.rules.weekly import monday_of

WHATEVER = "semua"
"""Whatever was decided on them."""
KEPT = ("lalu", "wilayah", "tepat", "angkatan", "bulan", "diberi", "bantuan", "dari", "pekan", "ikut", "ajakan")
"""What a search inside a list keeps of its address."""
Span = tuple[datetime, datetime]


def wish_for(request: HttpRequest, reach: Reach, program: Programme) -> Wish:
    """Refused where the address asks for what is not in the programme."""
    sent = request.GET
    state, stage = sent.get("keadaan") or "chosen", sent.get("tahap", "")
    if state not in (*STATES, WHATEVER):
        raise not_known("keadaan", state)
    if stage and stage not in program.stages:
        raise not_known("tahap", stage)
    area, cohort = wish_of(request, program, none=NO_COHORT)
    return Wish(
        "" if state == WHATEVER else state, stage, sent.get("lalu") == "1", cohort, area,
        clean_line(sent.get("cari", "")[:60], most=60, field="cari"), at=when_of(request, program).at,
        exact=sent.get("tepat") == "1", helped=_helped(request, program), noted=_week(sent.get("pekan", "")),
        joined=_month(sent.get("ikut", "")), referral=_code(sent.get("ajakan", "")),
        without_left=not program.is_run_by(reach),
    )  # fmt: skip


def narrowed_by(wish: Wish, program: Programme) -> list[str]:
    """What a list is narrowed by that no field of the page shows. A statement for an area."""
    return list(_narrowed(wish, program))


def _narrowed(wish: Wish, program: Programme) -> Iterator[str]:
    if wish.area:
        yield places([wish.area])[wish.area].path
    if wish.exact:
        yield _("Belum jelas di bagian mana")
    if wish.cohort is not None:
        yield program.cohorts.get(wish.cohort) or _("Tanpa angkatan")
    if wish.helped:
        name = next((each.name for each in program.support if each.id == wish.helped.kind), _("Bantuan"))
        carrier = next((each.name for each in program.carriers if each.organisation_id == wish.helped.giver), "")
        yield (_("%(name)s: diberikan") if wish.helped.state == "given" else _("%(name)s: direncanakan")) % {"name": name}
        if carrier:
            yield carrier
    if wish.noted:
        monday = clock.day_in(ZONE, wish.noted[0])
        yield _("Pekan %(first)s sampai %(last)s") % {
            "first": date_format(monday, "j F"), "last": date_format(monday + timedelta(days=6), "j F Y"),
        }  # fmt: skip
    if wish.joined:
        yield _("Mulai ikut %(month)s") % {"month": month_name(clock.day_in(ZONE, wish.joined[0]))}
    if wish.referral:
        yield _("Ajakan %(code)s") % {"code": wish.referral}


def _helped(request: HttpRequest, program: Programme) -> Helped | None:
    state, kind, giver = (request.GET.get(name, "") for name in ("diberi", "bantuan", "dari"))
    if not state:
        return None
    if state not in ("given", "planned"):
        raise not_known("diberi", state)
    if kind and kind not in {str(each.id) for each in program.support}:
        raise not_known("bantuan", kind)
    if giver and not whole_number(giver):
        raise not_known("dari", giver)
    return Helped(state, whole_number(kind), whole_number(giver))


def _week(said: str) -> Span | None:
    """From a Monday on."""
    if not said:
        return None
    try:
        monday = monday_of(date.fromisoformat(said))
        return clock.day_span(ZONE, monday, monday + timedelta(days=6))
    except (ValueError, OverflowError):
        raise not_known("pekan", said) from None


def _month(said: str) -> Span | None:
    if not said:
        return None
    try:
        first = date.fromisoformat(f"{said}-01")
        return clock.day_span(ZONE, first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
    except (ValueError, OverflowError):
        raise not_known("ikut", said) from None


def _code(said: str) -> str:
    if said and not (said.isascii() and said.replace("-", "").isalnum() and len(said) <= 12):
        raise not_known("ajakan", said)
    return said.upper()
