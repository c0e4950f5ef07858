"""Last week in a sentence or three: numbers only, nobody's name, because it goes out by WhatsApp and SMS."""

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sekoci.programs.names import STAGES
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
    behind = [each for each in week.targets if each.outlook.gap]
    for line in behind[:MOST_TARGETS]:
        facts = {"stage": str(STAGES[line.stage]).lower(), "gap": line.outlook.gap, "of": line.outlook.wanted}
        says.append(_("Target %(stage)s kurang %(gap)s dari %(of)s.") % facts)
    if week.targets and not behind:
        says.append(_("Semua target tercapai."))
    if week.pairs:
        says.append(
            ngettext("%(n)s pasangan usaha perlu ditinjau.", "%(n)s pasangan usaha perlu ditinjau.", week.pairs)
            % {"n": week.pairs}
        )
    return " ".join(says)


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{str(STAGES[stage]).lower()} {many}" for stage, many in counts.items())
