"""What may be seen of identity numbers without opening them."""

from dataclasses import dataclass

from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch


@dataclass(frozen=True)
class MaskedIdentity:
    """The last digits, and whether this person may open the rest."""

    last4: str
    is_mine: bool


def identities_of(business_id: int, *, person_id: int) -> dict[str, MaskedIdentity]:
    """By kind, `nik` and `npwp`; what nobody wrote down is left out."""
    with in_business(business_id):
        rows = fetch("select kind, last4, person_id = %s from registry_identity", (person_id,))
    return {kind: MaskedIdentity(last4, mine) for kind, last4, mine in rows}
