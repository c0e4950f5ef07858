"""What staff see of messages: to whom, which and how it went; not what stands in them (codes, links)."""

from django.contrib.admin import EmptyFieldListFilter

from sekoci.kit.backoffice import Part, Shown, shows
from sekoci.messaging.models import Attempt, Contact, Message, PushDevice, Receipt, StopEntry


@shows(Message)
class Messages(Shown):
    list_display = ("created_at", "template", "address", "status", "business_id")
    list_filter = ("status", "created_at")
    search_fields = ("address__exact",)
    more = ("language", "changed_at")
    phones = ("address",)
    parts = (
        Part(Attempt, "message", ("started_at", "provider", "outcome", "detail", "ended_at")),
        Part(Receipt, "message", ("at", "provider", "status", "detail")),
    )


@shows(StopEntry)
class Stops(Shown):
    list_display = ("address", "how", "since", "until")
    list_filter = (("until", EmptyFieldListFilter), "since")
    search_fields = ("address__exact",)
    phones = ("address",)


@shows(Contact)
class Contacts(Shown):
    list_display = ("phone", "channel", "heard_at")
    list_filter = ("heard_at",)
    search_fields = ("phone__exact",)
    phones = ("phone",)


@shows(PushDevice)
class PushDevices(Shown):
    list_display = ("address", "language", "made_at", "shown_at")
    list_filter = ("made_at",)
    search_fields = ("address__exact",)
    phones = ("address",)
