"""Limits, counted by PostgreSQL itself: however many ask at the same moment, no more pass than may."""

import logging
import re
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from sekoci.accounts.rules import Limit
from sekoci.kit.clock import now
from sekoci.kit.errors import Refusal
from sekoci.kit.sql import fetch

logger = logging.getLogger(__name__)


class TooMany(Refusal):
    """A limit is reached; it opens again after so many seconds."""

    code, status = "too_many", 429
    id = "Terlalu sering. Coba lagi {wait_id}."
    en = "Too often. Try again {wait_en}."

    def __init__(self, *, seconds: int) -> None:
        minutes = -(-seconds // 60)
        words_id = f"dalam {seconds} detik" if seconds < 90 else f"dalam {minutes} menit"
        words_en = f"in {seconds} seconds" if seconds < 90 else f"in {minutes} minutes"
        super().__init__(wait_id=words_id, wait_en=words_en)
        self.wait = seconds


def take(limits: Sequence[Limit]) -> None:
    """Count once under every limit, or, where one is reached, under none: TooMany. One statement, rows locked in key order.

    A row keeps the moments of the last `most` times, so the span slides: there is no full hour at which the count starts anew.
    """
    with transaction.atomic():
        moment = now()
        passed = fetch(
            """
            insert into accounts_quota as quota (key, most, span, hits, last_at)
            select key, most, span, array[%(now)s::timestamptz], %(now)s::timestamptz
            from unnest(%(keys)s::text[], %(most)s::int[], %(spans)s::interval[]) as wanted (key, most, span) order by key
            on conflict (key) do update set most = excluded.most, span = excluded.span, last_at = excluded.last_at,
                hits = array(select hit from unnest(quota.hits) hit where hit > %(now)s::timestamptz - excluded.span order by hit)
                    || %(now)s::timestamptz
            where (select count(*) from unnest(quota.hits) hit where hit > %(now)s::timestamptz - excluded.span) < excluded.most
            returning key
            """,
            {
                "now": moment,
                "keys": [limit.key for limit in limits],
                "most": [limit.most for limit in limits],
                "spans": [limit.span for limit in limits],
            },
        )
        if len(passed) < len(limits):
            reached = [limit for limit in limits if (limit.key,) not in passed]
            logger.warning("limit reached", extra={"limits": [_kind_of(limit) for limit in reached]})
            raise TooMany(seconds=_until_open(reached, moment))


def refuse_if_reached(limits: Sequence[Limit]) -> None:
    """TooMany where one of these is reached already; nothing is counted. For what is counted only once it has gone wrong."""
    moment = now()
    hits = dict(fetch("select key, hits from accounts_quota where key = any(%s)", ([limit.key for limit in limits],)))
    reached = [limit for limit in limits if sum(hit > moment - limit.span for hit in hits.get(limit.key, ())) >= limit.most]
    if reached:
        raise TooMany(seconds=_until_open(reached, moment))


def _kind_of(limit: Limit) -> str:
    """What is limited, without whom: `code:phone:hour`. Phones, addresses and numbers have no place in the log."""
    found = re.match(r"[a-z]+(:[a-z]+\b)*", limit.key)
    return found[0] if found else ""


def _until_open(reached: Sequence[Limit], moment: datetime) -> int:
    """Seconds until the oldest hit that counts leaves the span, for the limit that opens last; at least one."""
    rows = fetch(
        "select key, hits from accounts_quota where key = any(%s)",
        ([limit.key for limit in reached],),
    )
    hits = dict(rows)
    opens = [hits[limit.key][-limit.most] + limit.span for limit in reached if len(hits.get(limit.key, ())) >= limit.most]
    return max(1, int(max(opens, default=moment).timestamp() - moment.timestamp() + 0.999))
