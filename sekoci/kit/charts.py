"""Charts drawn on the server: bars and curves as SVG that stretch to any width, words beside them as text that does not."""

from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Point:
    """Of a curve: how far to the right (any unit), its label, the amount, and the amount as read. `is_ahead`: not reached yet."""

    at: float
    label: str
    amount: float
    read: str
    is_ahead: bool = False


def curve(points: Sequence[Point], *, title: str, goal: tuple[float, str] | None = None) -> SafeString:
    """A line from point to point, dashed to those that lie ahead, with the goal (amount, as read) as a line across."""
    if not points:
        return SafeString("")
    most = max([point.amount for point in points] + [goal[0] if goal else 0]) or 1
    first, last = points[0].at, points[-1].at

    def place(point: Point) -> str:
        x = (point.at - first) * 100 / ((last - first) or 1)
        return f"{x:.2f},{(1 - max(0.0, point.amount) / most) * HEIGHT:.1f}"

    so_far = [point for point in points if not point.is_ahead] or points[:1]
    ahead = [so_far[-1], *(point for point in points if point.is_ahead)]
    lines = format_html('<polyline points="{}"/>', " ".join(map(place, so_far)))
    if len(ahead) > 1:
        lines += format_html('<polyline class="ahead" points="{}"/>', " ".join(map(place, ahead)))
    if goal:
        at = round((1 - goal[0] / most) * HEIGHT, 1)
        lines = format_html('<line class="goal" x1="0" x2="100" y1="{}" y2="{}"/>', at, at) + lines
    return format_html(
        '<figure class="chart"><figcaption class="small" aria-hidden="true">{}</figcaption>'
        '<svg viewBox="0 0 100 {}" preserveAspectRatio="none" aria-hidden="true">{}<line x1="0" x2="100" y1="{}" y2="{}"/></svg>'
        '<div class="ends" aria-hidden="true"><span>{}</span><span>{}</span></div>'
        '<section class="sr"><table><caption>{}</caption>{}</table></section></figure>',
        goal[1] if goal else "", HEIGHT, lines, HEIGHT, HEIGHT, points[0].label, points[-1].label, title,
        format_html_join("", '<tr><th scope="row">{}</th><td>{}</td></tr>', ((each.label, each.read) for each in points)),
    )  # fmt: skip


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
