"""Our codes in templates: `{{ area.kind|kind_name }}`."""

from django import template

from sekoci.registry.names import KIND_NAMES

register = template.Library()


@register.filter
def kind_name(kind: str) -> str:
    return str(KIND_NAMES.get(kind, kind))
