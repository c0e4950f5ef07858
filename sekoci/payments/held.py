"""What payments hold on a person. How an order was paid is shown with the order, by `orders`."""

from sekoci.kit.persons import Part

HELD = (
    Part("payments", ("payments_payment", "payments_refund"), kept="books"),
    Part("notices", ("payments_notice",), kept="books"),
)
