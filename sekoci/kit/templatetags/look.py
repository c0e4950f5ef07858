"""The look in templates: `{% icon "home" %}`, `{% current path href %}`, `{{ price|in_words }}`, `{% bar_chart rows title %}`."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from sekoci.kit import charts, words

CURRENT, NOTHING = SafeString(' aria-current="page"'), SafeString("")
register = template.Library()
register.filter("in_words", words.rupiah_in_words)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One icon of the sprite. Without a label it is decoration, and silent."""
    return _icon(name, label)


@register.simple_tag
def current(path: str, href: str, whole: bool = False) -> SafeString:
    """`aria-current="page"` on the link to where we are: the address itself, or (unless `whole`) anything under it."""
    here = path == href or (not whole and path.startswith(href + "/"))
    return CURRENT if here else NOTHING


@register.simple_tag
def bar_chart(rows: Iterable[tuple[str, int, str]], title: str) -> SafeString:
    """Bars drawn as SVG from (label, amount, amount as read), with the same figures as a table for screen readers."""
    return charts.bars(list(rows), title=title)


@lru_cache(maxsize=256)
def _icon(name: str, label: str) -> SafeString:
    said = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="icon" {}><use href="{}#{}"/></svg>', said, static("kit/icons.svg"), conditional_escape(name))
