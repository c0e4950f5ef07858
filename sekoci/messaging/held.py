"""What messaging holds on a person, for the copy they ask for and for forgetting them."""

from typing import Any

from sekoci.kit.persons import Part
from sekoci.messaging.rules import TEMPLATES, render

OTHERS = ("buyer", "owner", "name", "voucher")
"""Facts of a message that name somebody else."""


def _as_read(row: dict[str, Any]) -> dict[str, Any]:
    """A message in its words, without the names of others and without secrets in it."""
    template, facts = TEMPLATES.get(row["template"]), row.pop("facts")
    hidden = facts if template and template.secret else OTHERS
    shown = facts | {fact: "…" for fact in hidden if fact in facts}
    text = render(template, shown, row["language"]) if template and set(template.facts) <= set(facts) else ""
    return row | {"text": text}


HELD = (
    Part(
        "messages",
        ("messaging_message", "messaging_attempt", "messaging_receipt"),
        "select created_at as sent_at, template, status as state, language, facts from messaging_message"
        " where address = %(phone)s and %(phone)s <> '' order by created_at desc",
        (
            "update messaging_message set address = '', facts = '{}',"
            " status = case when status = 'waiting' then 'stopped' else status end where address = %(phone)s",
        ),
        shape=_as_read,
        phones="select address, max(created_at) from messaging_message where address <> '' group by 1",
    ),
    Part(
        "stops",
        ("messaging_stopentry",),
        "select since, until, how from messaging_stopentry where address = %(phone)s and %(phone)s <> '' order by since desc",
        ("delete from messaging_stopentry where address = %(phone)s",),
    ),
    Part(
        "contacts",
        ("messaging_contact",),
        "select channel, heard_at as last_seen_at from messaging_contact where phone = %(phone)s and %(phone)s <> ''",
        ("delete from messaging_contact where phone = %(phone)s",),
    ),
    Part(
        "push",
        ("messaging_pushdevice",),
        "select made_at as since, shown_at as last_seen_at, language from messaging_pushdevice"
        " where address = %(phone)s and %(phone)s <> '' order by made_at desc",
        ("delete from messaging_pushdevice where address = %(phone)s",),
    ),
    Part("outbox", ("messaging_outboxentry",), erase=("delete from messaging_outboxentry where address = %(phone)s",)),
)
