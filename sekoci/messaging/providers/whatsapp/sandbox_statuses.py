"""What the sandbox sends to our call-back, in Meta's shapes, signed as Meta signs."""

import hashlib
import hmac
import json
import time
from typing import Any

import httpx

from sekoci.kit.ids import secret_token
from sekoci.messaging.providers.calls import tls

METADATA = {"display_phone_number": "6281100000000", "phone_number_id": "100000000000001"}


def status_delivery(key: str, status: str, *, to: str, ours: Any, failure: int | None) -> dict[str, Any]:
    """One status of one message."""
    line: dict[str, Any] = {"id": key, "status": status, "timestamp": str(int(time.time())), "recipient_id": to}
    if ours:
        line["biz_opaque_callback_data"] = ours
    if failure:
        line["errors"] = [{"code": failure, "title": "Message undeliverable", "message": "Message undeliverable"}]
    return _delivery({"contacts": [_contact(to)], "statuses": [line]})


def inbound_delivery(digits: str, text: str, *, hidden: bool) -> dict[str, Any]:
    """Somebody's message; `hidden`: from a person who shows a user name and no number."""
    contact = _contact(digits)
    user = contact["user_id"]
    if hidden:
        del contact["wa_id"]
    message = {"id": "wamid." + secret_token(), "timestamp": str(int(time.time())), "type": "text", "text": {"body": text}}
    message |= {"from_user_id": user} if hidden else {"from": digits, "from_user_id": user}
    return _delivery({"contacts": [contact], "messages": [message]})


def post_signed(callback: str, secret: str, delivery: dict[str, Any]) -> int:
    """The status that our call-back answered; 0 where nobody answers. Non-ASCII is escaped before signing, as Meta does."""
    if not callback:
        return 0
    body = json.dumps(delivery, ensure_ascii=True).encode()
    signature = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "X-Hub-Signature-256": signature}
    try:
        return httpx.post(callback, content=body, headers=headers, timeout=10, verify=tls()).status_code
    except httpx.TransportError:
        return 0


def _contact(digits: str) -> dict[str, Any]:
    return {"profile": {"name": "Budi"}, "wa_id": digits, "user_id": f"ID.{int(digits) % 10**15:015d}"}


def _delivery(value: dict[str, Any]) -> dict[str, Any]:
    change = {"field": "messages", "value": {"messaging_product": "whatsapp", "metadata": METADATA, **value}}
    return {"object": "whatsapp_business_account", "entry": [{"id": "100000000000000", "changes": [change]}]}
