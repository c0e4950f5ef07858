"""What was counted of a programme at night, and the weekly message about it."""

from django.db import models

from sekoci.kit.clock import now


class Reading(models.Model):
    """What takes too long to be counted while somebody waits: sums over the businesses of a programme, no row of one of them."""

    class Kind(models.TextChoices):
        RETENTION = "retention", "Bertahan"
        IMPACT = "impact", "Sebelum dan sesudah"
        PARTNERS = "partners", "Untuk mitra"

    id = models.BigAutoField(primary_key=True)
    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    facts = models.JSONField()
    """As `rules.retention` or `rules.impact` reads it; of "partners", as `queries.results.for_partner` does."""
    basis = models.CharField(max_length=40, blank=True, default="", db_default="")
    """Edition and digest of the rows that it was counted from, as `queries.readings` tells them."""
    counted_at = models.DateTimeField(default=now)
    """When the counting began: the day of it is the one that it was counted on."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "kind"], name="programs_one_reading_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.program_id}"


class Digest(models.Model):
    """The weekly message about a programme to one of its officers: whether they want it, and of which week they were told."""

    id = models.BigAutoField(primary_key=True)
    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="+")
    person_id = models.BigIntegerField()
    is_wanted = models.BooleanField(default=True)
    told_week = models.DateField(null=True)
    """The Monday of the week that the newest message was about."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "person_id"], name="programs_one_digest_a_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.program_id}"
