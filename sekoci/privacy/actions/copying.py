"""The copy of a person's data as a file: JSON for machines, PDF for people."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sekoci.kit.money import rupiah
from sekoci.kit.paper import pdf
from sekoci.kit.persons import Found, Who
from sekoci.kit.templatetags.sekoci import moment
from sekoci.privacy.queries import Copy
from sekoci.privacy.values import in_words
from sekoci.privacy.words import LABELS, MONEY, TITLES

MOST_ON_PAPER = 500
"""Of one part, the newest; all of them are in the JSON."""
PAPER = Path(__file__).parent.parent / "papers" / "copy.typ"


def as_json(copy: Copy) -> bytes:
    """One object: who, when, and each part with all its rows."""
    parts = {part.name: {"title": str(TITLES[part.name]), "total": part.total, "rows": list(part.rows)} for part in copy.parts}
    about = {
        "phone": copy.who.phone,
        **({"of": copy.of} if copy.of else {}),
        "made_at": copy.at.isoformat(),
        "law": "UU 27/2022",
        "controller": controller(),
    }
    whole = about | {"parts": parts}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def as_pdf(copy: Copy) -> bytes:
    """The same as people read it; parts without rows are named at the end."""
    facts = {
        "language": "en" if (get_language() or "id").startswith("en") else "id",
        "title": _("Data Anda di Sekoci"),
        "of": _("%(phone)s, dibuat %(at)s") % {"phone": copy.of or copy.who.phone, "at": moment(copy.at)},
        "law": _("Menurut Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi."),
        "from": _("Pengendali data:") + f" {controller()}" if controller() else "",
        "parts": [_on_paper(part, copy.who) for part in copy.parts if part.rows],
        "none": _("Tidak ada data:") + " " + ", ".join(str(TITLES[part.name]) for part in copy.parts if not part.rows) + ".",
    }
    return pdf(PAPER, facts)


def controller() -> str:
    """Who answers for it and where they are reached, as the operator says; empty where they do not."""
    return ". ".join(each for each in (settings.OPERATOR, settings.OPERATOR_CONTACT) if each)


def _on_paper(part: Found, who: Who) -> dict[str, Any]:
    shown = part.rows[:MOST_ON_PAPER]
    more = (
        _("%(shown)s yang terbaru dari %(total)s. Semuanya ada di berkas JSON.") % {"shown": len(shown), "total": part.total}
        if len(shown) < part.total
        else ""
    )
    rows = [[[str(LABELS[name]), value] for name, value in _readable(in_words(part.name, row, who))] for row in shown]
    return {"title": str(TITLES[part.name]), "rows": rows, "more": more}


def _readable(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is there, in order, as words; empty facts are left out."""
    return [(name, _said(name, value)) for name, value in row.items() if value not in (None, "")]


def _said(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, int):
        return rupiah(value) if name in MONEY else str(value)
    if (isinstance(value, str) and name in ("date", "since", "until")) or name.endswith("_at"):
        return moment(datetime.fromisoformat(str(value)))
    return str(value)
