"""News on the screens of phones that asked for it, beside the message itself."""

import json
import logging
from collections.abc import Collection, Sequence
from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound, ProviderRefused
from sekoci.kit.ids import new_id
from sekoci.kit.jobs import later_many
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.messaging.providers import web_push
from sekoci.messaging.providers.web_push import Subscription
from sekoci.messaging.queries import wants_messages
from sekoci.messaging.rules import TEMPLATES

logger = logging.getLogger(__name__)
MOST_DEVICES = 10
"""Of one phone: more are somebody playing; the oldest make room."""


def add_push_device(address: str, subscription: Subscription, *, holder: str, language: str) -> UUID:
    """From now on this browser shows the news of this phone; again changes nothing but whose it is."""
    web_push.check(subscription)
    [(device_id,)] = fetch(
        """
        insert into messaging_pushdevice (id, address, holder, endpoint, p256dh, auth, language, made_at)
        values (%(id)s, %(address)s, %(holder)s, %(endpoint)s, %(p256dh)s, %(auth)s, %(language)s, %(now)s)
        on conflict (endpoint) do update set address = excluded.address, holder = excluded.holder, p256dh = excluded.p256dh,
            auth = excluded.auth, language = excluded.language
        returning id
        """,
        {"id": new_id(), "address": address, "holder": holder, "language": language, "now": now(), **vars(subscription)},
    )
    fetch(
        "delete from messaging_pushdevice where address = %(to)s and id not in"
        " (select id from messaging_pushdevice where address = %(to)s order by id desc limit %(most)s)",
        {"to": address, "most": MOST_DEVICES},
    )
    return UUID(str(device_id))


def forget_push_devices(holders: Collection[str]) -> None:
    """These logins ended: their browsers show nothing more."""
    fetch("delete from messaging_pushdevice where holder = any(%s)", (list(holders),))


def ask_to_push(new: Sequence[tuple[str, str, str]]) -> None:
    """Jobs for those of the new messages (id, template, address) that phones show. One statement, none when no template is."""
    shown = {message: address for message, template, address in new if TEMPLATES[template].push_id}
    if not shown:
        return
    devices = fetch("select address, id from messaging_pushdevice where address = any(%s)", (list(set(shown.values())),))
    by_address: dict[str, list[str]] = {}
    for address, device in devices:
        by_address.setdefault(address, []).append(str(device))
    from sekoci.messaging import jobs

    asked = [
        {"device_id": device, "message_id": message}
        for message, address in shown.items()
        for device in by_address.get(address, ())
    ]
    later_many(jobs.push, asked)


def push_message(device_id: str, message_id: str) -> None:
    """Show one message on one device. What is too old, or whose person wants no news, is not shown."""
    with across_businesses():
        rows = fetch(
            "select d.endpoint, d.p256dh, d.auth, d.language, m.address, m.template, m.facts::text, m.created_at"
            " from messaging_pushdevice d join messaging_message m on m.address = d.address where d.id = %s and m.id = %s",
            (device_id, message_id),
        )
    if not rows:
        return
    *keys, language, address, name, facts, created_at = rows[0]
    template = TEMPLATES[name]
    if not wants_messages(address) or now() > created_at + template.useful_for:
        return
    said = json.loads(facts)
    text = (template.push_en if language == "en" else template.push_id).format(**said)
    _send(
        device_id, Subscription(*keys), {"title": said.get("shop", "Sekoci"), "body": text, "url": said["url"], "tag": message_id}
    )


def try_push_device(address: str, device_id: UUID, *, news: dict[str, str]) -> bool:
    """Show `news` (title, body, url) there now, because its person asked to see it work; whether the push service took it."""
    rows = fetch("select endpoint, p256dh, auth from messaging_pushdevice where id = %s and address = %s", (device_id, address))
    if not rows:
        raise NotFound()
    return _send(str(device_id), Subscription(*rows[0]), news)


def _send(device_id: str, subscription: Subscription, news: dict[str, str]) -> bool:
    try:
        web_push.send(subscription, news)
    except web_push.Gone:
        fetch("delete from messaging_pushdevice where id = %s", (device_id,))
        return False
    except ProviderRefused as error:
        logger.warning("push not taken", extra={"said": str(error)})
        return False
    fetch("update messaging_pushdevice set shown_at = %s where id = %s", (now(), device_id))
    return True
