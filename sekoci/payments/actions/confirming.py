"""Money came: the owner says so."""

from collections.abc import Sequence
from uuid import UUID

from sekoci.kit import clock
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.payments.actions.booking import book_settled, lock_payments
from sekoci.payments.rules import METHODS, with_provider
from sekoci.registry.queries import zones_of


class PaymentEnded(Refusal):
    code, status = "payment_ended", 409
    id = "Pembayaran ini sudah batal atau dikembalikan. Buat pesanan baru."
    en = "This payment was cancelled or given back. Make a new order."


def confirm_payments(business_id: int, payment_ids: Sequence[UUID], *, by: str, paid_with: str | None = None) -> list[UUID]:
    """Mark payments as paid on the owner's word (`by`: `owner:12`); those that became paid now, the others were before.

    `paid_with` (`cash`, `transfer`, `own_qris`) says that the buyer paid another way than was asked. One that was cancelled
    refuses the whole call (PaymentEnded), and so does one that is not there (NotFound).
    """
    at = clock.now()
    with in_business(business_id):
        payments = lock_payments(payment_ids)
        if set(payment_ids) - set(payments):
            raise NotFound()
        if any(each.status in ("cancelled", "refunded") for each in payments.values()):
            raise PaymentEnded()
        waiting = [with_provider(each, paid_with) for each in payments.values() if each.status == "waiting"]
        if not waiting:
            return []
        fetch(
            "update payments_payment set status = 'settled', settled_at = %s, settled_by = %s, provider = said.provider,"
            " method = said.method from unnest(%s::uuid[], %s::text[], %s::text[]) as said (id, provider, method)"
            " where payments_payment.id = said.id",
            (
                at,
                by,
                [each.id for each in waiting],
                [each.provider for each in waiting],
                [METHODS[each.provider] for each in waiting],
            ),
        )
        book_settled(waiting, zones=zones_of([business_id]), at=at)
        return [each.id for each in waiting]
