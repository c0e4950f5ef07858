"""The table of addresses, walked: what is made from it cannot forget a new page."""

import re
from collections.abc import Iterator, Mapping, Sequence

from django.urls import URLPattern, URLResolver, get_resolver


def routes() -> list[str]:
    """Every address as Django writes it: `kelola/<slug:slug>/produk`."""

    def walk(patterns: Sequence[object], before: str) -> Iterator[str]:
        for each in patterns:
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, before + str(each.pattern))
            elif isinstance(each, URLPattern):
                yield before + str(each.pattern)

    return list(walk(get_resolver().url_patterns, ""))


def fill(route: str, values: Mapping[str, str]) -> str:
    """The address with each part filled by its name, or else by the kind of its converter; KeyError where there is neither."""
    filled = re.sub(r"<(\w+):(\w+)>", lambda part: values.get(part[2]) or values[part[1].removesuffix("str") or "str"], route)
    return "/" + re.sub(r"<(\w+)>", lambda part: values.get(part[1]) or values["str"], filled)
