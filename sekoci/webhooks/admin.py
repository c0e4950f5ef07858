"""What staff see of other systems that are told: not their secrets, nor what they are told."""

from sekoci.kit.backoffice import Part, Shown, shows
from sekoci.webhooks.models import Attempt, Message, Target


@shows(Target)
class Targets(Shown):
    list_display = ("name", "business", "state", "fails", "last_ok_at")
    list_filter = ("state", "created_at")
    search_fields = ("business__slug__exact",)
    more = ("kinds", "created_at", "changed_at", "failing_since", "quiet_until", "due_at", "is_slow")


@shows(Message)
class News(Shown):
    list_display = ("created_at", "business", "target", "kind", "state", "tries", "done_at")
    list_filter = ("state", "created_at")
    search_fields = ("key__exact", "business__slug__exact")
    more = ("key", "since", "next_at")
    parts = (Part(Attempt, "message", ("at", "status", "ms")),)
