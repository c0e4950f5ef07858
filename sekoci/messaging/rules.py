"""What we say and how hard we try: the texts, and the decision what to do next with a message. Pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sekoci.messaging.texts import TEMPLATES, Template

__all__ = [
    "TEMPLATES",
    "WAYS",
    "Done",
    "GiveUp",
    "Send",
    "Template",
    "Try",
    "Verdict",
    "Wait",
    "Way",
    "after_receipts",
    "next_step",
    "render",
    "unready",
    "wish_of",
]

IN_FLIGHT = timedelta(seconds=90)
"""Longer than any provider's time-out: a try still open after that was cut off by a crash, and nobody knows what it did."""
WINDOW = timedelta(hours=24)
TRIES_BEFORE_THE_NEXT = 3
MOST_AN_HOUR = 30
"""News to one address. Whoever orders may write any phone, and each message costs: a shop that gets more orders looks itself."""


@dataclass(frozen=True)
class Try:
    """One attempt so far, oldest first."""

    provider: str
    outcome: str
    at: datetime


@dataclass(frozen=True)
class Send:
    """Call this provider now."""

    provider: str


@dataclass(frozen=True)
class Wait:
    """Look again at this moment."""

    until: datetime


@dataclass(frozen=True)
class Done:
    """A provider has it."""


@dataclass(frozen=True)
class GiveUp:
    """Not another try: all refused, too late to be of use, it may have arrived, they asked us to stop, or they got too many."""

    status: Literal["failed", "expired", "unclear", "stopped", "limited"]


Step = Send | Wait | Done | GiveUp


def next_step(template: Template, chain: Sequence[str], tries: Sequence[Try], *, created_at: datetime, now: datetime) -> Step:
    """What to do with a message: which provider of `chain` to call, when to look again, or when to stop.

    After an answer that leaves it open whether the message went out, nothing more is sent, because two messages for one event
    are worse than one late; a login code may come twice, because nobody can log in with none.
    """
    if any(each.outcome == "sent" for each in tries):
        return Done()
    if open_tries := [each for each in tries if each.outcome == "sending" and each.at + IN_FLIGHT > now]:
        return Wait(open_tries[-1].at + IN_FLIGHT)
    if any(each.outcome in ("unclear", "sending") for each in tries) and not template.may_repeat:
        return GiveUp("unclear")
    if now >= created_at + template.useful_for:
        return GiveUp("expired")
    left = [name for name in chain if not _is_through(name, tries, last=name == chain[-1], impatient=template.may_repeat)]
    if not left:
        return GiveUp("failed")
    provider = left[0]
    ready = _ready_at(provider, tries, first_wait=template.first_wait)
    return Send(provider) if ready is None or ready <= now else Wait(ready)


def _is_through(provider: str, tries: Sequence[Try], *, last: bool, impatient: bool) -> bool:
    """Whether a provider has had its chances: it refused, may have sent it, or was down so often that the next one is due."""
    outcomes = [each.outcome for each in tries if each.provider == provider]
    if any(outcome in ("refused", "unclear", "sending") for outcome in outcomes):
        return True
    return not last and len(outcomes) >= (1 if impatient else TRIES_BEFORE_THE_NEXT)


def _ready_at(provider: str, tries: Sequence[Try], *, first_wait: timedelta) -> datetime | None:
    """After each failure three times as long as before, at most an hour."""
    mine = [each.at for each in tries if each.provider == provider]
    return mine[-1] + min(first_wait * 3 ** (len(mine) - 1), timedelta(hours=1)) if mine else None


_RANK = {"sent": 1, "delivered": 2, "read": 3}


@dataclass(frozen=True)
class Verdict:
    """What receipts make of a message's status and of the outcome of the attempt they are about."""

    status: str
    outcome: str


def after_receipts(status: str, outcome: str, heard: Collection[str]) -> Verdict:
    """Receipts in any order and number: `read` beats `delivered` beats `sent`; `failed` counts below `delivered`.

    When a provider that had taken the message says it failed, the message waits again: the next provider is due.
    """
    best = max((_RANK[each] for each in heard if each in _RANK), default=0)
    if best >= 2:
        return Verdict(_further(status, best), "sent")
    if "failed" in heard:
        stands = outcome == "refused" or status not in ("waiting", "sent", "unclear")
        return Verdict(status if stands else "waiting", "refused")
    return Verdict(_further(status, best), "sent" if best and outcome in ("sending", "unclear") else outcome)


def _further(status: str, rank: int) -> str:
    """Never backwards; a message given up as unclear, late or failed is well when it turns out to have arrived."""
    return status if rank <= _RANK.get(status, 0) else next(name for name, its in _RANK.items() if its == rank)


_STOP = re.compile(r"(stop|berhenti|unsubscribe)[.!]*", re.IGNORECASE)
_START = re.compile(r"(mulai|start|lanjut)[.!]*", re.IGNORECASE)


def wish_of(text: str) -> Literal["stop", "start"] | None:
    """Whether somebody wrote that they want no more messages, or want them again: the bare word, nothing around it."""
    plain = text.strip()
    if _STOP.fullmatch(plain):
        return "stop"
    return "start" if _START.fullmatch(plain) else None


def render(template: Template, facts: Mapping[str, str], language: str) -> str:
    """The text in `language`, Indonesian where we have no other; ValueError names the facts that are missing."""
    missing = [name for name in template.facts if name not in facts]
    if missing:
        raise ValueError(f"message {template.name} needs {', '.join(missing)}")
    return (template.en if language == "en" else template.id).format_map(facts)


@dataclass(frozen=True)
class Way:
    """A provider of ours: whether what it takes reaches people's phones, and the variables without which it sends nothing."""

    reaches_phones: bool = False
    needs: tuple[str, ...] = ()


WAYS: Mapping[str, Way] = {
    "console": Way(),
    "pretend": Way(),
    "whatsapp": Way(
        reaches_phones=True,
        needs=(
            "SEKOCI_WHATSAPP_PHONE_ID",
            "SEKOCI_WHATSAPP_TOKEN",
            "SEKOCI_WHATSAPP_APP_SECRET",
            "SEKOCI_WHATSAPP_VERIFY_TOKEN",
        ),
    ),
    "sms_http": Way(reaches_phones=True, needs=("SEKOCI_SMS_URL",)),
    "smtp": Way(needs=("SEKOCI_SMTP_URL", "SEKOCI_MAIL_FROM")),
}


def unready(chain: Sequence[str], said: Mapping[str, str]) -> list[str]:
    """What keeps messages of this chain from people, each as a sentence that says what to do; `said` is the environment.

    What a package brings is taken to reach phones.
    """
    found = []
    for name in chain:
        needs = WAYS[name].needs if name in WAYS else ()
        if gone := [each for each in needs if not said.get(each, "").strip()]:
            found.append(f"{name} sends nothing: set {' and '.join(gone)}.")
    texts = said.get("SEKOCI_SMS_URL", "") + said.get("SEKOCI_SMS_BODY", "")
    if "sms_http" in chain and not re.search(r"\$(text\b|{text})", texts):
        found.append("sms_http sends empty messages: put $text into SEKOCI_SMS_BODY or SEKOCI_SMS_URL.")
    if not any(name not in WAYS or WAYS[name].reaches_phones for name in chain):
        found.insert(0, f"Nobody can log in: codes go to phones, and {' then '.join(chain)} reaches none. {_CURE}")
    return found


_CURE = "Put whatsapp or sms_http into SEKOCI_MESSAGING (docs/guide/messaging.md)."
