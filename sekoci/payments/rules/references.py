"""What a payment is called at a provider: its own id in 25 letters, short enough for tag 62.05 of a QRIS."""

import re
from uuid import UUID

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def reference_of(payment_id: UUID) -> str:
    """The id in base 36. It needs no directory: it names the payment's own row."""
    number, letters = payment_id.int, []
    for _ in range(25):
        number, digit = divmod(number, 36)
        letters.append(ALPHABET[digit])
    return "".join(reversed(letters))


def payment_id_of(reference: str) -> UUID | None:
    """The id that a reference spells; None for what is no reference of ours."""
    if not re.fullmatch(r"[0-9A-Z]{25}", reference):
        return None
    number = int(reference, 36)
    return UUID(int=number) if number < 1 << 128 else None
