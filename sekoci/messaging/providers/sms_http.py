"""Any SMS gateway that takes one HTTP request a message: address, method, headers, body and the sign of success are settings.

In the address and the body these stand for the message's own: `$to` (+6281…), `$digits` (6281…), `$local` (081…), `$text`,
`$id`. They are quoted as the address (always), or as the body's content type (JSON or form) asks.
"""

import json
from string import Template as Pattern
from typing import Any
from urllib.parse import quote_plus

import httpx
from django.conf import settings

from sekoci.kit.errors import ProviderDown, ProviderRefused
from sekoci.messaging.providers import Outgoing, Unclear, is_phone
from sekoci.messaging.providers.calls import call


class SmsHttp:
    name = "sms_http"

    def reaches(self, to: str) -> bool:
        return is_phone(to)

    def send(self, outgoing: Outgoing) -> str:
        headers: dict[str, str] = settings.SMS_HEADERS
        body = _filled(settings.SMS_BODY, outgoing, as_json=_is_json(headers)) if settings.SMS_BODY else None
        url = _filled(settings.SMS_URL, outgoing, as_json=False)
        response = call(settings.SMS_METHOD, url, headers=headers, content=body.encode() if body is not None else None)
        _check(response)
        return str(_at(response, settings.SMS_KEY) or "") if settings.SMS_KEY else ""


def _check(response: httpx.Response) -> None:
    """Success is a 2xx answer and, where `SMS_SUCCESS` says `path=value`, that value there."""
    if response.status_code == 429 or (response.status_code == 503 and "retry-after" in response.headers):
        raise ProviderDown(f"answer {response.status_code}: later")
    if response.status_code >= 500:
        raise Unclear(f"answer {response.status_code}")
    if response.is_success:
        path, _, wanted = settings.SMS_SUCCESS.partition("=")
        found = _at(response, path) if path else None
        if path and str(found) != wanted:
            raise ProviderRefused(f"{path} is {found!r}, not {wanted!r}"[:200])
        return
    raise ProviderRefused(f"{response.status_code} {response.text[:150]}")


def _at(response: httpx.Response, path: str) -> Any:
    """The value at `messages.0.id` in a JSON answer; None where there is none."""
    try:
        value = response.json()
    except ValueError:
        return None
    for part in path.split("."):
        if isinstance(value, list) and part.isdecimal() and int(part) < len(value):
            value = value[int(part)]
        elif isinstance(value, dict):
            value = value.get(part)
        else:
            return None
    return value


def _is_json(headers: dict[str, str]) -> bool:
    kind = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    return "json" in kind


def _filled(pattern: str, outgoing: Outgoing, *, as_json: bool) -> str:
    digits = outgoing.to.removeprefix("+")
    values = {
        "to": outgoing.to,
        "digits": digits,
        "local": "0" + digits.removeprefix("62") if digits.startswith("62") else outgoing.to,
        "text": outgoing.text,
        "id": outgoing.id,
    }
    quoted = {name: json.dumps(value)[1:-1] if as_json else quote_plus(value) for name, value in values.items()}
    return Pattern(pattern).substitute(quoted)
