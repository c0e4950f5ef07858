"""Photos in templates, after `{% load photos %}`: `{% photo shop.id item.photo item.name %}`."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sekoci.catalog.photos import SIZES, measures, photo_url

register = template.Library()
TILE = "(min-width: 40rem) 13rem, 50vw"


@register.simple_tag
def photo(business_id: int, name: str, alt: str = "", sizes: str = TILE, eager: bool = False) -> SafeString | str:
    """The `<img>` of a product's photo in three sizes; nothing where there is no photo. `sizes` is how wide it is shown.

    Pictures are fetched when they come near the screen, unless `eager` (the one that everybody sees first).
    """
    found = measures(name)
    if found is None:
        return ""
    width, height = found
    longest = max(width, height)
    widths = {max(1, round(width * min(1, size / longest))): size for size in reversed(SIZES)}  # the smallest file of a width
    addresses = ", ".join(f"{photo_url(business_id, name, widths[each])} {each}w" for each in sorted(widths))
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" {}decoding="async">',
        photo_url(business_id, name, SIZES[0]),
        addresses,
        sizes,
        width,
        height,
        alt,
        SafeString('fetchpriority="high" ' if eager else 'loading="lazy" '),
    )


@register.simple_tag
def thumb(business_id: int, name: str, alt: str = "") -> SafeString | str:
    """The smallest picture, for lists: 52 px wide there."""
    if measures(name) is None:
        return ""
    return format_html(
        '<img class="thumb" src="{}" width="52" height="52" alt="{}" loading="lazy">', photo_url(business_id, name, SIZES[0]), alt
    )
