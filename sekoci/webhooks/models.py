"""Other systems that are told what happens in a shop, or in an organisation's programmes; what they are told, how each try went.

A row is a shop's or an organisation's.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.scope import ScopedManager


def _of_one(table: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(business=None) ^ Q(organisation=None), name=f"webhooks_{table}_of_one")


class Target(models.Model):
    """An address that is told of some kinds of events; its secret signs what we say."""

    class State(models.TextChoices):
        ON = "on", "Menyala"
        PAUSED = "paused", "Dijeda"
        GONE = "gone", "Ditolak penerima"
        OFF = "off", "Dimatikan"
        REMOVED = "removed", "Dihapus"

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.CASCADE, null=True, related_name="+")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.CASCADE, null=True, related_name="+")
    url = models.CharField(max_length=500)
    name = models.CharField(max_length=40)
    kinds = ArrayField(models.CharField(max_length=24))
    """Of `rules.KINDS`."""
    secret = models.TextField()
    """Sealed (kit.sealing), like the one before it."""
    old_secret = models.TextField(blank=True)
    old_secret_until = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ON)
    created_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    last_ok_at = models.DateTimeField(null=True)
    fails = models.IntegerField(default=0)
    """Tries that failed since the last that did not, of whatever message."""
    failing_since = models.DateTimeField(null=True)
    quiet_until = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    """When somebody must look whether something is to be sent; empty: nothing waits."""
    asked_at = models.DateTimeField(null=True)
    """When a job was asked for, or last did something for it; empty: none is at work."""
    is_slow = models.BooleanField(default=False)

    objects = ScopedManager(business="business_id")
    behind_its_wall = models.Manager()
    """For verbs that serve organisations too, whose rows have no business."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["business", "url"], condition=~Q(state="removed"), name="webhooks_one_target_a_url"),
            _of_one("target"),
            models.UniqueConstraint(
                fields=["organisation", "url"],
                condition=Q(business=None) & ~Q(state="removed"),
                name="webhooks_one_target_a_url_there",
            ),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(state="on"), name="webhooks_due")]

    def __str__(self) -> str:
        return self.name


class Message(models.Model):
    """What a target is told: the very text that is signed, as it was when it happened."""

    class State(models.TextChoices):
        WAITING = "waiting", "Menunggu"
        DELIVERED = "delivered", "Sampai"
        FAILED = "failed", "Gagal"

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.CASCADE, null=True, related_name="+")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.CASCADE, null=True, related_name="+")
    target = models.ForeignKey("webhooks.Target", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    """What happened, so that it is told once: `order.placed:<id>`."""
    kind = models.CharField(max_length=24)
    payload = models.TextField()
    state = models.CharField(max_length=9, choices=State.choices)
    created_at = models.DateTimeField()
    since = models.DateTimeField()
    """When its 72 hours began: when it was made, or last sent again by hand."""
    tries = models.IntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["business", "target", "key"], name="webhooks_told_once"),
            _of_one("message"),
            models.UniqueConstraint(fields=["target", "key"], condition=Q(business=None), name="webhooks_told_once_there"),
        ]
        indexes = [
            models.Index(fields=["target", "next_at"], condition=Q(state="waiting"), name="webhooks_waiting"),
            models.Index(fields=["target", "id"], name="webhooks_of_target"),
            models.Index(fields=["created_at"], name="webhooks_by_age"),
        ]

    def __str__(self) -> str:
        return self.key


class Attempt(models.Model):
    """One try: the answer's status (none: no answer), how long it took, how it began."""

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.CASCADE, null=True, related_name="+")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.CASCADE, null=True, related_name="+")
    message = models.ForeignKey("webhooks.Message", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    ms = models.IntegerField()
    status = models.SmallIntegerField(null=True)
    said = models.CharField(max_length=500, blank=True)

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [_of_one("attempt")]

    def __str__(self) -> str:
        return f"{self.status or '-'} ({self.ms} ms)"
