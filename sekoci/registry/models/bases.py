"""By what right a partner's list keeps identity numbers, and the numbers that it keeps by it."""

from django.db import models

from sekoci.kit.clock import now


class LegalBasis(models.Model):
    """The law, agreement or consent by which a list may keep the owners' NIK, from when it is written down until its last day."""

    class Kind(models.TextChoices):
        LAW = "law", "Peraturan"
        AGREEMENT = "agreement", "Perjanjian"
        CONSENT = "consent", "Persetujuan pemilik"

    id = models.BigAutoField(primary_key=True)
    list = models.ForeignKey("registry.PartnerList", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    words = models.CharField(max_length=300)
    """Which, so that somebody else finds it: "Perjanjian 12/DKUKM/2026, pasal 4"."""
    signed_on = models.DateField()
    until = models.DateField()
    """The last day on which it holds."""
    recorded_by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)
    """Ended before its last day, or followed by another."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list"], condition=models.Q(ended_at=None), name="registry_one_basis_a_list")
        ]

    def __str__(self) -> str:
        return f"{self.words} ({self.until})"


class RowIdentity(models.Model):
    """The NIK that a list's row came with: sealed, bound to the row; only its last digits can be read from the table."""

    row = models.OneToOneField("registry.ListRow", on_delete=models.CASCADE, primary_key=True, related_name="+")
    list_id = models.BigIntegerField(db_index=True)
    organisation_id = models.BigIntegerField()
    """The list's, beside each number for the wall."""
    sealed = models.TextField()
    last4 = models.CharField(max_length=4)
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"…{self.last4}"
