"""What payments do by the clock."""

from sekoci.kit.jobs import every
from sekoci.payments.actions import reconcile_payments

every(60)(reconcile_payments)
