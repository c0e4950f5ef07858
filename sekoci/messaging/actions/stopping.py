"""The stop list: people who want no more news from us. Login codes still go."""

from datetime import datetime

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.sql import fetch


def stop_messages(address: str, *, how: str, at: datetime | None = None) -> bool:
    """Send nothing more to this phone or e-mail address; whether that is new. A wish older than a later change counts no more."""
    moment = at or now()
    rows = fetch(
        """
        insert into messaging_stopentry (id, address, how, since)
        select %(id)s, %(address)s::text, %(how)s, %(at)s::timestamptz
        where not exists (select 1 from messaging_stopentry where address = %(address)s::text and until >= %(at)s::timestamptz)
        on conflict do nothing returning 1
        """,
        {"id": new_id(), "address": address[:254], "how": how, "at": moment},
    )
    return bool(rows)


def resume_messages(address: str, *, at: datetime | None = None) -> bool:
    """Send news again; whether they had been stopped before."""
    moment = at or now()
    rows = fetch(
        "update messaging_stopentry set until = %s where address = %s and until is null and since <= %s returning 1",
        (moment, address, moment),
    )
    return bool(rows)
