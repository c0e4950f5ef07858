"""The secret address of a shop's catalogue."""

from datetime import timedelta

from sekoci.kit.clock import now
from sekoci.kit.ids import secret_token
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.registry.actions import enter_directory

NOTED_EVERY = timedelta(minutes=10)
OPEN = """
insert into channels_feed (business_id, secret, made_at) values (%(business)s, %(secret)s, %(now)s)
on conflict (business_id) do {what} returning secret
"""


def open_feed(business_id: int) -> str:
    """The secret of this shop's feed, made the first time; the same ever after."""
    with in_business(business_id):
        known = fetch("select secret from channels_feed where business_id = %s", (business_id,))
        return str(known[0][0]) if known else _made(business_id, "update set made_at = channels_feed.made_at")


def renew_feed(business_id: int) -> str:
    """Another secret: whoever has the old address gets nothing more."""
    with in_business(business_id):
        return _made(business_id, "update set secret = excluded.secret, made_at = excluded.made_at, fetched_at = null")


def note_fetched(business_id: int) -> None:
    """So that an owner sees whether anybody fetches the file at all."""
    at = now()
    with in_business(business_id):
        fetch(
            "update channels_feed set fetched_at = %s where business_id = %s and (fetched_at is null or fetched_at < %s)",
            (at, business_id, at - NOTED_EVERY),
        )


def _made(business_id: int, what: str) -> str:
    values = {"business": business_id, "secret": secret_token(), "now": now()}
    [(secret,)] = fetch(OPEN.format(what=what), values)
    enter_directory("feed", [secret], business_id)
    return str(secret)
