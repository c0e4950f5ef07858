"""Whether two codes pay the same person: what a sticker at the stall is held against."""

from typing import Literal

from sekoci.payments.rules.reading import Qris

Likeness = Literal["same", "other_provider", "other"]


def compare_codes(mine: Qris, seen: Qris) -> Likeness:
    """`same`: the money goes to the very same accounts. `other_provider`: only the national merchant id is the same, which
    anybody may copy while the money goes to an account of their own. `other`: somebody else's."""
    if _accounts(mine) == _accounts(seen) and mine.nmid == seen.nmid:
        return "same"
    return "other_provider" if mine.nmid and mine.nmid == seen.nmid else "other"


def _accounts(code: Qris) -> frozenset[tuple[str, str]]:
    """Who collects, and on which account: every scheme and provider of the code (tags 02 to 45)."""
    return frozenset(
        (each.domain.upper(), f"{each.pan} {each.merchant_id}" if each.domain else each.raw)
        for each in code.accounts
        if each.tag <= "45"
    )
