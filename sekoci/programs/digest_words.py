"""Last week in a sentence or three: numbers only, nobody's name, because it goes out by WhatsApp and SMS."""

from collections.abc import Mapping

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sekoci.programs.names import AIMS, STAGES
from sekoci.programs.queries.digest import Week

MOST_TARGETS = 2
"""An SMS is short: the rest stands on the page."""


def days_of(week: Week) -> str:
    """`16-22 November`, with the dash that stands between days."""
    first = date_format(week.monday, "j" if week.monday.month == week.sunday.month else "j F")
    return f"{first}–{date_format(week.sunday, 'j F')}"  # noqa: RUF001  from one day to another


def what_moved(week: Week) -> str:
    """Who came, what was reached and lost, what is missing, what waits."""
    says = []
    if week.came:
        says.append(ngettext("%(n)s usaha baru ikut.", "%(n)s usaha baru ikut.", week.came) % {"n": week.came})
    if week.reached:
        says.append(_("Maju: %(list)s.") % {"list": _listed(week.reached)})
    if week.lost:
        says.append(_("Mundur: %(list)s.") % {"list": _listed(week.lost)})
    if week.is_still:
        says.append(_("Tidak ada yang bergerak."))
    told = [(line.aim, line.outlook) for line in week.targets if line.outlook]
    behind = [(aim, outlook) for aim, outlook in told if outlook.gap]
    for aim, outlook in behind[:MOST_TARGETS]:
        name = str(AIMS[aim])
        facts = {"stage": name[:1].lower() + name[1:], "gap": _count(outlook.gap), "of": _count(outlook.wanted)}
        says.append(_("Target %(stage)s kurang %(gap)s dari %(of)s.") % facts)
    if week.targets and len(told) == len(week.targets) and not behind:
        says.append(_("Semua target tercapai."))
    if week.pairs:
        says.append(
            ngettext("%(n)s pasangan usaha perlu ditinjau.", "%(n)s pasangan usaha perlu ditinjau.", week.pairs)
            % {"n": week.pairs}
        )
    return " ".join(says)


def _count(number: int) -> str:
    return number_format(number, force_grouping=True)


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{str(STAGES[stage]).lower()} {many}" for stage, many in counts.items())
