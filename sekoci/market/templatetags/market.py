"""How the market says where a shop is, after `{% load market %}`."""

from django import template
from django.utils.translation import gettext as _

from sekoci.market.queries import FoundProduct, FoundShop
from sekoci.registry.queries import Place

register = template.Library()


@register.filter
def where(found: FoundShop | FoundProduct, here: Place | None) -> str:
    """Where the shop is for somebody who looks at `here`: as much of its path as they do not see above already, how far, and
    whether it is open. A filter, since a page has twenty-four of them."""
    parts = found.shop.area_path.split(", ")
    above = len(parts) - here.level if here else 2
    said = [", ".join(parts[: min(2, max(1, above))])]
    if found.metres is not None:
        said.append(_far(found.metres))
    return " · ".join([*said, _("sedang buka") if found.shop.is_open_now else _("sedang tutup")])


def _far(metres: int) -> str:
    """`1,2 km`: from the middle of one area to the middle of another, so no more is said than is known."""
    if metres < 1_000:
        return _("kurang dari 1 km")
    return _("sekitar %(km)s km") % {"km": round(metres / 1000)}
