"""How the market says where a shop is, after `{% load market %}`."""

from django import template
from django.utils.translation import gettext as _

from sekoci.registry.queries import Place, Shop

register = template.Library()


@register.filter
def place_in(shop: Shop, here: Place | None) -> str:
    """Where the shop is for somebody who looks at `here`: as much of its path as they do not see above already."""
    parts = shop.area_path.split(", ")
    above = len(parts) - here.level if here else 2
    return ", ".join(parts[: min(2, max(1, above))])


@register.filter
def far(metres: int) -> str:
    """`1,2 km`: from the middle of one area to the middle of another, so no more is said than is known."""
    if metres < 1_000:
        return _("kurang dari 1 km")
    return _("sekitar %(km)s km") % {"km": round(metres / 1000)}
