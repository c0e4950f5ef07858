"""When two vouchers are the same one, whichever programme and organisation gives them. Pure."""

from sekoci.kit.text import slug_of

BARE = "voucher"


def voucher_key(name: str, *, program_id: int) -> str:
    """What a voucher of this name is known by in the whole installation: its words but for "voucher", in the alphabet's order.

    One that has no more of a name is its programme's own.
    """
    words = sorted(set(slug_of(name, most=80).split("-")) - {BARE, ""})
    return "-".join(words) or f"{BARE}:{program_id}"
