"""At the buyer's door: proof, money and the end of the order in one transaction."""

from uuid import UUID

from sekoci.delivery.actions import check_code, prove_arrived
from sekoci.kit import clock
from sekoci.kit.scope import in_business
from sekoci.orders.actions.moving import check_for_delivery, write_state
from sekoci.orders.actions.states import lock_orders, still_to_move
from sekoci.payments.actions import confirm_payments, lock_payments_of


def deliver_order(
    business_id: int, order_id: UUID, *, by: str, code: str = "", without_code: str | None = None, paid_cash: bool = False
) -> None:
    """The buyer has it: proven by the `code`, or on the word `without_code` of who took it; then it is completed. Twice is once.

    `paid_cash`: what was still open was paid at the door. Only what was sent (WrongState), only what is delivered
    (NotForDelivery). A wrong code is counted whatever comes of it, so nothing that is rolled back may stand around this.
    """
    if without_code is None:
        check_code(business_id, order_id, code)
    with in_business(business_id):
        payments = lock_payments_of([order_id])
        orders = lock_orders([order_id])
        if not still_to_move(orders, [order_id], "completed"):
            return
        check_for_delivery(orders.values())
        cash = 0
        if paid_cash and (open_one := payments[order_id]).status == "waiting":
            confirm_payments(business_id, [open_one.payment_id], by=by, paid_with="cash")
            cash = open_one.amount
        prove_arrived(business_id, order_id, by=by, without_code=without_code, cash=cash)
        write_state([order_id], "completed", by=by, at=clock.now())
