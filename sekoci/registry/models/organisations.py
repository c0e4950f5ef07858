"""The organisations behind lists and programmes, and who of their people may see what."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id


class Organisation(models.Model):
    """A ministry, a dinas, a marketplace, a bank: it brings lists, carries programmes, has officers."""

    class Kind(models.TextChoices):
        MINISTRY = "ministry", "Kementerian"
        LOCAL = "local", "Dinas atau pemda"
        MARKETPLACE = "marketplace", "Lokapasar"
        RIDE_HAILING = "ride_hailing", "Ojek dan antar daring"
        PAYMENT = "payment", "Pembayaran"
        BANK = "bank", "Bank"
        ASSOCIATION = "association", "Asosiasi atau koperasi"
        OTHER = "other", "Lainnya"

    id = models.BigAutoField(primary_key=True)
    slug = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    created_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class OrganisationKey(models.Model):
    """A key with which a program acts for the organisation: as far as the office of whoever made it reaches. Its hash only."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=40)
    hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=4)
    made_by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    scopes = ArrayField(models.CharField(max_length=20))
    """What it may do, of `rules.OFFICE_SCOPES`."""
    created_at = models.DateTimeField(default=now)
    last_used_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.label} …{self.hint}"


class Officer(models.Model):
    """What a person may do for an organisation, and in which areas, from when until when."""

    class Role(models.TextChoices):
        OFFICER = "officer", "Petugas"
        """Reads names and phones inside the areas, loads lists, decides on doubtful pairs, runs programmes."""
        PARTNER = "partner", "Mitra"
        """Brings the organisation's own lists, sees what became of them and the totals; never another's list."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=Role.choices)
    areas = ArrayField(models.CharField(max_length=13, blank=True), default=list)
    """Codes of areas, "inside" being a prefix; the empty code is the whole country; no code: no area."""
    since = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=models.Q(until=None), name="registry_one_office_a_person"
            )
        ]
        indexes = [models.Index(fields=["person"], name="registry_officer_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.organisation_id}"
