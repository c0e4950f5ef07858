"""What orders do by the clock."""

from sekoci.kit.jobs import every
from sekoci.orders.actions import expire_orders

every(60)(expire_orders)
