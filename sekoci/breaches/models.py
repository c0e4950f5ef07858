"""Breaches of personal data, what was done about each, and whom they concern."""

from django.db import models

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id


class Breach(models.Model):
    """Personal data that others may have seen, lost or changed. Its clock runs from `noticed_at`."""

    class State(models.TextChoices):
        OPEN = "open"
        REPORTED = "reported"
        CLOSED = "closed"

    id = models.UUIDField(primary_key=True, default=new_id)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    title = models.CharField(max_length=100)
    noticed_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    data = models.CharField(max_length=160, blank=True)
    whose = models.CharField(max_length=120, blank=True)
    people = models.IntegerField(null=True)
    """How many, as far as is known."""
    cause = models.CharField(max_length=160, blank=True)
    done = models.CharField(max_length=200, blank=True)
    advice = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField(default=now)
    reported_at = models.DateTimeField(null=True)
    reported_to = models.CharField(max_length=200, blank=True)
    """Which agency, by what way, under which number."""
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open") | models.Q(state="closed") | models.Q(reported_at__isnull=False),
                name="breaches_reported_when",
            )
        ]
        indexes = [models.Index(fields=["noticed_at", "id"], name="breaches_breach_noticed")]

    def __str__(self) -> str:
        return f"{self.title} ({self.state})"


class Step(models.Model):
    """What was done about a breach, by whom, when. Written once."""

    id = models.UUIDField(primary_key=True, default=new_id)
    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    person_id = models.BigIntegerField()
    """0: Sekoci itself."""
    what = models.CharField(max_length=16)
    text = models.CharField(max_length=500, blank=True)
    changes = models.JSONField(default=dict)
    """Of a change: `{"data": ["before", "after"]}`."""

    class Meta:
        indexes = [models.Index(fields=["breach", "at"], name="breaches_step_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["breach", "what"], condition=models.Q(what__startswith="reminded"), name="breaches_reminded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.at}"


class Concerned(models.Model):
    """Somebody whose data it was, by phone; empty once they were forgotten."""

    id = models.UUIDField(primary_key=True, default=new_id)
    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=20, blank=True)
    how = models.CharField(max_length=40)
    """How they were found: in words, by a list, or a shop's name on the web."""
    added_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    """When the message to them was written down."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["breach", "phone"], condition=~models.Q(phone=""), name="breaches_concerned_once")
        ]
        indexes = [
            models.Index(fields=["breach", "id"], condition=models.Q(asked_at=None), name="breaches_concerned_untold"),
            models.Index(fields=["phone"], condition=~models.Q(phone=""), name="breaches_concerned_phone"),
        ]

    def __str__(self) -> str:
        return f"{self.phone} {self.asked_at}"
