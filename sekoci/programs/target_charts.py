"""A target drawn: what was wanted across, what was reached, and where it goes at this pace; on our pages and on areas'."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sekoci.indicators.pages import Came, Course, shows_targets
from sekoci.kit import clock
from sekoci.kit.charts import Point, curve
from sekoci.programs.names import AIMS, pace_of
from sekoci.programs.queries.targets import OF_THIS_AREA, wanted_of
from sekoci.programs.rules import TargetLine
from sekoci.registry.rules import Reach


def drawn(line: TargetLine, counts: Sequence[tuple[date, int]]) -> SafeString:
    """The target across, what was reached week by week (of an area month by month), and dashed where it goes at this pace."""
    outlook, today = line.outlook, clock.now().date()
    if outlook is None:
        return SafeString("")
    past = [(day, many) for day, many in (line.points or counts)[:-1] if day < today]
    points = [Point(day.toordinal(), date_format(day, "j M Y"), many, _count(many)) for day, many in past]
    points.append(Point(today.toordinal(), date_format(today, "j M Y"), outlook.counted, _count(outlook.counted)))
    if outlook.by_day > today and outlook.pace == "told":
        label, there = date_format(outlook.by_day, "j M Y"), min(outlook.projected, outlook.wanted)
        points.append(Point(outlook.by_day.toordinal(), label, there, _count(outlook.projected), is_ahead=True))
    if len(points) < 2:
        return SafeString("")
    goal = (outlook.wanted, _("Target: %(n)s") % {"n": _count(outlook.wanted)})
    return curve(points, title=str(AIMS[line.aim]), goal=goal)


def _count(number: int) -> str:
    return number_format(number, force_grouping=True)


@shows_targets(OF_THIS_AREA)
def targets_of_area(answer: Any, course: Callable[[str, date, Came], Course], reach: Reach | None) -> list[SafeString]:
    """What programmes that run want of an area as a whole: each with its line, its gap and its pace."""
    told = []
    for each in wanted_of(answer, course):
        page = ("results", [reach.organisation, each.slug]) if reach and each.is_ours else ("public", [each.slug])
        facts = {
            "name": AIMS[each.line.aim], "line": each.line, "pace": pace_of(each.line),
            "chart": drawn(each.line, each.line.points), "program": each.name,
            "href": reverse(f"programs:{page[0]}", args=page[1]),
        }  # fmt: skip
        told.append(render_to_string("programs/parts/target.html", facts))
    return told
