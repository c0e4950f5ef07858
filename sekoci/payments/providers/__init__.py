"""Who tells us that money came. One file or folder per provider; a new one is added here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sekoci.payments.providers.by_hand import ByHand
from sekoci.payments.providers.own_qris import OwnQris
from sekoci.payments.providers.pretend import Pretend
from sekoci.payments.rules import Asked, SettlementNotice

__all__ = ["CallsBack", "Provider", "caller", "provider_for"]


class Provider(Protocol):
    """What every way of paying does. It runs inside the order's transaction: no network here, that is a job."""

    name: str

    def ask(self, payment_id: UUID, *, amount: int, sticker: str) -> Asked:
        """What the buyer is shown, and what the payment is called at the provider."""
        ...


class CallsBack(Protocol):
    """A provider that sends notices by itself."""

    name: str

    def is_genuine(self, body: bytes, headers: Mapping[str, str], *, at: datetime) -> bool:
        """Whether these exact bytes are its own, said just now."""
        ...

    def read(self, body: bytes) -> SettlementNotice:
        """What it says; never refuses, what cannot be read is kept as unknown."""
        ...


_PRETEND = Pretend()
PROVIDERS: dict[str, Provider] = {each.name: each for each in (ByHand("cash"), ByHand("transfer"), OwnQris(), _PRETEND)}
CALLERS: dict[str, CallsBack] = {_PRETEND.name: _PRETEND}


def provider_for(name: str) -> Provider:
    """The provider of this name; KeyError for one that does not exist, which is a bug."""
    return PROVIDERS[name]


def caller(name: str) -> CallsBack:
    """The provider of this name as one who sends notices."""
    return CALLERS[name]
