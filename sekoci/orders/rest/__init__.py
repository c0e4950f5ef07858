"""Orders over JSON: the buyer's routes and the owner's."""

from sekoci.orders.rest.buying import router as buying
from sekoci.orders.rest.mine import router as mine

__all__ = ["buying", "mine"]
