"""Notices get lost: ask the provider what was paid for whatever still waits, and settle it as if it had called."""

import logging
from datetime import timedelta

from sekoci.kit import clock
from sekoci.kit.errors import ProviderDown, ProviderRefused
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.payments.actions.settling import settle_payments
from sekoci.payments.providers.pretend import asking

logger = logging.getLogger(__name__)
QUIET = timedelta(minutes=1)
"""How long a notice may take before anybody asks."""
FORGOTTEN = timedelta(days=2)
AT_A_TIME = 1_000
BUSY = timedelta(seconds=40)
"""How long one round may take; who was not asked about is asked about in the next, in another order."""
WAITING = """
select reference from payments_payment
where provider = 'pretend' and status in ('waiting', 'cancelled') and reference <> '' and asked_at between %s and %s
order by random() limit %s
"""


def reconcile_payments() -> int:
    """Ask about payments of the last two days that are not settled; how many notices were new. Nothing to ask: nothing done.

    Asking happens outside any transaction. A provider that is away is asked again the next time round.
    """
    if not asking.is_asked():
        return 0
    at = clock.now()
    with across_businesses():
        references = [row[0] for row in fetch(WAITING, (at - FORGOTTEN, at - QUIET, AT_A_TIME))]
    found = []
    for reference in references:
        if clock.now() - at > BUSY:
            break
        try:
            found += asking.what_was_paid(reference)
        except ProviderRefused as refused:
            logger.warning("reconciling refused", extra={"reference": reference, "why": str(refused)})
        except ProviderDown as down:
            logger.warning("reconciling: the provider is away", extra={"why": str(down)})
            break
    return sum(heard.is_new for heard in settle_payments(found)) if found else 0
