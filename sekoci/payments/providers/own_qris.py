"""The owner's own static sticker: each buyer gets it with the amount in it. No notice comes, the owner confirms."""

from uuid import UUID

from sekoci.payments.rules import Asked, make_dynamic


class OwnQris:
    name = "own_qris"

    def ask(self, payment_id: UUID, *, amount: int, sticker: str) -> Asked:
        """The sticker's code with the amount; nothing where nothing is to be paid. A BadQris says why it cannot be."""
        return Asked(qris=make_dynamic(sticker, amount)) if amount else Asked()
