"""A provider calls: check that it is the provider, then settle."""

import logging
from collections.abc import Mapping

from sekoci.kit import clock
from sekoci.kit.errors import Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses
from sekoci.payments import rules
from sekoci.payments.actions.settling import NOTICES, Heard, settle_payments
from sekoci.payments.providers import caller

logger = logging.getLogger(__name__)
FORGED_KEPT = 500
"""Letters kept of a body that anybody may have sent."""


class Forged(Refusal):
    code, status = "forged_notice", 401
    id = "Tanda tangan kabar ini tidak cocok. Kabar dicatat dan tidak dipakai."
    en = "The signature of this notice does not fit. It was written down and not used."


def hear_notice(provider: str, body: bytes, headers: Mapping[str, str]) -> Heard:
    """Take in what somebody sent in the name of `provider`, exactly as it came.

    A wrong or stale signature is written down as forged and refused (Forged); everything else is kept and answered, because
    a provider that hears no "yes" would call again for ever.
    """
    at = clock.now()
    name = caller(provider)
    if not name.is_genuine(body, headers, at=at):
        text = body[: FORGED_KEPT * 4].decode("utf-8", "replace")[:FORGED_KEPT].replace("\x00", "")
        logger.warning("forged notice", extra={"provider": provider, "bytes": len(body)})
        with across_businesses():
            NOTICES.insert([(new_id(), None, provider, f"forged:{new_id()}", "", None, rules.FORGED, None, 0, text, at, "", "")])
        raise Forged()
    [heard] = settle_payments([name.read(body)])
    if heard.outcome in rules.NEED_REVIEW:
        logger.warning("notice needs review", extra={"provider": provider, "outcome": heard.outcome})
    return heard
