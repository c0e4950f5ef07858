"""What became of the last recomputing of everything; whether the key is still the one that sealed what is here."""

from django.db import models

from sekoci.kit.ids import new_id


class Check(models.Model):
    """One run of `verify` in the background: asked for, begun, ended, and what it found."""

    id = models.UUIDField(primary_key=True, default=new_id)
    asked_at = models.DateTimeField()
    asked_by = models.BigIntegerField()
    """A person's id, or 0 for the clock."""
    ended_at = models.DateTimeField(null=True)
    is_clean = models.BooleanField(null=True)
    """None where it never ended by itself."""
    seconds = models.FloatField(null=True)
    things = models.BigIntegerField(null=True)
    """How many things it looked at."""
    wrong = models.JSONField(default=list)
    """Every broken promise with the rows that break it: `[["what", ["row", …]], …]`."""

    class Meta:
        constraints = [
            models.UniqueConstraint(models.Value(1), condition=models.Q(ended_at=None), name="operations_one_check_runs")
        ]
        indexes = [models.Index(fields=["asked_at"], name="operations_check_asked")]

    def __str__(self) -> str:
        return f"{self.asked_at} {self.is_clean}"


class KeyProbe(models.Model):
    """A word sealed with a key of this installation on the first day it was used (key.py)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    sealed = models.TextField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.made_at}"
