"""What allauth asks of us. The way in is ours (see docs/decisions/0011); sessions, stages and back-ends are allauth's."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from sekoci.accounts.actions import AccountBlocked
from sekoci.accounts.models import Person
from sekoci.accounts.rules import client_address
from sekoci.kit.phone import spoken_phone


class PhoneAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """A phone that is on a person's row has been proven by a code."""

    def get_phone(self, user: Person) -> tuple[str, bool] | None:
        return (user.phone, True) if user.phone else None

    def get_user_by_phone(self, phone: str) -> Person | None:
        return Person.objects.filter(phone=phone).first()

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        raise AccountBlocked()

    def add_message(self, *arguments: Any, **more: Any) -> None:
        """Our pages say what happened in their own words."""


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """A passkey is another way in, not a second step: an account that has one may still use a code."""

    def is_mfa_enabled(self, user: Person, types: object = None) -> bool:
        return False

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": _own_host(context.request), "name": "Sekoci"}

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        known_as = spoken_phone(user.phone) if user.phone else str(user)
        return {**super().get_public_key_credential_user_entity(user), "name": known_as, "display_name": user.name or known_as}


def passkeys_work(request: HttpRequest) -> bool:
    """Whether browsers give passkeys to where this page stands: a name with https, or localhost; never a bare address."""
    host = _own_host(request)
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or settings.PUBLIC_URL.startswith("https://")
    return False


def _own_host(request: HttpRequest) -> str:
    """The name passkeys are bound to: the installation's own; when trying it out, also localhost."""
    asked = request.get_host().partition(":")[0]
    return asked if settings.DEVELOPMENT and asked == "localhost" else urlsplit(settings.PUBLIC_URL).hostname or ""


def address_of(request: HttpRequest) -> str:
    """Whom limits count for this request."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    return client_address(request.META.get("REMOTE_ADDR", ""), forwarded, settings.TRUSTED_PROXIES)
