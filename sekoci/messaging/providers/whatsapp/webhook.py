"""What WhatsApp tells us: its signature checked, its shapes read leniently, unknown ones skipped."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True)
class Status:
    """One line about a message we sent; `ours` is the id we gave along, where it came back."""

    provider_key: str
    ours: str
    status: str
    at: datetime
    detail: str


@dataclass(frozen=True)
class Heard:
    """Somebody wrote to us. `phone` is empty for people who hide their number."""

    key: str
    identity: str
    phone: str
    at: datetime
    text: str


def is_signed(body: bytes, header: str, secret: str) -> bool:
    """Whether `X-Hub-Signature-256` is the HMAC of the raw body; compared in constant time. Without a secret nothing is."""
    if not secret:
        return False
    expected = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), header.encode("utf-8", "replace"))


def read(body: bytes) -> tuple[list[Status], list[Heard]]:
    """Statuses and people's messages in one delivery, in order; ValueError when it is no JSON object."""
    delivery = json.loads(body)
    if not isinstance(delivery, dict):
        raise ValueError("not an object")
    statuses, heard = [], []
    for value in _values(delivery):
        statuses += [status for each in _list(value, "statuses") if (status := _status(each))]
        people = {str(each.get("wa_id") or each.get("user_id")): each for each in _list(value, "contacts")}
        heard += [message for each in _list(value, "messages") if (message := _heard(each, people))]
    return statuses, heard


def _values(delivery: dict[str, Any]) -> list[dict[str, Any]]:
    changes = [change for entry in _list(delivery, "entry") for change in _list(entry, "changes")]
    return [change["value"] for change in changes if isinstance(change.get("value"), dict)]


def _list(value: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = value.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _status(each: dict[str, Any]) -> Status | None:
    key, said = _word(each, "id"), each.get("status")
    if not key or said not in ("sent", "delivered", "read", "failed"):
        return None
    errors = _list(each, "errors")
    detail = f"{errors[0].get('code', '')} {_word(errors[0], 'title')}".strip() if errors else ""
    return Status(key[:160], _word(each, "biz_opaque_callback_data"), said, _moment(each), detail[:200])


def _heard(each: dict[str, Any], people: dict[str, dict[str, Any]]) -> Heard | None:
    """Known by `user_id` where one came, else by the number; both may stand in the message or in the contact beside it."""
    number, user = _word(each, "from"), _word(each, "from_user_id")
    beside = people.get(number) or people.get(user) or (next(iter(people.values())) if len(people) == 1 else {})
    user = user or _word(beside, "user_id")
    number = number if number.isdecimal() else _word(beside, "wa_id")
    key = _word(each, "id")
    if not key or not (user or number):
        return None
    text = each.get("text")
    said = _word(text, "body") if isinstance(text, dict) else ""
    return Heard(key, (user or number)[:160], f"+{number}"[:20] if number.isdecimal() else "", _moment(each), said[:4096])


def _word(each: dict[str, Any], name: str) -> str:
    """A text that a database can keep: no NUL, no half of a surrogate pair."""
    found = each.get(name)
    return found.replace("\0", "").encode("utf-8", "replace").decode() if isinstance(found, str) else ""


def _moment(each: dict[str, Any]) -> datetime:
    """Their clock, in whole seconds; the beginning of time where it cannot be read."""
    try:
        return datetime.fromtimestamp(int(each.get("timestamp", 0)), UTC)
    except (ValueError, TypeError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)
