"""What we add to others' pages."""

from django.urls import reverse
from django.utils.translation import gettext

from sekoci.indicators.words import BEHIND
from sekoci.registry.pages import OfficeLine, says_in_office
from sekoci.registry.queries.finding_outlets import NARROWED, Narrowing
from sekoci.registry.rules import Reach


@says_in_office("numbers")
def say_in_office(reach: Reach) -> OfficeLine:
    return OfficeLine(
        reverse("indicators:numbers", args=[reach.organisation]),
        "chart",
        gettext("Angka wilayah"),
        gettext("Berapa usaha yang digital, di mana, dan apa yang terjual."),
    )


STANDS = "exists (select from indicators_standing s where s.id = o.id and {})"
for figure, (test, name) in BEHIND.items():
    NARROWED[figure] = Narrowing(name, STANDS.format(test))
