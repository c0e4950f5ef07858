"""Codes of areas as lists write them: Kemendagri's of today and of before a split, and BPS's, which look like them. Pure."""

import re
from collections.abc import Container

from sekoci.registry.rules.hierarchy import code_today

CODE = re.compile(r"([0-9]{2})\.?(?:([0-9]{2})\.?(?:([0-9]{2})\.?([0-9]{4})?)?)?")
TRUSTED = {2: 0.4, 4: 0.4, 6: 1.0, 10: 0.8}
"""How sure digits without dots are by themselves, by how many: BPS's codes have 2, 4, 7 or 10, and its 1201 is our 12.04."""


def code_in(text: str, known: Container[str]) -> str:
    """The code that is the whole of a text, dotted or not: today's; of one of before a split its regency, the parts were numbered
    anew. Empty where it is none."""
    if not text[:2].isdigit() or not (found := CODE.fullmatch(_bare(text))):
        return ""
    code = ".".join(part for part in found.groups() if part)
    return code if code in known else code_today().get(code[:5], "")


def trusted(text: str) -> float:
    """How sure the code is that is the whole of a text, as long as no name beside it agrees."""
    bare = _bare(text)
    return 1.0 if "." in bare else TRUSTED[len(bare)]


def _bare(text: str) -> str:
    return text.strip().removesuffix(".0")
