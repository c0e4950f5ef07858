"""What can be done about bringing orders to their buyers."""

from sekoci.delivery.actions.pricing import set_terms
from sekoci.delivery.actions.proving import check_code, forget_receivers, prove_arrived
from sekoci.delivery.actions.rounds import give_to_driver, leave_order_to_us, put_in_order

__all__ = [
    "check_code",
    "forget_receivers",
    "give_to_driver",
    "leave_order_to_us",
    "prove_arrived",
    "put_in_order",
    "set_terms",
]
