"""What the sandbox finds wrong with a message, by the codes of the Cloud API."""

import re
from typing import Any

from sekoci.messaging.texts import TEMPLATES, Template


class Wrong(Exception):
    """Refused with a Graph error code."""

    def __init__(self, code: int, message: str, *, status: int | None = None) -> None:
        self.code = code
        self.status = status or (429 if code in (4, 80007, 130429, 131056) else 500 if code in (1, 2, 131000, 131016) else 400)
        super().__init__(message)


def check(body: dict[str, Any], *, window_open: bool) -> None:
    """Raise Wrong for a message that the Cloud API would refuse."""
    if body.get("messaging_product") != "whatsapp" or body.get("recipient_type") != "individual":
        raise Wrong(100, "messaging_product or recipient_type")
    if not re.fullmatch(r"[1-9][0-9]{6,14}", str(body.get("to", ""))):
        raise Wrong(100, "to: digits of an E.164 number")
    callback = body.get("biz_opaque_callback_data", "")
    if not isinstance(callback, str) or len(callback) > 512:
        raise Wrong(100, "biz_opaque_callback_data")
    match body.get("type"):
        case "text":
            _check_text(body, window_open=window_open)
        case "template":
            _check_template(body.get("template"))
        case _:
            raise Wrong(131051, "type")


def _check_text(body: dict[str, Any], *, window_open: bool) -> None:
    text = body.get("text")
    said = text.get("body") if isinstance(text, dict) else None
    if not isinstance(said, str) or not 1 <= len(said) <= 4096:
        raise Wrong(100, "text.body")
    if not window_open:
        raise Wrong(131047, "Re-engagement message")


def _check_template(sent: Any) -> None:
    if not isinstance(sent, dict) or not isinstance(sent.get("language"), dict):
        raise Wrong(100, "template")
    known = next((each for each in TEMPLATES.values() if each.whatsapp == sent.get("name")), None)
    if known is None or sent["language"].get("code") not in ("id", "en"):
        raise Wrong(132001, "Template name does not exist in the translation")
    components = {each.get("type"): each for each in sent.get("components", [])}
    _check_parameters(known, components.get("body", {}).get("parameters", []))
    if known.category != "authentication":
        return
    button = components.get("button", {})
    if button.get("sub_type") != "url" or str(button.get("index")) != "0":
        raise Wrong(132000, "an authentication template needs its copy-code button")
    _check_parameters(known, button.get("parameters", []))
    if button["parameters"] != components["body"]["parameters"]:
        raise Wrong(132012, "the code of the button is not the code of the text")


def _check_parameters(known: Template, parameters: list[dict[str, Any]]) -> None:
    if len(parameters) != len(known.facts):
        raise Wrong(132000, "Number of parameters does not match")
    for parameter in parameters:
        text = parameter.get("text")
        if parameter.get("type") != "text" or not isinstance(text, str) or not 1 <= len(text) <= 1024:
            raise Wrong(131008, "Required parameter is missing")
        if re.search(r"[\n\t]| {5}", text):
            raise Wrong(132018, "Parameters may not hold line breaks, tabs or long runs of spaces")
        if known.category == "authentication" and len(text) > 15:
            raise Wrong(132012, "a code has at most 15 characters")
