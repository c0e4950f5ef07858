"""Charts drawn on the server as SVG: nothing to load, and they print."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Row = tuple[str, int, str]
HEIGHT, TOP, FOOT = 150, 18, 20


def bars(rows: Sequence[Row], *, title: str) -> SafeString:
    """One bar a row of (label, amount, amount as read). The highest is marked; every label stands while there is room."""
    if not rows:
        return SafeString("")
    width = max(320, 26 * len(rows))
    step = width / len(rows)
    most, least = max(0, *(row[1] for row in rows)), min(0, *(row[1] for row in rows))
    scale = (HEIGHT - TOP - FOOT) / ((most - least) or 1)
    zero = TOP + most * scale
    labelled = max(1, round(len(rows) * 44 / width))
    parts = format_html_join(
        "", "{}", ((_bar(row, i, step=step, zero=zero, scale=scale, most=most, labelled=labelled),) for i, row in enumerate(rows))
    )
    figures = format_html_join("", '<tr><th scope="row">{}</th><td>{}</td></tr>', ((row[0], row[2]) for row in rows))
    return format_html(
        '<figure><svg class="chart" viewBox="0 0 {} {}" aria-hidden="true"><line x1="0" x2="{}" y1="{}" y2="{}"/>{}</svg>'
        '<table class="sr"><caption>{}</caption>{}</table></figure>',
        width,
        HEIGHT,
        width,
        round(zero, 1),
        round(zero, 1),
        parts,
        title,
        figures,
    )


def _bar(row: Row, place: int, *, step: float, zero: float, scale: float, most: int, labelled: int) -> SafeString:
    label, amount, read = row
    height = max(abs(amount) * scale, 1.5)
    top = zero - height if amount >= 0 else zero
    kind = "minus" if amount < 0 else ("peak" if amount == most and most > 0 else "")
    middle = round((place + 0.5) * step, 1)
    shown = format_html('<text x="{}" y="{}">{}</text>', middle, HEIGHT - 5, label) if place % labelled == 0 else ""
    value = format_html('<text class="value" x="{}" y="{}">{}</text>', middle, round(top - 5, 1), read) if kind == "peak" else ""
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="3"><title>{}: {}</title></rect>{}{}',
        kind,
        round(place * step + step * 0.14, 1),
        round(top, 1),
        round(step * 0.72, 1),
        round(height, 1),
        label,
        read,
        shown,
        value,
    )
