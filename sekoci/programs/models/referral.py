"""Somebody tells owners of a programme."""

from django.db import models
from django.db.models import Q

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id


class Referral(models.Model):
    """A code by which somebody, known by a phone, sends owners to a programme: a hero, a neighbour, a staff member."""

    id = models.UUIDField(primary_key=True, default=new_id)
    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=80)
    """What the invited owner reads."""
    phone = models.CharField(max_length=16)
    organisation_id = models.BigIntegerField(null=True)
    """Whose officer gave it out; null: the person asked for it."""
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "phone"], condition=Q(ended_at=None), name="programs_one_referral_a_phone")
        ]

    def __str__(self) -> str:
        return self.code
