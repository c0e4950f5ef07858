"""How Sekoci says no. A refusal is an answer, not a bug: somebody can read it and act on it."""

from collections.abc import Mapping
from typing import Any


class Refusal(Exception):
    """Say no with a stable code, an HTTP status and a sentence in Indonesian and English that somebody can act on.

    Subclass it beside the verb that raises it; fill the sentence's {placeholders} with keyword arguments::

        class SoldOut(Refusal):
            code, status = "sold_out", 409
            id = "{name} tinggal {left}. Kurangi jumlahnya, lalu pesan lagi."
            en = "Only {left} of {name} left. Lower the quantity and order again."

        raise SoldOut(name="Keripik", left=2)
    """

    code = "refused"
    status = 422
    id = "Tidak bisa diproses."
    en = "This cannot be done."
    wait = 0
    """Seconds after which the same may be tried again: Retry-After. 0: waiting alone does not help."""

    def __init__(self, *, field: str | None = None, **facts: Any) -> None:
        self.field = field
        self.facts: Mapping[str, Any] = facts
        super().__init__(self.code)

    def sentence(self, language: str | None = None) -> str:
        """The sentence in `language` ("id" or "en"); by default the one now active."""
        if language is None:
            from django.utils.translation import get_language

            language = get_language() or "id"
        return (self.en if language.startswith("en") else self.id).format(**self.facts)

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence('id')}"


class NotFound(Refusal):
    """Nothing here, or not yours: the two are told apart by nobody outside."""

    code, status = "not_found", 404
    id = "Tidak ditemukan. Mungkin sudah dihapus, atau alamatnya salah."
    en = "Not found. It may have been removed, or the address is wrong."


class NotAllowed(Refusal):
    code, status = "not_allowed", 403
    id = "Anda tidak punya izin untuk ini. Minta pemilik usaha."
    en = "You may not do this. Ask the owner of the business."


class NotKnown(NotFound):
    """What an address asks for by name is not known; the page leads on to itself as it is without asking."""

    code = "not_known"
    id = "{what_id} “{said}” tidak dikenal di sini."
    en = "{what_en} “{said}” is not known here."

    def __init__(self, *, field: str, said: str, what_id: str, what_en: str) -> None:
        super().__init__(field=field, said=said[:40], what_id=what_id, what_en=what_en)


class Invalid(Refusal):
    """One field of what was sent cannot be used; `sentence` says why."""

    code, status = "invalid", 422
    id = "{why_id}"
    en = "{why_en}"

    def __init__(self, *, field: str, why_id: str, why_en: str) -> None:
        super().__init__(field=field, why_id=why_id, why_en=why_en)


class ProviderDown(Exception):
    """The other side did not answer, or said to come back later: try again."""


class ProviderRefused(Exception):
    """The other side said no, and would say it again: do not try again."""
