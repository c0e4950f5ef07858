"""What a page says to machines that read it: JSON-LD, in a `script` element that no browser runs."""

import json

from django.utils.safestring import SafeString

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""What could end the element or the string, whoever named the shop. JSON reads it as the letter it is."""


def linked_data(facts: dict[str, object]) -> SafeString:
    """The facts as JSON-LD of schema.org, for the head of a page. Facts that are None or empty are left out."""
    told = {"@context": "https://schema.org", **facts}
    text = json.dumps(_without_empty(told), ensure_ascii=False, separators=(",", ":"), default=str)
    return SafeString(f'<script type="application/ld+json">{text.translate(ESCAPES)}</script>')


def _without_empty(value: object) -> object:
    if isinstance(value, dict):
        return {name: _without_empty(each) for name, each in value.items() if each not in (None, "", [], {})}
    if isinstance(value, list):
        return [_without_empty(each) for each in value]
    return value
