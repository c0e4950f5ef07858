"""The door for those who carry messages: what a provider promises, and where to find it by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Protocol

from sekoci.messaging.texts import Template


@dataclass(frozen=True)
class Outgoing:
    """A message ready to be sent."""

    id: str
    """Ours: given to the provider where it takes one, so that its answers find their message."""
    to: str
    template: Template
    facts: Mapping[str, str]
    text: str
    subject: str
    language: str
    window_open: bool
    """Whether the person wrote to us on WhatsApp in the last 24 hours."""


class Unclear(Exception):
    """The provider was asked and may or may not have sent it: no answer in time, or one that says neither."""


class Provider(Protocol):
    """Carries messages. `send` returns the provider's own key of the message ("" where it has none).

    It raises `ProviderRefused` (not sent, and never will be: try the next provider), `ProviderDown` (not sent: try again) or
    `Unclear` (nobody knows).
    """

    name: str

    def reaches(self, to: str) -> bool: ...

    def send(self, outgoing: Outgoing) -> str: ...


def provider_for(name: str) -> Provider:
    """The provider of this name, set up from the settings; one of ours, or one that a package offers as `sekoci.messaging`."""
    from sekoci.messaging.providers import console, pretend, sms_http, smtp, whatsapp

    makers: dict[str, Callable[[], Provider]] = {
        "console": console.Console,
        "pretend": pretend.Pretend,
        "whatsapp": whatsapp.WhatsApp,
        "sms_http": sms_http.SmsHttp,
        "smtp": smtp.Smtp,
    }
    if name in makers:
        return makers[name]()
    for offered in entry_points(group="sekoci.messaging", name=name):
        theirs: Callable[[], Provider] = offered.load()
        return theirs()
    raise LookupError(f"no messaging provider {name!r}; there are {', '.join(makers)}")


def is_phone(to: str) -> bool:
    return to.startswith("+")
