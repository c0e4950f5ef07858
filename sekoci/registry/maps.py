"""Maps as SVG made here: areas in five tones, each a link, with words for who cannot see them."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sekoci.kit.money import rupiah
from sekoci.registry.actions.shapes import draw_shapes
from sekoci.registry.queries.shapes import shapes_within
from sekoci.registry.rules.joining import joined_paths
from sekoci.registry.rules.legends import CLASSES, Kind, kinds_of

TONES: Sequence[str] = ("#d6e6f2", "#9cc5e1", "#5b9fcf", "#2571aa", "#0b3b66")
UNKNOWN = "#eceff1"
assert len(TONES) == CLASSES


@dataclass(frozen=True)
class Tone:
    """What a map says of one area. `value` None: nobody knows, or it is not shown; `says` is read out and shown on touch."""

    name: str
    value: float | None
    says: str
    href: str = ""


def area_map(
    parent: str, areas: Mapping[str, Tone], *, title: str, joined: Mapping[str, str] | None = None, unit: str = "count"
) -> SafeString:
    """The map of an area (its code; "" is the country) by what `areas` says of its parts; "" where it has no map.

    `unit` of the values: `rupiah`, `percent`, anything else is a plain number.
    `joined`: parts of today -> the one that they are drawn as (a province before it split).
    Stands beside a table with the same figures, never instead of one.
    """
    shapes = shapes_within(parent)
    if shapes is None:
        draw_shapes(parent)
        shapes = shapes_within(parent)
    if shapes is None:
        return SafeString("")
    paths = joined_paths(shapes.paths, joined or {})
    kinds = kinds_of([tone.value for tone in areas.values() if tone.value is not None])
    drawn = format_html_join("", "{}", ((_part(path, areas.get(code), kinds),) for code, path in paths.items()))
    return format_html(
        '<figure class="stack-s stack"><svg viewBox="-4 -4 {} {}" role="group" aria-label="{}" stroke="#fff" stroke-width="1.5"'
        ' stroke-linejoin="round" width="100%">{}</svg>{}</figure>',
        shapes.width + 8,
        shapes.height + 8,
        title,
        drawn,
        _legend(kinds, unit, any(tone.value is None for tone in areas.values()) or set(paths) - set(areas) != set()),
    )


def _part(path: str, tone: Tone | None, kinds: Sequence[Kind]) -> SafeString:
    if tone is None:
        return format_html('<path d="{}" fill="{}"/>', path, UNKNOWN)
    fill = UNKNOWN if tone.value is None else _tones(kinds)[bisect_left([kind.high for kind in kinds], tone.value)]
    shape = format_html('<path d="{}" fill="{}"><title>{}: {}</title></path>', path, fill, tone.name, tone.says)
    return format_html('<a href="{}" aria-label="{}: {}">{}</a>', tone.href, tone.name, tone.says, shape) if tone.href else shape


def _tones(kinds: Sequence[Kind]) -> Sequence[str]:
    """As many tones as there are classes, the darkest for the most."""
    return TONES[len(TONES) - len(kinds) :]


def _legend(kinds: Sequence[Kind], unit: str, has_unknown: bool) -> SafeString:
    swatch = '<svg width="14" height="14" aria-hidden="true"><rect width="14" height="14" rx="3" fill="{}"/></svg>'
    rows = [(tone, _said(kind, unit)) for tone, kind in zip(_tones(kinds), kinds, strict=True)]
    if has_unknown:
        rows.append((UNKNOWN, _("belum ada angka, atau tidak ditampilkan")))
    return format_html(
        '<figcaption class="row small">{}</figcaption>',
        format_html_join("", '<span class="swatch">' + swatch + " {}</span>", rows),
    )


def _said(kind: Kind, unit: str) -> str:
    """`2-50` with a dash, in its unit."""
    low, high = ((rupiah(round(end)) if unit == "rupiah" else _plain(end)) for end in (kind.low, kind.high))
    return (low if low == high else f"{low}–{high}") + (" %" if unit == "percent" else "")  # noqa: RUF001  a dash between ends


def _plain(number: float) -> str:
    places = 0 if round(number, 1) == round(number) else 1
    return number_format(round(number, 1), decimal_pos=places, force_grouping=True)
