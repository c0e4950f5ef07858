"""What may be said to whom, and how often. No database, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sekoci.kit.errors import Invalid
from sekoci.kit.text import clean_line, links_in, phones_in

NEW_FOR = timedelta(days=30)
QUIET_AFTER = timedelta(days=60)
REGULAR_FROM = 3
"""Orders from which on somebody buys often."""
PAUSE = timedelta(days=7)
"""Between two offers to one customer."""
MOST_A_DAY = 200
"""Offers of one shop within a day: WhatsApp counts people for everybody together, and each costs."""
LEAST_LETTERS, MOST_LETTERS = 10, 300


@dataclass(frozen=True)
class Wording:
    """What a buyer agrees to, in the words on the screen; another wording gets another version."""

    version: str
    id: str
    en: str

    def text(self, language: str) -> str:
        return self.en if language == "en" else self.id


PROMO = Wording(
    "2026-11",
    id="Toko boleh kirim kabar promo ke nomor ini. Bisa berhenti kapan saja.",
    en="The shop may send offers to this number. You can stop at any time.",
)


def promo_text(text: str, *, own: str) -> str:
    """The text of an offer as it is sent, on one line; refused with links other than the shop's `own`, or with phone numbers."""
    said = clean_line(text, least=LEAST_LETTERS, most=MOST_LETTERS, field="text")
    here = own.partition("://")[2].rstrip("/")
    foreign = [link for link in links_in(said) if not _is_under(link, here)]
    if foreign or phones_in(said.replace(here, " ")):
        raise Invalid(
            field="text",
            why_id="Hapus link dan nomor HP. Hanya link toko Anda yang boleh.",
            why_en="Take out links and phone numbers. Only your shop's own link may stay.",
        )
    return said


def _is_under(link: str, here: str) -> bool:
    plain = link.partition("://")[2] or link
    return plain == here or plain.startswith((f"{here}/", f"{here}?"))


@dataclass(frozen=True)
class Audience:
    """How many would get an offer now, and how many not, by reason."""

    will: int
    wont: Mapping[str, int]

    @property
    def all(self) -> int:
        return self.will + sum(self.wont.values())


def audience(reasons: Mapping[str, int], *, left: int) -> Audience:
    """Of customers by reason (empty: may be told), who gets it while `left` messages are left today."""
    free = reasons.get("", 0)
    will = min(free, max(0, left))
    wont = {reason: count for reason, count in reasons.items() if reason and count}
    return Audience(will, wont | ({"full": free - will} if free > will else {}))
