"""What we add to others' pages."""

from django.urls import reverse
from django.utils.translation import gettext

from sekoci.registry.pages import OfficeLine, says_in_office
from sekoci.registry.rules import Reach


@says_in_office("numbers")
def say_in_office(reach: Reach) -> OfficeLine:
    return OfficeLine(
        reverse("indicators:numbers", args=[reach.organisation]),
        "chart",
        gettext("Angka wilayah"),
        gettext("Berapa usaha yang digital, di mana, dan apa yang terjual."),
    )
