"""Asking the acquirer what was paid, for notices that never came."""

from typing import Any
from urllib.parse import quote, urlsplit

import httpx
from django.conf import settings

from sekoci.kit import tracing
from sekoci.kit.errors import ProviderDown, ProviderRefused
from sekoci.payments.rules import SettlementNotice, notice_of

TIMEOUT = 5


def is_asked() -> bool:
    """Whether there is an acquirer to ask: `SEKOCI_PRETEND_URL`, such as the sandbox."""
    return bool(settings.PRETEND_URL and settings.PRETEND_SECRET)


def what_was_paid(reference: str) -> list[SettlementNotice]:
    """Every payment the acquirer has for this reference, as if it had sent its notices."""
    try:
        with tracing.call("GET", urlsplit(settings.PRETEND_URL).hostname or "") as note:
            answer = httpx.get(
                f"{settings.PRETEND_URL}/payments/{quote(reference, safe='')}",
                headers={"Authorization": f"Bearer {settings.PRETEND_SECRET}"},
                timeout=TIMEOUT,
                trust_env=False,
            )
            note({"http.response.status_code": answer.status_code}, failed=answer.status_code >= 400)
    except httpx.HTTPError as error:
        raise ProviderDown(str(error)) from None
    if answer.status_code >= 500 or answer.status_code == 429:
        raise ProviderDown(f"pretend answered {answer.status_code}")
    if answer.status_code != 200:
        raise ProviderRefused(f"pretend answered {answer.status_code}")
    try:
        found: list[dict[str, Any]] = answer.json()["payments"]
    except (ValueError, KeyError, TypeError):
        raise ProviderDown("pretend answered something else than JSON") from None
    return [notice_of("pretend", {**each, "status": "paid"}) for each in found if each.get("reference") == reference]
