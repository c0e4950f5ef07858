"""Charts drawn on the server: bars as SVG that stretch to any width, words beside them as text that does not shrink with them."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

Row = tuple[str, int, str]
HEIGHT, STEP = 120, 10
MOST_LABELS = 8
"""As many as stand side by side on the narrowest phone."""


def bars(rows: Sequence[Row], *, title: str) -> SafeString:
    """One bar a row of (label, amount, amount as read). The highest is marked and named; labels stand while there is room."""
    if not rows:
        return SafeString("")
    width = STEP * len(rows)
    most, least = max(0, *(row[1] for row in rows)), min(0, *(row[1] for row in rows))
    scale = HEIGHT / ((most - least) or 1)
    zero = most * scale
    drawn = format_html_join("", "{}", ((_bar(row, i, zero=zero, scale=scale, most=most),) for i, row in enumerate(rows)))
    every = -(-len(rows) // MOST_LABELS)
    labels = format_html_join("", "<span>{}</span>", ((row[0] if i % every == 0 else "",) for i, row in enumerate(rows)))
    figures = format_html_join("", '<tr><th scope="row">{}</th><td>{}</td></tr>', ((row[0], row[2]) for row in rows))
    return format_html(
        '<figure class="chart"><figcaption class="small" aria-hidden="true">{}</figcaption>'
        '<svg viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">{}<line x1="0" x2="{}" y1="{}" y2="{}"/></svg>'
        '<div aria-hidden="true">{}</div><table class="sr"><caption>{}</caption>{}</table></figure>',
        _highest(rows, most),
        width,
        HEIGHT,
        drawn,
        width,
        round(zero, 1),
        round(zero, 1),
        labels,
        title,
        figures,
    )


def _highest(rows: Sequence[Row], most: int) -> str:
    """In words: a figure over its bar would not fit on a phone."""
    if most <= 0:
        return ""
    label, _amount, read = next(row for row in rows if row[1] == most)
    return gettext("Tertinggi: %(amount)s (%(label)s)") % {"amount": read, "label": label}


def _bar(row: Row, place: int, *, zero: float, scale: float, most: int) -> SafeString:
    label, amount, read = row
    height = max(abs(amount) * scale, 1.5)
    kind = "minus" if amount < 0 else ("peak" if amount == most and most > 0 else "")
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"><title>{}: {}</title></rect>',
        kind,
        round((place + 0.14) * STEP, 1),
        round(zero if amount < 0 else zero - height, 1),
        round(STEP * 0.72, 1),
        round(height, 1),
        label,
        read,
    )
