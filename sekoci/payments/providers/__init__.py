"""Who tells us that money came. One file or folder per provider; a new one is added here."""

from typing import Protocol
from uuid import UUID

from sekoci.payments.providers.by_hand import ByHand
from sekoci.payments.providers.own_qris import OwnQris
from sekoci.payments.providers.pretend import Pretend
from sekoci.payments.rules import Asked

__all__ = ["Provider", "provider_for"]


class Provider(Protocol):
    """What every way of paying does. It runs inside the order's transaction: no network here, that is a job."""

    name: str

    def ask(self, payment_id: UUID, *, amount: int, sticker: str) -> Asked:
        """What the buyer is shown, and what the payment is called at the provider."""
        ...


PROVIDERS: dict[str, Provider] = {each.name: each for each in (ByHand("cash"), ByHand("transfer"), OwnQris(), Pretend())}


def provider_for(name: str) -> Provider:
    """The provider of this name; KeyError for one that does not exist, which is a bug."""
    return PROVIDERS[name]
