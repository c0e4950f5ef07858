"""What was agreed with an organisation, and by which names its DHIS2 knows our areas and numbers."""

from django.db import models
from django.db.models import Q

from sekoci.kit.clock import now


class Agreement(models.Model):
    """By what paper, and from when until when, an organisation may read the grade of the businesses on its own lists."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    paper = models.CharField(max_length=200)
    """Its number and what it is called."""
    purpose = models.CharField(max_length=300, blank=True, default="", db_default="")
    """What for, as the paper says it; empty: noted before that was asked."""
    since = models.DateField()
    until = models.DateField(null=True)
    """The last day."""
    noted_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=models.F("since")), name="exchange_agreement_has_days")
        ]

    def __str__(self) -> str:
        return self.paper


class Dhis2Name(models.Model):
    """What an organisation's DHIS2 calls an area (`unit`, ours is its code) or a number (`element`, ours as `rules` says)."""

    class Kind(models.TextChoices):
        UNIT = "unit", "Satuan wilayah"
        ELEMENT = "element", "Unsur data"

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    ours = models.CharField(max_length=90, blank=True, db_collation="C")
    uid = models.CharField(max_length=11)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind", "ours"], name="exchange_one_name_each")]

    def __str__(self) -> str:
        return f"{self.ours} = {self.uid}"
