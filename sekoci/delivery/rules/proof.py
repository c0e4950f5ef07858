"""How a buyer proves at the door that it is them: no Django, no database."""

import hmac
import re
from datetime import timedelta

from sekoci.kit.errors import Refusal

TRIES, TRIES_WITHIN = 5, timedelta(minutes=15)
"""So often a code may be typed for one order before somebody has to wait."""


class WrongCode(Refusal):
    code, status = "wrong_delivery_code", 422
    id = "Kode itu salah. Minta pembeli membuka halaman pesanannya."
    en = "That code is wrong. Ask the buyer to open the order page."


class SayWhoTook(Refusal):
    code, status = "say_who_took_it", 422
    id = "Tulis kode pembeli, atau nama orang yang menerima."
    en = "Write the buyer's code, or the name of who took it."


def four_digits(secret: bytes) -> str:
    """A code to say aloud, out of something that nobody outside knows."""
    return f"{int.from_bytes(secret[:8]) % 10_000:04d}"


def is_code(typed: str, code: str) -> bool:
    """Whether what was typed is the code, spaces and dots aside."""
    return hmac.compare_digest(re.sub(r"[^0-9]", "", typed).encode(), code.encode())
