"""Our codes in templates: `{{ area|said_within }}`."""

from django import template

from sekoci.registry.names import KIND_NAMES
from sekoci.registry.queries import AreaPick
from sekoci.registry.rules import DISTRICT

register = template.Library()


@register.filter
def said_within(area: AreaPick) -> str:
    """`Kecamatan · Kota Surakarta, Jawa Tengah`; a regency says in its own name what it is."""
    return f"{KIND_NAMES[area.kind]} · {area.within}" if area.level >= DISTRICT else area.within
