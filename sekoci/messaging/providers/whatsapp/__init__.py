"""WhatsApp Cloud API, v25.0: a template for codes and order news, free text within 24 hours of a person's own message."""

import json
from typing import Any

import httpx
from django.conf import settings

from sekoci.kit.errors import ProviderDown, ProviderRefused
from sekoci.messaging.providers import Outgoing, Unclear, is_phone
from sekoci.messaging.providers.calls import call

OUTSIDE_WINDOW = 131047
TRY_AGAIN = frozenset({1, 2, 4, 80007, 130429, 131000, 131016, 131056})
"""Unknown, temporary, and too fast: 130429 throughput, 131056 too many to one person. Every other code is a refusal."""


class WhatsApp:
    name = "whatsapp"

    def reaches(self, to: str) -> bool:
        return is_phone(to)

    def send(self, outgoing: Outgoing) -> str:
        if outgoing.window_open and outgoing.template.category != "authentication":
            try:
                return _post(_envelope(outgoing, {"type": "text", "text": {"body": outgoing.text, "preview_url": False}}))
            except OutsideWindow:
                pass  # it closed meanwhile, and nothing was sent
        return _post(_envelope(outgoing, {"type": "template", "template": template_object(outgoing)}))


class OutsideWindow(ProviderRefused):
    """131047: more than 24 hours since the person wrote to us."""


def template_object(outgoing: Outgoing) -> dict[str, Any]:
    """The template with its facts. An authentication template wants the code twice: in the text, and for its copy button."""
    parameters = [{"type": "text", "text": _one_line(outgoing.facts[name])} for name in outgoing.template.facts]
    components: list[dict[str, Any]] = [{"type": "body", "parameters": parameters}] if parameters else []
    if outgoing.template.category == "authentication":
        components.append({"type": "button", "sub_type": "url", "index": "0", "parameters": parameters})
    return {"name": outgoing.template.whatsapp, "language": {"code": outgoing.language}, "components": components}


def _one_line(value: str) -> str:
    """WhatsApp takes no line breaks, no runs of spaces and no emptiness in a parameter."""
    return " ".join(value.split())[:1024] or "-"


def _envelope(outgoing: Outgoing, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": outgoing.to.removeprefix("+"),
        "biz_opaque_callback_data": outgoing.id,
        **content,
    }


def _post(body: dict[str, Any]) -> str:
    """The `wamid.…` of what was taken."""
    response = call(
        "POST",
        f"{settings.WHATSAPP_URL}/{settings.WHATSAPP_PHONE_ID}/messages",
        headers={"Authorization": f"Bearer {settings.WHATSAPP_TOKEN}", "Content-Type": "application/json"},
        content=json.dumps(body).encode(),
    )
    answer = _json(response)
    if response.is_success:
        try:
            return str(answer["messages"][0]["id"])
        except (KeyError, IndexError, TypeError) as error:
            raise Unclear("200 without a message id") from error
    if error_object := answer.get("error"):
        raise _refusal(error_object, response.status_code)
    if response.status_code == 429:
        raise ProviderDown("429")
    if response.status_code >= 500:
        raise Unclear(f"answer {response.status_code}")
    raise ProviderRefused(f"answer {response.status_code}")


def _refusal(error: Any, status: int) -> Exception:
    """A Graph error says that nothing was sent; its code says whether to try again."""
    code = error.get("code") if isinstance(error, dict) else None
    said = f"{code} {error.get('message', '') if isinstance(error, dict) else error}"[:200]
    if code == OUTSIDE_WINDOW:
        return OutsideWindow(said)
    return ProviderDown(said) if code in TRY_AGAIN or status == 429 else ProviderRefused(said)


def _json(response: httpx.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
