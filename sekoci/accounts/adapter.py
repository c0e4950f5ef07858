"""What allauth asks of us. The way in is ours (see docs/decisions/0011); sessions, stages and back-ends are allauth's."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from sekoci.accounts.actions import AccountBlocked
from sekoci.accounts.models import Person
from sekoci.accounts.rules import client_address


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


def address_of(request: HttpRequest) -> str:
    """Whom limits count for this request."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    return client_address(request.META.get("REMOTE_ADDR", ""), forwarded, settings.TRUSTED_PROXIES)
