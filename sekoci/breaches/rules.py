"""The clock of the law and what a notice must say. Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Literal

from sekoci.kit.errors import Refusal
from sekoci.kit.phone import parse_phone

WITHIN = timedelta(hours=72)
"""UU 27/2022 article 46: three times twenty-four hours."""
NEEDED = ("data", "whose", "began_at", "cause", "done", "advice", "contact")
"""What a notice lacks nothing of: what was exposed and whose, when and how, what is done, what to do, whom to ask."""
State = Literal["open", "reported", "closed"]
Mark = Literal["", "24", "6", "late"]
MARKS: tuple[tuple[Mark, timedelta], ...] = (("late", timedelta(0)), ("6", timedelta(hours=6)), ("24", timedelta(hours=24)))
"""So long before the deadline staff are reminded; the nearest first."""


@dataclass(frozen=True)
class BreachDraft:
    """What is known of a breach: `whose` and `people` in words and number, `cause` how it came about, `done` against it."""

    title: str
    noticed_at: datetime
    began_at: datetime | None = None
    data: str = ""
    whose: str = ""
    people: int | None = None
    cause: str = ""
    done: str = ""
    advice: str = ""
    contact: str = ""


FIELDS = tuple(field.name for field in fields(BreachDraft))


def deadline_of(noticed_at: datetime) -> datetime:
    """72 hours after it was noticed, as hours pass: a zone that moves its clocks meanwhile changes nothing. UTC."""
    return noticed_at.astimezone(UTC) + WITHIN


def mark_at(deadline: datetime, now: datetime) -> Mark:
    """Of which nearness of the deadline staff should know by now; empty while it is far."""
    left = deadline - now
    for name, before in MARKS:
        if left <= before:
            return name
    return ""


def left_in_words(span: timedelta, language: str) -> str:
    """`2 hari 5 jam`, `5 jam 20 menit`, `3 menit`; of a span below zero the same, without a sign."""
    minutes = int(abs(span).total_seconds()) // 60
    days, hours = minutes // 1440, minutes // 60 % 24
    parts = (
        [(days, "hari", "day"), (hours, "jam", "hour")] if days else [(hours, "jam", "hour"), (minutes % 60, "menit", "minute")]
    )
    said = [
        f"{count} {word_id}" if language != "en" else f"{count} {word_en}{'' if count == 1 else 's'}"
        for count, word_id, word_en in parts
        if count
    ]
    return " ".join(said) or ("kurang dari semenit" if language != "en" else "less than a minute")


def missing(draft: BreachDraft) -> list[str]:
    """The fields without which nobody can be told."""
    return [name for name in NEEDED if not getattr(draft, name)]


def differences(before: BreachDraft, after: BreachDraft) -> dict[str, tuple[str, str]]:
    """What a change changes, field by field, as text."""
    return {
        name: (_text(getattr(before, name)), _text(getattr(after, name)))
        for name in FIELDS
        if getattr(before, name) != getattr(after, name)
    }


class BadPhones(Refusal):
    code = "bad_phones"
    id = "{count} baris bukan nomor HP: {lines}. Betulkan, lalu kirim lagi. Belum ada yang dicatat."
    en = "{count} lines are no phone number: {lines}. Mend them and send again. Nothing was noted."


_HEADS = frozenset({"hp", "nomor", "nomor hp", "no hp", "phone", "telepon", "telp", "wa", "whatsapp"})


def phones_in(text: str) -> list[str]:
    """The phones of a list: one a line, or the first cell that is one of a CSV. BadPhones names the lines without.

    Blank lines and a line of headings above count for nothing.
    """
    found: dict[str, None] = {}
    bad: list[str] = []
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip(" \t,;\"'")]
    for number, line in enumerate(lines, start=1):
        cells = [cell.strip(" \t\"'=") for cell in re.split(r"[,;\t]", line)]
        phones = [phone for cell in cells if (phone := _phone(cell))]
        if phones:
            found[phones[0]] = None
        elif number > 1 or not _HEADS & {cell.lower() for cell in cells}:
            bad.append(f"{line.strip()[:30]}")
    if bad:
        raise BadPhones(count=len(bad), lines=", ".join(bad[:5]) + (" …" if len(bad) > 5 else ""), field="list")
    return list(found)


@dataclass(frozen=True)
class Reached:
    """What became of the messages to the persons of a breach, by messaging's own words."""

    listed: int
    asked: int
    states: dict[str, int]
    in_english: int = 0
    """Of those listed, whose account says that they read English; all others are written to in Indonesian."""

    @property
    def languages(self) -> list[str]:
        """In which a letter to all of them is written."""
        return [*(["id"] if self.in_english < self.listed or not self.listed else []), *(["en"] if self.in_english else [])]

    @property
    def arrived(self) -> int:
        return self._sum("delivered", "read")

    @property
    def sent(self) -> int:
        return self._sum("sent")

    @property
    def underway(self) -> int:
        return self._sum("waiting") + self.asked - sum(self.states.values())

    @property
    def lost(self) -> int:
        return self._sum(*LOST)

    @property
    def untold(self) -> int:
        return self.listed - self.asked

    def _sum(self, *states: str) -> int:
        return sum(self.states.get(state, 0) for state in states)


LOST: Collection[str] = ("failed", "expired", "stopped", "unclear", "limited")
"""Messages that did not arrive, or of which nobody knows."""


def sentence(text: str) -> str:
    """A field within a sentence of ours, which ends itself."""
    return text.rstrip(" .")


def letter_text(rows: Sequence[tuple[str, str]]) -> str:
    """A letter as plain text, line by line."""
    return "\n".join(f"{label}: {value}" if value else label for label, value in rows)


def _phone(cell: str) -> str:
    try:
        return parse_phone(cell)
    except Refusal:
        return ""


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="minutes")
    return "" if value is None else str(value)
