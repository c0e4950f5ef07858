"""Messages to people, each try to send one, what came back, and who asked us to stop."""

from django.db import models

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.scope import ScopedManager


class Message(models.Model):
    """One message to one person about one event. `business_id` is empty for our own (login codes): seen across only."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Menunggu"
        SENT = "sent", "Terkirim"
        DELIVERED = "delivered", "Sampai"
        READ = "read", "Dibaca"
        FAILED = "failed", "Gagal"
        EXPIRED = "expired", "Terlambat"
        STOPPED = "stopped", "Diminta berhenti"
        UNCLEAR = "unclear", "Belum pasti"
        LIMITED = "limited", "Terlalu banyak"

    id = models.UUIDField(primary_key=True, default=new_id)
    business_id = models.BigIntegerField(null=True)
    event_key = models.CharField(max_length=120)
    """What happened, in the caller's words: `order:0197…:accepted`. Two messages for one event cannot exist."""
    address = models.CharField(max_length=254)
    """E.164, or an e-mail address."""
    template = models.CharField(max_length=40)
    facts = models.JSONField()
    language = models.CharField(max_length=2)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.WAITING)
    created_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)

    objects = ScopedManager["Message"](business="business_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business_id", "event_key"], name="messaging_one_message_an_event", nulls_distinct=False
            )
        ]
        indexes = [
            models.Index(fields=["address", "created_at"], name="messaging_message_to"),
            models.Index(fields=["template", "created_at"], name="messaging_message_age"),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.status}"


class Attempt(models.Model):
    """One try to send a message by one provider, written down before the provider is called: a crash leaves a trace."""

    class Outcome(models.TextChoices):
        SENDING = "sending"
        SENT = "sent"
        REFUSED = "refused"
        DOWN = "down"
        UNCLEAR = "unclear"

    id = models.UUIDField(primary_key=True, default=new_id)
    business_id = models.BigIntegerField(null=True)
    message = models.ForeignKey("messaging.Message", on_delete=models.CASCADE, related_name="+")
    provider = models.CharField(max_length=20)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.SENDING)
    provider_key = models.CharField(max_length=160, blank=True)
    """The provider's own id of what it took: `wamid.…`."""
    detail = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    objects = ScopedManager["Attempt"](business="business_id")

    class Meta:
        indexes = [
            models.Index(fields=["message"], name="messaging_attempt_message"),
            models.Index(fields=["provider_key"], name="messaging_attempt_key", condition=~models.Q(provider_key="")),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.outcome}"


class Receipt(models.Model):
    """What a provider told us about a message afterwards. It tells more than once, and not in order."""

    id = models.UUIDField(primary_key=True, default=new_id)
    business_id = models.BigIntegerField(null=True)
    message = models.ForeignKey("messaging.Message", on_delete=models.CASCADE, related_name="+")
    provider = models.CharField(max_length=20)
    status = models.CharField(max_length=9)
    detail = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    """The provider's clock."""

    objects = ScopedManager["Receipt"](business="business_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business_id", "message", "provider", "status"],
                name="messaging_one_receipt_a_status",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.status}"


class StopEntry(models.Model):
    """Somebody who wants no more messages from us, until when. Login codes still go."""

    id = models.UUIDField(primary_key=True, default=new_id)
    address = models.CharField(max_length=254)
    how = models.CharField(max_length=20)
    """Who told us: `whatsapp` (they wrote STOP), `profile` (they switched it off)."""
    since = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["address"], condition=models.Q(until=None), name="messaging_one_stop_an_address")
        ]

    def __str__(self) -> str:
        return f"{self.address} ({self.how})"


class Contact(models.Model):
    """A person on a chat channel, by the channel's own identity: people may hide their number, so a phone may be missing."""

    id = models.UUIDField(primary_key=True, default=new_id)
    channel = models.CharField(max_length=20)
    identity = models.CharField(max_length=160)
    """WhatsApp: the business-scoped user id where one came, else the wa_id."""
    phone = models.CharField(max_length=20, blank=True)
    heard_at = models.DateTimeField()
    """When they last wrote to us: it opens a window of 24 hours in which we may write freely."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "identity"], name="messaging_one_contact")]
        indexes = [models.Index(fields=["phone"], name="messaging_contact_phone", condition=~models.Q(phone=""))]

    def __str__(self) -> str:
        return f"{self.channel} {self.identity}"


class OutboxEntry(models.Model):
    """What the pretend provider would have sent. Development only."""

    id = models.UUIDField(primary_key=True, default=new_id)
    message_id = models.UUIDField(unique=True)
    address = models.CharField(max_length=254)
    template = models.CharField(max_length=40)
    text = models.TextField()
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["address", "at"], name="messaging_outbox_to")]

    def __str__(self) -> str:
        return f"{self.address}: {self.text[:40]}"


class PushDevice(models.Model):
    """A browser that its person asked to show news: where to send it, and the keys with which only that browser reads it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    address = models.CharField(max_length=20)
    """The phone whose news it shows, E.164."""
    holder = models.CharField(max_length=40)
    """The login it belongs to, as whoever gave it names it: it ends with that."""
    endpoint = models.CharField(max_length=500, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    made_at = models.DateTimeField(default=now)
    shown_at = models.DateTimeField(null=True)
    """When its push service last took something for it."""

    class Meta:
        indexes = [
            models.Index(fields=["address"], name="messaging_push_address"),
            models.Index(fields=["holder"], name="messaging_push_holder"),
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.made_at}"
