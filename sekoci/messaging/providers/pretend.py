"""Keep messages where `/dev/outbox` shows them; login codes go to the console, too. For development and tests."""

from sekoci.kit.clock import now
from sekoci.messaging.models import OutboxEntry
from sekoci.messaging.providers import Outgoing
from sekoci.messaging.providers.console import Console


class Pretend:
    name = "pretend"

    def reaches(self, to: str) -> bool:
        return True

    def send(self, outgoing: Outgoing) -> str:
        entry, _ = OutboxEntry.objects.update_or_create(
            message_id=outgoing.id,
            defaults={"address": outgoing.to, "template": outgoing.template.name, "text": outgoing.text, "at": now()},
        )
        if outgoing.template.secret:
            Console().send(outgoing)
        return str(entry.id)
