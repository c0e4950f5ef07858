"""The notice that the law asks for, to the agency and to the persons: as rows, as a PDF, as a text."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from sekoci.breaches.queries import BreachView
from sekoci.breaches.rules import Reached, letter_text, sentence
from sekoci.kit.paper import pdf
from sekoci.kit.templatetags.sekoci import moment
from sekoci.messaging.rules import TEMPLATES, render

PAPER = Path(__file__).parent / "papers" / "letter.typ"
Kind = Literal["lembaga", "orang"]


def told_facts(breach: BreachView, language: str) -> dict[str, str]:
    """What the message to a person says."""
    since = moment_in(breach.draft.began_at or breach.draft.noticed_at, language)
    return {"since": since} | {
        name: sentence(getattr(breach.draft, name)) for name in ("data", "cause", "done", "advice", "contact")
    }


def language_now() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def moment_in(at: datetime, language: str) -> str:
    with override(language):
        return moment(at)


def letter(breach: BreachView, found: Reached, kind: Kind) -> bytes:
    """The notice on paper, to be signed and sent: the agency's in Indonesian, the persons' once in each language they read."""
    return pdf(PAPER, {"letters": [_facts(breach, found, kind, language) for language in _languages(found, kind)]})


def message(breach: BreachView, found: Reached, kind: Kind) -> str:
    """The same as a text to paste; to persons, exactly what our messages say."""
    if kind == "orang":
        texts = [render(TEMPLATES["breach_told"], told_facts(breach, each), each) for each in _languages(found, kind)]
        return "\n\n".join(texts)
    facts = _facts(breach, found, kind, "id")
    return letter_text([(facts["title"], ""), (facts["law"], ""), *facts["rows"], (facts["sign"], "")])


def _languages(found: Reached, kind: Kind) -> list[str]:
    """Whoever writes, and in whatever language they see the page."""
    return ["id"] if kind == "lembaga" else found.languages


def _facts(breach: BreachView, found: Reached, kind: Kind, language: str) -> dict[str, Any]:
    with override(language):
        return _in_words(breach, found, language, to_agency=kind == "lembaga")


def _in_words(breach: BreachView, found: Reached, language: str, *, to_agency: bool) -> dict[str, Any]:
    return {
        "language": language,
        "title": _("Pemberitahuan kegagalan pelindungan data pribadi"),
        "to": _("Kepada lembaga pelindungan data pribadi") if to_agency else _("Kepada orang yang datanya terkena"),
        "law": _("Menurut Pasal 46 Undang-Undang Nomor 27 Tahun 2022."),
        "rows": [[label, value] for label, value in _rows(breach, found, to_agency=to_agency)],
        "sign": _("Pengendali data:") + f" {settings.OPERATOR or 'Sekoci'} ({urlsplit(settings.PUBLIC_URL).hostname})",
        "place": _("Tempat, tanggal, nama, dan tanda tangan:"),
    }


def _rows(breach: BreachView, found: Reached, *, to_agency: bool) -> Sequence[tuple[str, str]]:
    draft = breach.draft
    own = [
        (_("Kejadian"), draft.title),
        (_("Data yang terkena"), draft.data),
        (_("Data siapa"), draft.whose),
        (_("Kapan mulai"), moment(draft.began_at)),
        (_("Kapan diketahui"), moment(draft.noticed_at)),
        (_("Bagaimana terjadi"), draft.cause),
        (_("Yang sudah kami lakukan"), draft.done),
        (_("Yang bisa dilakukan orangnya"), draft.advice),
        (_("Kontak"), draft.contact),
    ]
    if to_agency:
        told = _("%(asked)s dari %(listed)s orang sudah dikirimi pesan") % {"asked": found.asked, "listed": found.listed}
        own[3:3] = [(_("Jumlah orang"), str(draft.people) if draft.people is not None else _("belum diketahui"))]
        own += [(_("Pemberitahuan ke orangnya"), told), (_("Batas waktu 3 x 24 jam"), moment(breach.deadline))]
    return own
